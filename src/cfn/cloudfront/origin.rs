//! Origins: where a distribution gets what it serves.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use serde::Serialize;

use crate::cfn::property::{Property, allowed_values, property_types};
use crate::cfn::{Text, Value};

property_types! {
    /// [`Origin`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origin.html)
    pub struct Origin {
        pub id: String,
        pub domain_name: Value<Text>,
        pub origin_path: Option<String>,
        #[serde(flatten)]
        pub config: OriginConfig,
        pub origin_access_control_id: Option<Text>,
        pub origin_custom_headers: Vec<OriginCustomHeader>,
        pub connection_attempts: Option<u8>,
        /// Seconds.
        pub connection_timeout: Option<u8>,
        /// Seconds.
        pub response_completion_timeout: Option<u32>,
        pub origin_shield: Option<OriginShield>,
    }

    /// [`S3OriginConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-s3originconfig.html)
    #[derive(Default)]
    pub struct S3OriginConfig {
        /// `origin-access-identity/cloudfront/ID`; empty with an origin access control.
        pub origin_access_identity: Option<Text>,
        /// Seconds.
        pub origin_read_timeout: Option<u16>,
    }

    /// [`CustomOriginConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customoriginconfig.html)
    pub struct CustomOriginConfig {
        #[serde(rename = "HTTPPort")]
        pub http_port: Option<u16>,
        #[serde(rename = "HTTPSPort")]
        pub https_port: Option<u16>,
        pub origin_protocol_policy: OriginProtocolPolicy,
        #[serde(rename = "OriginSSLProtocols")]
        pub origin_ssl_protocols: Vec<OriginSslProtocol>,
        /// Seconds.
        pub origin_read_timeout: Option<u16>,
        /// Seconds.
        pub origin_keepalive_timeout: Option<u16>,
    }

    /// [`OriginCustomHeader`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origincustomheader.html)
    pub struct OriginCustomHeader {
        pub header_name: String,
        pub header_value: Text,
    }

    /// [`OriginShield`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-originshield.html)
    pub struct OriginShield {
        pub enabled: Option<bool>,
        pub origin_shield_region: Option<Text>,
    }
}

/// What kind of origin it is: an origin has exactly one of these.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum OriginConfig {
    /// A bucket.
    #[serde(rename = "S3OriginConfig")]
    S3(S3OriginConfig),
    /// Any other HTTP server, a function URL among them.
    #[serde(rename = "CustomOriginConfig")]
    Custom(CustomOriginConfig),
}

impl Property for OriginConfig {}

impl Origin {
    /// An origin that leaves the rest to CloudFront.
    pub fn new(
        id: impl Into<String>,
        domain_name: impl Into<Value<Text>>,
        config: OriginConfig,
    ) -> Self {
        Self {
            id: id.into(),
            domain_name: domain_name.into(),
            origin_path: None,
            config,
            origin_access_control_id: None,
            origin_custom_headers: Vec::new(),
            connection_attempts: None,
            connection_timeout: None,
            response_completion_timeout: None,
            origin_shield: None,
        }
    }
}

allowed_values! {
    /// How CloudFront speaks to a custom origin.
    pub enum OriginProtocolPolicy {
        HttpOnly = "http-only",
        HttpsOnly = "https-only",
        MatchViewer = "match-viewer",
    }

    /// The protocols that CloudFront may use towards a custom origin over https.
    pub enum OriginSslProtocol {
        SslV3 = "SSLv3",
        TlsV1 = "TLSv1",
        TlsV1_1 = "TLSv1.1",
        TlsV1_2 = "TLSv1.2",
    }
}
