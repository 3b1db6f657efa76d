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
        pub retention_in_days: Option<u16>,
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
