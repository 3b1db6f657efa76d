//! Amazon CloudWatch Logs: log groups, and the delivery of logs that AWS services write.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::property::{allowed_values, property_types};
use super::{Tags, Text};

property_types! {
    /// [`AWS::Logs::LogGroup`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html)
    #[derive(Default)]
    pub struct LogGroup {
        pub log_group_name: Option<Text>,
        pub log_group_class: Option<LogGroupClass>,
        pub retention_in_days: Option<u32>,
        pub kms_key_id: Option<Text>,
        pub tags: Tags,
    }

    /// [`AWS::Logs::DeliverySource`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverysource.html)
    pub struct DeliverySource {
        pub name: Text,
        pub resource_arn: Text,
        pub log_type: String,
        pub tags: Tags,
    }

    /// [`AWS::Logs::DeliveryDestination`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverydestination.html)
    pub struct DeliveryDestination {
        pub name: Text,
        pub destination_resource_arn: Option<Text>,
        pub output_format: Option<OutputFormat>,
        pub tags: Tags,
    }

    /// [`AWS::Logs::Delivery`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-delivery.html)
    pub struct Delivery {
        pub delivery_source_name: Text,
        pub delivery_destination_arn: Text,
        pub field_delimiter: Option<String>,
        pub record_fields: Vec<String>,
        pub s3_enable_hive_compatible_path: Option<bool>,
        pub s3_suffix_path: Option<String>,
        pub tags: Tags,
    }
}

allowed_values! {
    /// What a log group costs and can do.
    pub enum LogGroupClass {
        Standard = "STANDARD",
        InfrequentAccess = "INFREQUENT_ACCESS",
        Delivery = "DELIVERY",
    }

    /// The form in which logs are delivered.
    pub enum OutputFormat {
        Json = "json",
        Plain = "plain",
        W3c = "w3c",
        Raw = "raw",
        Parquet = "parquet",
    }
}

#[cfg(test)]
mod tests {
    use super::{Delivery, DeliveryDestination, DeliverySource, LogGroup, OutputFormat};
    use crate::cfn::resource::assert_prints;
    use crate::cfn::{Tags, Text};

    #[test]
    fn a_log_group() {
        assert_prints(
            LogGroup {
                log_group_name: Some("/aws/lambda/shop-api".into()),
                retention_in_days: Some(30),
                ..LogGroup::default()
            },
            r#"{
              "Type": "AWS::Logs::LogGroup",
              "Properties": { "LogGroupName": "/aws/lambda/shop-api", "RetentionInDays": 30 }
            }"#,
        );
    }

    #[test]
    fn a_delivery_and_its_ends() {
        assert_prints(
            DeliverySource {
                name: "shop".into(),
                resource_arn: "arn:aws:cloudfront::123456789012:distribution/E1".into(),
                log_type: "ACCESS_LOGS".to_owned(),
                tags: Tags::default(),
            },
            r#"{
              "Type": "AWS::Logs::DeliverySource",
              "Properties": {
                "Name": "shop",
                "ResourceArn": "arn:aws:cloudfront::123456789012:distribution/E1",
                "LogType": "ACCESS_LOGS"
              }
            }"#,
        );
        assert_prints(
            DeliveryDestination {
                name: "shop".into(),
                destination_resource_arn: Some("arn:aws:s3:::logs".into()),
                output_format: Some(OutputFormat::Parquet),
                tags: Tags::default(),
            },
            r#"{
              "Type": "AWS::Logs::DeliveryDestination",
              "Properties": {
                "Name": "shop",
                "DestinationResourceArn": "arn:aws:s3:::logs",
                "OutputFormat": "parquet"
              }
            }"#,
        );
        assert_prints(
            Delivery {
                delivery_source_name: Text::reference(&"Source".parse().unwrap()),
                delivery_destination_arn: Text::attribute(&"Destination".parse().unwrap(), "Arn"),
                field_delimiter: None,
                record_fields: vec!["date".to_owned()],
                s3_enable_hive_compatible_path: Some(false),
                s3_suffix_path: Some("{yyyy}/{MM}".to_owned()),
                tags: Tags::default(),
            },
            r#"{
              "Type": "AWS::Logs::Delivery",
              "Properties": {
                "DeliverySourceName": { "Ref": "Source" },
                "DeliveryDestinationArn": { "Fn::GetAtt": ["Destination", "Arn"] },
                "RecordFields": ["date"],
                "S3EnableHiveCompatiblePath": false,
                "S3SuffixPath": "{yyyy}/{MM}"
              }
            }"#,
        );
    }
}
