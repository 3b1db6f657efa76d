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
        pub connection_attempts: Option<u32>,
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
        pub origin_read_timeout: Option<u32>,
    }

    /// [`CustomOriginConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customoriginconfig.html)
    pub struct CustomOriginConfig {
        #[serde(rename = "HTTPPort")]
        pub http_port: Option<u32>,
        #[serde(rename = "HTTPSPort")]
        pub https_port: Option<u32>,
        pub origin_protocol_policy: OriginProtocolPolicy,
        #[serde(rename = "OriginSSLProtocols")]
        pub origin_ssl_protocols: Vec<OriginSslProtocol>,
        /// Seconds.
        pub origin_read_timeout: Option<u32>,
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

#[cfg(test)]
mod tests {
    use super::{
        CustomOriginConfig, Origin, OriginConfig, OriginCustomHeader, OriginProtocolPolicy,
        OriginShield, OriginSslProtocol, S3OriginConfig,
    };
    use crate::cfn::{LogicalId, Text, Value};

    fn assert_prints(origin: &Origin, expected: &str) {
        let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        assert_eq!(serde_json::to_string(origin).unwrap(), expected.to_string());
    }

    #[test]
    fn a_bucket_with_an_identity() {
        let identity: LogicalId = "Identity".parse().unwrap();
        let identity =
            Text::from("origin-access-identity/cloudfront/").then(Text::reference(&identity));
        let config = OriginConfig::S3(S3OriginConfig {
            origin_access_identity: Some(identity),
            origin_read_timeout: None,
        });
        assert_prints(
            &Origin::new("photos", "photos.s3.us-east-1.amazonaws.com", config),
            r#"{
              "Id": "photos",
              "DomainName": "photos.s3.us-east-1.amazonaws.com",
              "S3OriginConfig": { "OriginAccessIdentity": { "Fn::Sub": "origin-access-identity/cloudfront/${Identity}" } }
            }"#,
        );
    }

    #[test]
    fn a_function_url() {
        let host = Value::Element {
            index: 2,
            separator: "/",
            of: Text::attribute(&"Url".parse().unwrap(), "FunctionUrl"),
        };
        let config = OriginConfig::Custom(CustomOriginConfig {
            http_port: None,
            https_port: Some(443),
            origin_protocol_policy: OriginProtocolPolicy::HttpsOnly,
            origin_ssl_protocols: vec![OriginSslProtocol::TlsV1_2],
            origin_read_timeout: Some(40),
            origin_keepalive_timeout: Some(5),
        });
        let origin = Origin {
            origin_path: Some("/v1".to_owned()),
            origin_access_control_id: Some("E1".into()),
            origin_custom_headers: vec![OriginCustomHeader {
                header_name: "x-secret".to_owned(),
                header_value: "s".into(),
            }],
            connection_attempts: Some(1),
            connection_timeout: Some(10),
            response_completion_timeout: Some(60),
            origin_shield: Some(OriginShield {
                enabled: Some(true),
                origin_shield_region: Some("us-east-1".into()),
            }),
            ..Origin::new("api", host, config)
        };
        assert_prints(
            &origin,
            r#"{
              "Id": "api",
              "DomainName": { "Fn::Select": [2, { "Fn::Split": ["/", { "Fn::GetAtt": ["Url", "FunctionUrl"] }] }] },
              "OriginPath": "/v1",
              "CustomOriginConfig": {
                "HTTPSPort": 443,
                "OriginProtocolPolicy": "https-only",
                "OriginSSLProtocols": ["TLSv1.2"],
                "OriginReadTimeout": 40,
                "OriginKeepaliveTimeout": 5
              },
              "OriginAccessControlId": "E1",
              "OriginCustomHeaders": [{ "HeaderName": "x-secret", "HeaderValue": "s" }],
              "ConnectionAttempts": 1,
              "ConnectionTimeout": 10,
              "ResponseCompletionTimeout": 60,
              "OriginShield": { "Enabled": true, "OriginShieldRegion": "us-east-1" }
            }"#,
        );
    }
}
