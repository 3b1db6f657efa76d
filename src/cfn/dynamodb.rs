//! Amazon DynamoDB: tables.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::property::{allowed_values, property_types};
use super::{Tags, Text};

property_types! {
    /// [`AWS::DynamoDB::Table`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html)
    #[derive(Default)]
    pub struct Table {
        pub table_name: Option<Text>,
        pub attribute_definitions: Vec<AttributeDefinition>,
        pub key_schema: Vec<KeySchemaElement>,
        pub global_secondary_indexes: Vec<GlobalSecondaryIndex>,
        pub billing_mode: Option<BillingMode>,
        pub provisioned_throughput: Option<ProvisionedThroughput>,
        pub time_to_live_specification: Option<TimeToLiveSpecification>,
        pub point_in_time_recovery_specification: Option<PointInTimeRecoverySpecification>,
        #[serde(rename = "SSESpecification")]
        pub sse_specification: Option<SseSpecification>,
        pub deletion_protection_enabled: Option<bool>,
        pub tags: Tags,
    }

    /// [`AttributeDefinition`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-attributedefinition.html)
    pub struct AttributeDefinition {
        pub attribute_name: String,
        pub attribute_type: AttributeType,
    }

    /// [`KeySchema`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-keyschema.html)
    pub struct KeySchemaElement {
        pub attribute_name: String,
        pub key_type: KeyType,
    }

    /// [`GlobalSecondaryIndex`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-globalsecondaryindex.html)
    pub struct GlobalSecondaryIndex {
        pub index_name: String,
        pub key_schema: Vec<KeySchemaElement>,
        pub projection: Projection,
        pub provisioned_throughput: Option<ProvisionedThroughput>,
    }

    /// [`Projection`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-projection.html)
    pub struct Projection {
        pub projection_type: ProjectionType,
        pub non_key_attributes: Vec<String>,
    }

    /// [`ProvisionedThroughput`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-provisionedthroughput.html)
    pub struct ProvisionedThroughput {
        pub read_capacity_units: u32,
        pub write_capacity_units: u32,
    }

    /// [`TimeToLiveSpecification`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-timetolivespecification.html)
    pub struct TimeToLiveSpecification {
        pub attribute_name: String,
        pub enabled: bool,
    }

    /// [`PointInTimeRecoverySpecification`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-pointintimerecoveryspecification.html)
    pub struct PointInTimeRecoverySpecification {
        pub point_in_time_recovery_enabled: bool,
        pub recovery_period_in_days: Option<u8>,
    }

    /// [`SSESpecification`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-ssespecification.html)
    pub struct SseSpecification {
        #[serde(rename = "SSEEnabled")]
        pub sse_enabled: bool,
        #[serde(rename = "SSEType")]
        pub sse_type: Option<SseType>,
        #[serde(rename = "KMSMasterKeyId")]
        pub kms_master_key_id: Option<Text>,
    }
}

allowed_values! {
    /// What an attribute of a key holds.
    pub enum AttributeType {
        Binary = "B",
        Number = "N",
        String = "S",
    }

    /// What an attribute is in a key.
    pub enum KeyType {
        Hash = "HASH",
        Range = "RANGE",
    }

    /// How a table is paid for.
    pub enum BillingMode {
        PayPerRequest = "PAY_PER_REQUEST",
        Provisioned = "PROVISIONED",
    }

    /// What an index holds beside the keys.
    pub enum ProjectionType {
        All = "ALL",
        Include = "INCLUDE",
        KeysOnly = "KEYS_ONLY",
    }

    /// Whose key encrypts a table, other than DynamoDB's own.
    pub enum SseType {
        Kms = "KMS",
    }
}

#[cfg(test)]
mod tests {
    use super::{
        AttributeDefinition, AttributeType, BillingMode, GlobalSecondaryIndex, KeySchemaElement,
        KeyType, PointInTimeRecoverySpecification, Projection, ProjectionType, SseSpecification,
        SseType, Table, TimeToLiveSpecification,
    };
    use crate::cfn::resource::assert_prints;

    #[test]
    fn a_table() {
        let attribute = |name: &str| AttributeDefinition {
            attribute_name: name.to_owned(),
            attribute_type: AttributeType::String,
        };
        let key = |name: &str, key_type| KeySchemaElement {
            attribute_name: name.to_owned(),
            key_type,
        };
        let table = Table {
            table_name: Some("shop".into()),
            attribute_definitions: vec![attribute("pk"), attribute("sk")],
            key_schema: vec![key("pk", KeyType::Hash), key("sk", KeyType::Range)],
            global_secondary_indexes: vec![GlobalSecondaryIndex {
                index_name: "by-sk".to_owned(),
                key_schema: vec![key("sk", KeyType::Hash)],
                projection: Projection {
                    projection_type: ProjectionType::Include,
                    non_key_attributes: vec!["name".to_owned()],
                },
                provisioned_throughput: None,
            }],
            billing_mode: Some(BillingMode::PayPerRequest),
            time_to_live_specification: Some(TimeToLiveSpecification {
                attribute_name: "expires".to_owned(),
                enabled: true,
            }),
            point_in_time_recovery_specification: Some(PointInTimeRecoverySpecification {
                point_in_time_recovery_enabled: true,
                recovery_period_in_days: None,
            }),
            sse_specification: Some(SseSpecification {
                sse_enabled: true,
                sse_type: Some(SseType::Kms),
                kms_master_key_id: Some("alias/shop".into()),
            }),
            deletion_protection_enabled: Some(true),
            ..Table::default()
        };
        assert_prints(
            table,
            r#"{
              "Type": "AWS::DynamoDB::Table",
              "Properties": {
                "TableName": "shop",
                "AttributeDefinitions": [
                  { "AttributeName": "pk", "AttributeType": "S" },
                  { "AttributeName": "sk", "AttributeType": "S" }
                ],
                "KeySchema": [
                  { "AttributeName": "pk", "KeyType": "HASH" },
                  { "AttributeName": "sk", "KeyType": "RANGE" }
                ],
                "GlobalSecondaryIndexes": [
                  {
                    "IndexName": "by-sk",
                    "KeySchema": [{ "AttributeName": "sk", "KeyType": "HASH" }],
                    "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"] }
                  }
                ],
                "BillingMode": "PAY_PER_REQUEST",
                "TimeToLiveSpecification": { "AttributeName": "expires", "Enabled": true },
                "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true },
                "SSESpecification": { "SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": "alias/shop" },
                "DeletionProtectionEnabled": true
              }
            }"#,
        );
    }
}
