//! What may be given a name, and where only one may have it.

/// How a type of resource is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naming {
    /// The resource type.
    pub kind: &'static str,
    /// The keys of its name, below its properties.
    pub keys: &'static [&'static str],
    /// Where one of them alone may have a name, in words.
    pub within: &'static str,
}

/// Names of which there is one in an account.
pub const ACCOUNT: &str = "in the account";
const REGION: &str = "in the account and region";
const WORLD: &str = "in the whole world";

/// All that may be named.
///
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html>.
pub const NAMINGS: [Naming; 17] = [
    naming("AWS::S3::Bucket", &["BucketName"], WORLD),
    naming("AWS::Lambda::Function", &["FunctionName"], REGION),
    naming("AWS::Logs::LogGroup", &["LogGroupName"], REGION),
    naming("AWS::DynamoDB::Table", &["TableName"], REGION),
    naming("AWS::DynamoDB::GlobalTable", &["TableName"], REGION),
    naming("AWS::IAM::Role", &["RoleName"], ACCOUNT),
    naming("AWS::IAM::User", &["UserName"], ACCOUNT),
    naming("AWS::IAM::Group", &["GroupName"], ACCOUNT),
    naming("AWS::IAM::ManagedPolicy", &["ManagedPolicyName"], ACCOUNT),
    naming(
        "AWS::IAM::InstanceProfile",
        &["InstanceProfileName"],
        ACCOUNT,
    ),
    naming("AWS::CloudFront::Function", &["Name"], ACCOUNT),
    naming("AWS::CloudFront::KeyValueStore", &["Name"], ACCOUNT),
    naming(
        "AWS::CloudFront::CachePolicy",
        &["CachePolicyConfig", "Name"],
        ACCOUNT,
    ),
    naming(
        "AWS::CloudFront::OriginRequestPolicy",
        &["OriginRequestPolicyConfig", "Name"],
        ACCOUNT,
    ),
    naming(
        "AWS::CloudFront::ResponseHeadersPolicy",
        &["ResponseHeadersPolicyConfig", "Name"],
        ACCOUNT,
    ),
    naming(
        "AWS::CloudFront::OriginAccessControl",
        &["OriginAccessControlConfig", "Name"],
        ACCOUNT,
    ),
    naming("AWS::SSM::Parameter", &["Name"], REGION),
];

const fn naming(kind: &'static str, keys: &'static [&'static str], within: &'static str) -> Naming {
    Naming { kind, keys, within }
}
