//! A resource: its properties, and what CloudFormation itself is told about it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::property::allowed_values;
use super::{
    LogicalId, certificate_manager, cloudfront, custom, dynamodb, iam, lambda, logs, route53, s3,
    ssm,
};
use crate::source::Node;

/// What stands under a logical id in the section `Resources`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// A resource of a type that this crate models.
    Modelled(Box<Resource>),
    /// One that the user laid something over: what was modelled, and what is printed instead.
    #[serde(serialize_with = "overriding")]
    Overridden(Box<Resource>, Node),
    /// A resource as the user wrote it.
    Raw(Node),
}

fn overriding<S: Serializer>(
    _: &Resource,
    printed: &Node,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    printed.serialize(serializer)
}

impl From<Resource> for Entry {
    fn from(resource: Resource) -> Self {
        Self::Modelled(Box::new(resource))
    }
}

/// A resource of a type that this crate models.
///
/// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html>.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its type, and what it is like.
    pub properties: Properties,
    /// The condition under which it exists.
    pub condition: Option<LogicalId>,
    /// What must exist before it, beyond what its properties refer to.
    pub depends_on: Vec<LogicalId>,
    /// What becomes of it when it leaves the stack.
    pub deletion_policy: Option<DeletionPolicy>,
    /// What becomes of the old one when it is replaced.
    pub update_replace_policy: Option<UpdateReplacePolicy>,
}

impl Resource {
    /// A resource that always exists and leaves the rest to CloudFormation.
    pub fn new(properties: impl Into<Properties>) -> Self {
        Self {
            properties: properties.into(),
            condition: None,
            depends_on: Vec::new(),
            deletion_policy: None,
            update_replace_policy: None,
        }
    }
}

impl Serialize for Resource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut resource = serializer.serialize_map(None)?;
        resource.serialize_entry("Type", self.properties.type_name())?;
        if let Some(condition) = &self.condition {
            resource.serialize_entry("Condition", condition)?;
        }
        match self.depends_on.as_slice() {
            [] => {}
            [one] => resource.serialize_entry("DependsOn", one)?,
            several => resource.serialize_entry("DependsOn", several)?,
        }
        if let Some(policy) = self.deletion_policy {
            resource.serialize_entry("DeletionPolicy", &policy)?;
        }
        if let Some(policy) = self.update_replace_policy {
            resource.serialize_entry("UpdateReplacePolicy", &policy)?;
        }
        resource.serialize_entry("Properties", &self.properties)?;
        resource.end()
    }
}

allowed_values! {
    /// What becomes of a resource that leaves the stack.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html>.
    pub enum DeletionPolicy {
        /// It is deleted.
        Delete = "Delete",
        /// It is kept.
        Retain = "Retain",
        /// It is kept, unless the operation that created it is rolled back.
        RetainExceptOnCreate = "RetainExceptOnCreate",
        /// It is deleted after a snapshot of it is made, where its type has snapshots.
        Snapshot = "Snapshot",
    }

    /// What becomes of a resource in whose place an update puts a new one.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html>.
    pub enum UpdateReplacePolicy {
        /// It is deleted.
        Delete = "Delete",
        /// It is kept.
        Retain = "Retain",
        /// It is deleted after a snapshot of it is made, where its type has snapshots.
        Snapshot = "Snapshot",
    }
}

/// Declares the resource types: a variant, its properties, and the name that CloudFormation gives the type.
macro_rules! resource_types {
    ($($variant:ident($properties:ty) = $name:literal,)*) => {
        /// The properties of a resource, by its type.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Properties {
            $(#[doc = concat!("`", $name, "`")] $variant($properties),)*
        }

        impl Properties {
            /// The name of the resource's type, such as `AWS::S3::Bucket`.
            pub fn type_name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)*
                }
            }
        }

        $(impl From<$properties> for Properties {
            fn from(properties: $properties) -> Self {
                Self::$variant(properties)
            }
        })*
    };
}

resource_types! {
    CertificateManagerCertificate(certificate_manager::Certificate) = "AWS::CertificateManager::Certificate",
    CloudFrontCachePolicy(cloudfront::CachePolicy) = "AWS::CloudFront::CachePolicy",
    CloudFrontOriginAccessIdentity(cloudfront::CloudFrontOriginAccessIdentity)
        = "AWS::CloudFront::CloudFrontOriginAccessIdentity",
    CloudFrontDistribution(cloudfront::Distribution) = "AWS::CloudFront::Distribution",
    CloudFrontFunction(cloudfront::Function) = "AWS::CloudFront::Function",
    CloudFrontOriginAccessControl(cloudfront::OriginAccessControl) = "AWS::CloudFront::OriginAccessControl",
    CloudFrontOriginRequestPolicy(cloudfront::OriginRequestPolicy) = "AWS::CloudFront::OriginRequestPolicy",
    CloudFrontResponseHeadersPolicy(cloudfront::ResponseHeadersPolicy) = "AWS::CloudFront::ResponseHeadersPolicy",
    DynamoDbTable(dynamodb::Table) = "AWS::DynamoDB::Table",
    IamRole(iam::Role) = "AWS::IAM::Role",
    LambdaFunction(lambda::Function) = "AWS::Lambda::Function",
    LambdaPermission(lambda::Permission) = "AWS::Lambda::Permission",
    LambdaUrl(lambda::Url) = "AWS::Lambda::Url",
    LogsDelivery(logs::Delivery) = "AWS::Logs::Delivery",
    LogsDeliveryDestination(logs::DeliveryDestination) = "AWS::Logs::DeliveryDestination",
    LogsDeliverySource(logs::DeliverySource) = "AWS::Logs::DeliverySource",
    LogsLogGroup(logs::LogGroup) = "AWS::Logs::LogGroup",
    Route53RecordSet(route53::RecordSet) = "AWS::Route53::RecordSet",
    S3Bucket(s3::Bucket) = "AWS::S3::Bucket",
    S3BucketPolicy(s3::BucketPolicy) = "AWS::S3::BucketPolicy",
    SsmParameter(ssm::Parameter) = "AWS::SSM::Parameter",
    CustomFunctionEnvironment(custom::FunctionEnvironment) = "Custom::FunctionEnvironment",
}

/// Holds a resource of these properties against the JSON it should print, key order included.
#[cfg(test)]
pub(super) fn assert_prints(properties: impl Into<Properties>, expected: &str) {
    let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
    let printed = serde_json::to_string(&Resource::new(properties)).unwrap();
    assert_eq!(printed, expected.to_string());
}

#[cfg(test)]
mod tests {
    use super::{DeletionPolicy, Entry, Resource, UpdateReplacePolicy};
    use crate::cfn::LogicalId;
    use crate::cfn::s3::Bucket;
    use crate::source::Node;

    fn id(text: &str) -> LogicalId {
        text.parse().unwrap()
    }

    fn printed(entry: &Entry) -> String {
        serde_json::to_string(entry).unwrap()
    }

    #[test]
    fn attributes_stand_before_the_properties() {
        let mut bucket = Resource {
            condition: Some(id("Wanted")),
            depends_on: vec![id("A")],
            deletion_policy: Some(DeletionPolicy::RetainExceptOnCreate),
            update_replace_policy: Some(UpdateReplacePolicy::Retain),
            ..Resource::new(Bucket::default())
        };
        assert_eq!(
            printed(&bucket.clone().into()),
            concat!(
                r#"{"Type":"AWS::S3::Bucket","Condition":"Wanted","DependsOn":"A","#,
                r#""DeletionPolicy":"RetainExceptOnCreate","UpdateReplacePolicy":"Retain","Properties":{}}"#
            )
        );
        bucket.depends_on.push(id("B"));
        assert!(printed(&bucket.into()).contains(r#""DependsOn":["A","B"]"#));
    }

    #[test]
    fn what_the_user_wrote_is_printed_instead_of_what_was_modelled() {
        let json = r#"{"Type":"AWS::SQS::Queue","Properties":{"DelaySeconds":1.50}}"#;
        let written = Node::from(serde_json::from_str::<serde_json::Value>(json).unwrap());
        let bucket = Box::new(Resource::new(Bucket::default()));
        assert_eq!(printed(&Entry::Raw(written.clone())), json);
        assert_eq!(printed(&Entry::Overridden(bucket, written)), json);
    }
}
