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

#[cfg(test)]
mod tests {
    use super::{
        AbortIncompleteMultipartUpload, Bucket, BucketEncryption, BucketPolicy, CorsConfiguration,
        CorsMethod, CorsRule, LifecycleConfiguration, LifecycleRule, LifecycleStatus,
        NoncurrentVersionExpiration, ObjectOwnership, OwnershipControls, OwnershipControlsRule,
        PublicAccessBlockConfiguration, ServerSideEncryptionByDefault, ServerSideEncryptionRule,
        SseAlgorithm, VersioningConfiguration, VersioningStatus,
    };
    use crate::cfn::policy::{Principal, Statement};
    use crate::cfn::resource::assert_prints;
    use crate::cfn::{Pseudo, Text};

    #[test]
    fn a_bucket() {
        let bucket = Bucket {
            bucket_name: Some(Text::from("photos-").then(Pseudo::AccountId)),
            bucket_encryption: Some(BucketEncryption {
                server_side_encryption_configuration: vec![ServerSideEncryptionRule {
                    bucket_key_enabled: Some(true),
                    server_side_encryption_by_default: ServerSideEncryptionByDefault {
                        sse_algorithm: SseAlgorithm::AwsKms,
                        kms_master_key_id: Some("alias/photos".into()),
                    },
                }],
            }),
            public_access_block_configuration: Some(PublicAccessBlockConfiguration {
                block_public_acls: true,
                block_public_policy: true,
                ignore_public_acls: true,
                restrict_public_buckets: false,
            }),
            ownership_controls: Some(OwnershipControls {
                rules: vec![OwnershipControlsRule {
                    object_ownership: ObjectOwnership::BucketOwnerEnforced,
                }],
            }),
            versioning_configuration: Some(VersioningConfiguration {
                status: VersioningStatus::Enabled,
            }),
            tags: [("stack", "shop"), ("owner", "us")].into_iter().collect(),
            ..Bucket::default()
        };
        assert_prints(
            bucket,
            r#"{
              "Type": "AWS::S3::Bucket",
              "Properties": {
                "BucketName": { "Fn::Sub": "photos-${AWS::AccountId}" },
                "BucketEncryption": {
                  "ServerSideEncryptionConfiguration": [
                    {
                      "BucketKeyEnabled": true,
                      "ServerSideEncryptionByDefault": { "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/photos" }
                    }
                  ]
                },
                "PublicAccessBlockConfiguration": {
                  "BlockPublicAcls": true,
                  "BlockPublicPolicy": true,
                  "IgnorePublicAcls": true,
                  "RestrictPublicBuckets": false
                },
                "OwnershipControls": { "Rules": [{ "ObjectOwnership": "BucketOwnerEnforced" }] },
                "VersioningConfiguration": { "Status": "Enabled" },
                "Tags": [{ "Key": "owner", "Value": "us" }, { "Key": "stack", "Value": "shop" }]
              }
            }"#,
        );
    }

    #[test]
    fn the_rules_of_a_bucket() {
        let bucket = Bucket {
            cors_configuration: Some(CorsConfiguration {
                cors_rules: vec![CorsRule {
                    allowed_headers: vec!["content-type".to_owned()],
                    allowed_methods: vec![CorsMethod::Put],
                    allowed_origins: vec!["https://example.com".into()],
                    max_age: Some(3600),
                    ..CorsRule::default()
                }],
            }),
            lifecycle_configuration: Some(LifecycleConfiguration {
                rules: vec![LifecycleRule {
                    id: Some("tidy".to_owned()),
                    status: LifecycleStatus::Enabled,
                    prefix: Some("tmp/".to_owned()),
                    expiration_in_days: Some(30),
                    expired_object_delete_marker: None,
                    noncurrent_version_expiration: Some(NoncurrentVersionExpiration {
                        noncurrent_days: 90,
                        newer_noncurrent_versions: None,
                    }),
                    abort_incomplete_multipart_upload: Some(AbortIncompleteMultipartUpload {
                        days_after_initiation: 7,
                    }),
                }],
            }),
            ..Bucket::default()
        };
        assert_prints(
            bucket,
            r#"{
              "Type": "AWS::S3::Bucket",
              "Properties": {
                "CorsConfiguration": {
                  "CorsRules": [
                    {
                      "AllowedHeaders": ["content-type"],
                      "AllowedMethods": ["PUT"],
                      "AllowedOrigins": ["https://example.com"],
                      "MaxAge": 3600
                    }
                  ]
                },
                "LifecycleConfiguration": {
                  "Rules": [
                    {
                      "Id": "tidy",
                      "Status": "Enabled",
                      "Prefix": "tmp/",
                      "ExpirationInDays": 30,
                      "NoncurrentVersionExpiration": { "NoncurrentDays": 90 },
                      "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 7 }
                    }
                  ]
                }
              }
            }"#,
        );
    }

    #[test]
    fn a_bucket_policy() {
        let read = Statement {
            principal: Some(Principal::Everyone),
            ..Statement::allow(
                vec!["s3:GetObject".parse().unwrap()],
                vec!["arn:aws:s3:::a/*".into()],
            )
        };
        assert_prints(
            BucketPolicy {
                bucket: Text::reference(&"Photos".parse().unwrap()),
                policy_document: [read].into_iter().collect(),
            },
            r#"{
              "Type": "AWS::S3::BucketPolicy",
              "Properties": {
                "Bucket": { "Ref": "Photos" },
                "PolicyDocument": {
                  "Version": "2012-10-17",
                  "Statement": [
                    { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*" }
                  ]
                }
              }
            }"#,
        );
    }
}
