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
