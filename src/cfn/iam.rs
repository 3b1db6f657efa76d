//! AWS Identity and Access Management: roles.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::policy::PolicyDocument;
use super::property::property_types;
use super::{Tags, Text};

property_types! {
    /// [`AWS::IAM::Role`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html)
    pub struct Role {
        pub role_name: Option<Text>,
        pub description: Option<String>,
        pub assume_role_policy_document: PolicyDocument,
        pub managed_policy_arns: Vec<Text>,
        pub permissions_boundary: Option<Text>,
        pub policies: Vec<Policy>,
        pub tags: Tags,
    }

    /// [`Policy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-iam-role-policy.html)
    pub struct Policy {
        pub policy_name: String,
        pub policy_document: PolicyDocument,
    }
}
