//! Amazon S3: buckets and their policies.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::policy::PolicyDocument;
use super::property::{allowed_values, property_types};
use super::{Tags, Text};

property_types! {
    /// [`AWS::S3::Bucket`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html)
    #[derive(Default)]
    pub struct Bucket {
        pub bucket_name: Option<Text>,
        pub bucket_namespace: Option<BucketNamespace>,
        pub bucket_encryption: Option<BucketEncryption>,
        pub public_access_block_configuration: Option<PublicAccessBlockConfiguration>,
        pub ownership_controls: Option<OwnershipControls>,
        pub cors_configuration: Option<CorsConfiguration>,
        pub lifecycle_configuration: Option<LifecycleConfiguration>,
        pub versioning_configuration: Option<VersioningConfiguration>,
        pub tags: Tags,
    }

    /// [`BucketEncryption`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-bucketencryption.html)
    pub struct BucketEncryption {
        pub server_side_encryption_configuration: Vec<ServerSideEncryptionRule>,
    }

    /// [`ServerSideEncryptionRule`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-serversideencryptionrule.html)
    pub struct ServerSideEncryptionRule {
        pub bucket_key_enabled: Option<bool>,
        pub server_side_encryption_by_default: ServerSideEncryptionByDefault,
    }

    /// [`ServerSideEncryptionByDefault`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-serversideencryptionbydefault.html)
    pub struct ServerSideEncryptionByDefault {
        #[serde(rename = "SSEAlgorithm")]
        pub sse_algorithm: SseAlgorithm,
        #[serde(rename = "KMSMasterKeyID")]
        pub kms_master_key_id: Option<Text>,
    }

    /// [`PublicAccessBlockConfiguration`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-publicaccessblockconfiguration.html)
    pub struct PublicAccessBlockConfiguration {
        pub block_public_acls: bool,
        pub block_public_policy: bool,
        pub ignore_public_acls: bool,
        pub restrict_public_buckets: bool,
    }

    /// [`OwnershipControls`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-ownershipcontrols.html)
    pub struct OwnershipControls {
        pub rules: Vec<OwnershipControlsRule>,
    }

    /// [`OwnershipControlsRule`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-ownershipcontrolsrule.html)
    pub struct OwnershipControlsRule {
        pub object_ownership: ObjectOwnership,
    }

    /// [`CorsConfiguration`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-corsconfiguration.html)
    pub struct CorsConfiguration {
        pub cors_rules: Vec<CorsRule>,
    }

    /// [`CorsRule`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-corsrule.html)
    #[derive(Default)]
    pub struct CorsRule {
        pub id: Option<String>,
        pub allowed_headers: Vec<String>,
        pub allowed_methods: Vec<CorsMethod>,
        pub allowed_origins: Vec<Text>,
        pub exposed_headers: Vec<String>,
        /// Seconds.
        pub max_age: Option<u32>,
    }

    /// [`LifecycleConfiguration`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-lifecycleconfiguration.html)
    pub struct LifecycleConfiguration {
        pub rules: Vec<LifecycleRule>,
    }

    /// [`Rule`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html)
    pub struct LifecycleRule {
        pub id: Option<String>,
        pub status: LifecycleStatus,
        pub prefix: Option<String>,
        pub expiration_in_days: Option<u32>,
        pub expired_object_delete_marker: Option<bool>,
        pub noncurrent_version_expiration: Option<NoncurrentVersionExpiration>,
        pub abort_incomplete_multipart_upload: Option<AbortIncompleteMultipartUpload>,
    }

    /// [`NoncurrentVersionExpiration`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-noncurrentversionexpiration.html)
    pub struct NoncurrentVersionExpiration {
        pub noncurrent_days: u32,
        pub newer_noncurrent_versions: Option<u32>,
    }

    /// [`AbortIncompleteMultipartUpload`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-abortincompletemultipartupload.html)
    pub struct AbortIncompleteMultipartUpload {
        pub days_after_initiation: u32,
    }

    /// [`VersioningConfiguration`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-versioningconfiguration.html)
    pub struct VersioningConfiguration {
        pub status: VersioningStatus,
    }

    /// [`AWS::S3::BucketPolicy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html)
    pub struct BucketPolicy {
        pub bucket: Text,
        pub policy_document: PolicyDocument,
    }
}

allowed_values! {
    /// Whose names a bucket's name must be unique among.
    pub enum BucketNamespace {
        Global = "global",
        AccountRegional = "account-regional",
    }

    /// How objects are encrypted where they lie.
    pub enum SseAlgorithm {
        Aes256 = "AES256",
        AwsKms = "aws:kms",
        AwsKmsDsse = "aws:kms:dsse",
    }

    /// Who owns an uploaded object, and whether access control lists count.
    pub enum ObjectOwnership {
        BucketOwnerEnforced = "BucketOwnerEnforced",
        BucketOwnerPreferred = "BucketOwnerPreferred",
        ObjectWriter = "ObjectWriter",
    }

    /// The methods that a CORS rule may allow.
    pub enum CorsMethod {
        Get = "GET",
        Put = "PUT",
        Head = "HEAD",
        Post = "POST",
        Delete = "DELETE",
    }

    /// Whether a lifecycle rule is applied.
    pub enum LifecycleStatus {
        Enabled = "Enabled",
        Disabled = "Disabled",
    }

    /// Whether a bucket keeps old versions.
    pub enum VersioningStatus {
        Enabled = "Enabled",
        Suspended = "Suspended",
    }
}
