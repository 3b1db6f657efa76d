//! Who a distribution is when it asks a private origin.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use crate::cfn::Text;
use crate::cfn::property::{allowed_values, property_types};

property_types! {
    /// [`AWS::CloudFront::CloudFrontOriginAccessIdentity`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cloudfrontoriginaccessidentity.html)
    pub struct CloudFrontOriginAccessIdentity {
        pub cloud_front_origin_access_identity_config: CloudFrontOriginAccessIdentityConfig,
    }

    /// [`CloudFrontOriginAccessIdentityConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cloudfrontoriginaccessidentity-cloudfrontoriginaccessidentityconfig.html)
    pub struct CloudFrontOriginAccessIdentityConfig {
        pub comment: Text,
    }

    /// [`AWS::CloudFront::OriginAccessControl`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html)
    pub struct OriginAccessControl {
        pub origin_access_control_config: OriginAccessControlConfig,
    }

    /// [`OriginAccessControlConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originaccesscontrol-originaccesscontrolconfig.html)
    pub struct OriginAccessControlConfig {
        pub name: Text,
        pub description: Option<String>,
        pub origin_access_control_origin_type: OriginAccessControlOriginType,
        pub signing_behavior: SigningBehavior,
        pub signing_protocol: SigningProtocol,
    }
}

allowed_values! {
    /// What is asked.
    pub enum OriginAccessControlOriginType {
        Lambda = "lambda",
        MediaPackageV2 = "mediapackagev2",
        MediaStore = "mediastore",
        S3 = "s3",
    }

    /// Which requests are signed.
    pub enum SigningBehavior {
        Always = "always",
        Never = "never",
        NoOverride = "no-override",
    }

    /// How requests are signed.
    pub enum SigningProtocol {
        SigV4 = "sigv4",
    }
}

#[cfg(test)]
mod tests {
    use super::{
        CloudFrontOriginAccessIdentity, CloudFrontOriginAccessIdentityConfig, OriginAccessControl,
        OriginAccessControlConfig, OriginAccessControlOriginType, SigningBehavior, SigningProtocol,
    };
    use crate::cfn::resource::assert_prints;

    #[test]
    fn an_origin_access_identity() {
        assert_prints(
            CloudFrontOriginAccessIdentity {
                cloud_front_origin_access_identity_config: CloudFrontOriginAccessIdentityConfig {
                    comment: "photos".into(),
                },
            },
            r#"{
              "Type": "AWS::CloudFront::CloudFrontOriginAccessIdentity",
              "Properties": { "CloudFrontOriginAccessIdentityConfig": { "Comment": "photos" } }
            }"#,
        );
    }

    #[test]
    fn an_origin_access_control() {
        assert_prints(
            OriginAccessControl {
                origin_access_control_config: OriginAccessControlConfig {
                    name: "photos".into(),
                    description: None,
                    origin_access_control_origin_type: OriginAccessControlOriginType::S3,
                    signing_behavior: SigningBehavior::Always,
                    signing_protocol: SigningProtocol::SigV4,
                },
            },
            r#"{
              "Type": "AWS::CloudFront::OriginAccessControl",
              "Properties": {
                "OriginAccessControlConfig": {
                  "Name": "photos",
                  "OriginAccessControlOriginType": "s3",
                  "SigningBehavior": "always",
                  "SigningProtocol": "sigv4"
                }
              }
            }"#,
        );
    }
}
