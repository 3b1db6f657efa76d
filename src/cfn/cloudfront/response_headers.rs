//! Response headers policies: which headers a viewer gets beside, or instead of, the origin's.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use serde::Serialize;

use crate::cfn::Text;
use crate::cfn::property::{Property, allowed_values, property_types};

property_types! {
    /// [`AWS::CloudFront::ResponseHeadersPolicy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-responseheaderspolicy.html)
    pub struct ResponseHeadersPolicy {
        pub response_headers_policy_config: ResponseHeadersPolicyConfig,
    }

    /// [`ResponseHeadersPolicyConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-responseheaderspolicyconfig.html)
    pub struct ResponseHeadersPolicyConfig {
        pub name: Text,
        pub comment: Option<String>,
        pub security_headers_config: Option<SecurityHeadersConfig>,
        pub custom_headers_config: Option<Items<CustomHeader>>,
        pub remove_headers_config: Option<Items<RemoveHeader>>,
        pub cors_config: Option<CorsConfig>,
    }

    /// [`SecurityHeadersConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-securityheadersconfig.html)
    #[derive(Default)]
    pub struct SecurityHeadersConfig {
        pub content_security_policy: Option<ContentSecurityPolicy>,
        pub content_type_options: Option<ContentTypeOptions>,
        pub frame_options: Option<FrameOptions>,
        pub referrer_policy: Option<ReferrerPolicy>,
        pub strict_transport_security: Option<StrictTransportSecurity>,
        #[serde(rename = "XSSProtection")]
        pub xss_protection: Option<XssProtection>,
    }

    /// [`ContentSecurityPolicy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-contentsecuritypolicy.html)
    pub struct ContentSecurityPolicy {
        pub content_security_policy: Text,
        pub r#override: bool,
    }

    /// `X-Content-Type-Options: nosniff`; see [`ContentTypeOptions`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-contenttypeoptions.html).
    pub struct ContentTypeOptions {
        pub r#override: bool,
    }

    /// [`FrameOptions`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-frameoptions.html)
    pub struct FrameOptions {
        pub frame_option: FrameOption,
        pub r#override: bool,
    }

    /// [`ReferrerPolicy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-referrerpolicy.html)
    pub struct ReferrerPolicy {
        pub referrer_policy: ReferrerPolicyValue,
        pub r#override: bool,
    }

    /// [`StrictTransportSecurity`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-stricttransportsecurity.html)
    pub struct StrictTransportSecurity {
        /// Seconds.
        pub access_control_max_age_sec: u32,
        pub include_subdomains: Option<bool>,
        pub preload: Option<bool>,
        pub r#override: bool,
    }

    /// [`XSSProtection`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-xssprotection.html)
    pub struct XssProtection {
        pub protection: bool,
        pub mode_block: Option<bool>,
        pub r#override: bool,
    }

    /// [`CustomHeader`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-customheader.html)
    pub struct CustomHeader {
        pub header: String,
        pub value: Text,
        pub r#override: bool,
    }

    /// [`RemoveHeader`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-removeheader.html)
    pub struct RemoveHeader {
        pub header: String,
    }

    /// [`CorsConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-corsconfig.html)
    pub struct CorsConfig {
        pub access_control_allow_credentials: bool,
        pub access_control_allow_headers: Items<String>,
        pub access_control_allow_methods: Items<CorsMethod>,
        pub access_control_allow_origins: Items<Text>,
        pub access_control_expose_headers: Option<Items<String>>,
        /// Seconds.
        pub access_control_max_age_sec: Option<u32>,
        pub origin_override: bool,
    }
}

/// A list, which CloudFront wants inside of a map.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Items<T> {
    pub items: Vec<T>,
}

impl<T> Property for Items<T> {}

impl<T> FromIterator<T> for Items<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let items = items.into_iter().collect();
        Self { items }
    }
}

allowed_values! {
    /// Who may show a page in a frame.
    pub enum FrameOption {
        Deny = "DENY",
        SameOrigin = "SAMEORIGIN",
    }

    /// What a page's links tell about the page.
    pub enum ReferrerPolicyValue {
        NoReferrer = "no-referrer",
        NoReferrerWhenDowngrade = "no-referrer-when-downgrade",
        Origin = "origin",
        OriginWhenCrossOrigin = "origin-when-cross-origin",
        SameOrigin = "same-origin",
        StrictOrigin = "strict-origin",
        StrictOriginWhenCrossOrigin = "strict-origin-when-cross-origin",
        UnsafeUrl = "unsafe-url",
    }

    /// The methods that another site's page may use.
    pub enum CorsMethod {
        All = "ALL",
        Delete = "DELETE",
        Get = "GET",
        Head = "HEAD",
        Options = "OPTIONS",
        Patch = "PATCH",
        Post = "POST",
        Put = "PUT",
    }
}

#[cfg(test)]
mod tests {
    use super::{
        ContentSecurityPolicy, ContentTypeOptions, CorsConfig, CorsMethod, CustomHeader,
        FrameOption, FrameOptions, ReferrerPolicy, ReferrerPolicyValue, RemoveHeader,
        ResponseHeadersPolicy, ResponseHeadersPolicyConfig, SecurityHeadersConfig,
        StrictTransportSecurity, XssProtection,
    };
    use crate::cfn::resource::assert_prints;

    #[test]
    fn a_response_headers_policy() {
        let security = SecurityHeadersConfig {
            content_security_policy: Some(ContentSecurityPolicy {
                content_security_policy: "default-src 'self'".into(),
                r#override: false,
            }),
            content_type_options: Some(ContentTypeOptions { r#override: true }),
            frame_options: Some(FrameOptions {
                frame_option: FrameOption::Deny,
                r#override: true,
            }),
            referrer_policy: Some(ReferrerPolicy {
                referrer_policy: ReferrerPolicyValue::SameOrigin,
                r#override: true,
            }),
            strict_transport_security: Some(StrictTransportSecurity {
                access_control_max_age_sec: 31_536_000,
                include_subdomains: Some(true),
                preload: None,
                r#override: true,
            }),
            xss_protection: Some(XssProtection {
                protection: false,
                mode_block: None,
                r#override: true,
            }),
        };
        let cors = CorsConfig {
            access_control_allow_credentials: false,
            access_control_allow_headers: ["*".to_owned()].into_iter().collect(),
            access_control_allow_methods: [CorsMethod::Get].into_iter().collect(),
            access_control_allow_origins: ["https://example.com".into()].into_iter().collect(),
            access_control_expose_headers: None,
            access_control_max_age_sec: Some(600),
            origin_override: true,
        };
        let header = CustomHeader {
            header: "x-robots-tag".to_owned(),
            value: "noindex".into(),
            r#override: true,
        };
        let server = RemoveHeader {
            header: "server".to_owned(),
        };
        let config = ResponseHeadersPolicyConfig {
            name: "headers".into(),
            comment: None,
            security_headers_config: Some(security),
            custom_headers_config: Some([header].into_iter().collect()),
            remove_headers_config: Some([server].into_iter().collect()),
            cors_config: Some(cors),
        };
        assert_prints(
            ResponseHeadersPolicy {
                response_headers_policy_config: config,
            },
            r#"{
              "Type": "AWS::CloudFront::ResponseHeadersPolicy",
              "Properties": {
                "ResponseHeadersPolicyConfig": {
                  "Name": "headers",
                  "SecurityHeadersConfig": {
                    "ContentSecurityPolicy": { "ContentSecurityPolicy": "default-src 'self'", "Override": false },
                    "ContentTypeOptions": { "Override": true },
                    "FrameOptions": { "FrameOption": "DENY", "Override": true },
                    "ReferrerPolicy": { "ReferrerPolicy": "same-origin", "Override": true },
                    "StrictTransportSecurity": {
                      "AccessControlMaxAgeSec": 31536000,
                      "IncludeSubdomains": true,
                      "Override": true
                    },
                    "XSSProtection": { "Protection": false, "Override": true }
                  },
                  "CustomHeadersConfig": {
                    "Items": [{ "Header": "x-robots-tag", "Value": "noindex", "Override": true }]
                  },
                  "RemoveHeadersConfig": { "Items": [{ "Header": "server" }] },
                  "CorsConfig": {
                    "AccessControlAllowCredentials": false,
                    "AccessControlAllowHeaders": { "Items": ["*"] },
                    "AccessControlAllowMethods": { "Items": ["GET"] },
                    "AccessControlAllowOrigins": { "Items": ["https://example.com"] },
                    "AccessControlMaxAgeSec": 600,
                    "OriginOverride": true
                  }
                }
              }
            }"#,
        );
    }
}
