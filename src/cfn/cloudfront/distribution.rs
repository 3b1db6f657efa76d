//! A distribution as a whole.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::{CacheBehavior, DefaultCacheBehavior, Origin};
use crate::cfn::property::{allowed_values, property_types};
use crate::cfn::{Tags, Text};

property_types! {
    /// [`AWS::CloudFront::Distribution`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html)
    pub struct Distribution {
        pub distribution_config: DistributionConfig,
        pub tags: Tags,
    }

    /// [`DistributionConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-distributionconfig.html)
    pub struct DistributionConfig {
        pub comment: Option<Text>,
        pub enabled: bool,
        pub aliases: Vec<Text>,
        pub viewer_certificate: Option<ViewerCertificate>,
        pub http_version: Option<HttpVersion>,
        #[serde(rename = "IPV6Enabled")]
        pub ipv6_enabled: Option<bool>,
        pub price_class: Option<PriceClass>,
        #[serde(rename = "WebACLId")]
        pub web_acl_id: Option<Text>,
        pub restrictions: Option<Restrictions>,
        pub logging: Option<Logging>,
        pub default_root_object: Option<String>,
        pub origins: Vec<Origin>,
        /// In the order in which they are tried.
        pub cache_behaviors: Vec<CacheBehavior>,
        pub default_cache_behavior: DefaultCacheBehavior,
        pub custom_error_responses: Vec<CustomErrorResponse>,
    }

    /// [`ViewerCertificate`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-viewercertificate.html)
    #[derive(Default)]
    pub struct ViewerCertificate {
        pub acm_certificate_arn: Option<Text>,
        pub cloud_front_default_certificate: Option<bool>,
        pub minimum_protocol_version: Option<MinimumProtocolVersion>,
        pub ssl_support_method: Option<SslSupportMethod>,
    }

    /// [`Restrictions`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-restrictions.html)
    pub struct Restrictions {
        pub geo_restriction: GeoRestriction,
    }

    /// [`GeoRestriction`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-georestriction.html)
    pub struct GeoRestriction {
        pub restriction_type: GeoRestrictionType,
        /// Countries, by the two letters of ISO 3166.
        pub locations: Vec<String>,
    }

    /// Access logs of the legacy kind; see [`Logging`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-logging.html).
    pub struct Logging {
        /// A bucket's domain name.
        pub bucket: Option<Text>,
        pub include_cookies: Option<bool>,
        pub prefix: Option<String>,
    }

    /// [`CustomErrorResponse`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customerrorresponse.html)
    pub struct CustomErrorResponse {
        pub error_code: u16,
        pub response_code: Option<u16>,
        pub response_page_path: Option<String>,
        /// Seconds.
        #[serde(rename = "ErrorCachingMinTTL")]
        pub error_caching_min_ttl: Option<u32>,
    }
}

allowed_values! {
    /// The versions of HTTP that viewers may speak.
    pub enum HttpVersion {
        Http1_1 = "http1.1",
        Http2 = "http2",
        Http2And3 = "http2and3",
        Http3 = "http3",
    }

    /// Which edge locations serve, by what they cost.
    pub enum PriceClass {
        PriceClass100 = "PriceClass_100",
        PriceClass200 = "PriceClass_200",
        PriceClassAll = "PriceClass_All",
    }

    /// The security policy towards viewers.
    pub enum MinimumProtocolVersion {
        SslV3 = "SSLv3",
        TlsV1 = "TLSv1",
        TlsV1_2016 = "TLSv1_2016",
        TlsV1_1_2016 = "TLSv1.1_2016",
        TlsV1_2_2018 = "TLSv1.2_2018",
        TlsV1_2_2019 = "TLSv1.2_2019",
        TlsV1_2_2021 = "TLSv1.2_2021",
        TlsV1_2_2025 = "TLSv1.2_2025",
        TlsV1_3_2025 = "TLSv1.3_2025",
    }

    /// Which viewers are served over https.
    pub enum SslSupportMethod {
        SniOnly = "sni-only",
        StaticIp = "static-ip",
        Vip = "vip",
    }

    /// What a list of countries means.
    pub enum GeoRestrictionType {
        Blacklist = "blacklist",
        None = "none",
        Whitelist = "whitelist",
    }
}

#[cfg(test)]
mod tests {
    use super::{
        CustomErrorResponse, Distribution, DistributionConfig, GeoRestriction, GeoRestrictionType,
        HttpVersion, Logging, MinimumProtocolVersion, PriceClass, Restrictions, SslSupportMethod,
        ViewerCertificate,
    };
    use crate::cfn::cloudfront::{
        CacheBehavior, DefaultCacheBehavior, Origin, OriginConfig, S3OriginConfig,
        ViewerProtocolPolicy,
    };
    use crate::cfn::resource::assert_prints;
    use crate::cfn::{Tags, Text};

    #[test]
    fn a_distribution() {
        let behavior = DefaultCacheBehavior::new("frontend", ViewerProtocolPolicy::RedirectToHttps);
        let origin = Origin::new(
            "frontend",
            Text::attribute(&"Frontend".parse().unwrap(), "RegionalDomainName"),
            OriginConfig::S3(S3OriginConfig::default()),
        );
        let config = DistributionConfig {
            comment: Some("shop".into()),
            enabled: true,
            aliases: vec!["shop.example.com".into()],
            viewer_certificate: Some(ViewerCertificate {
                acm_certificate_arn: Some(Text::reference(&"Certificate".parse().unwrap())),
                minimum_protocol_version: Some(MinimumProtocolVersion::TlsV1_2_2021),
                ssl_support_method: Some(SslSupportMethod::SniOnly),
                ..ViewerCertificate::default()
            }),
            http_version: Some(HttpVersion::Http2And3),
            ipv6_enabled: Some(true),
            price_class: Some(PriceClass::PriceClass100),
            web_acl_id: Some("arn:acl".into()),
            restrictions: Some(Restrictions {
                geo_restriction: GeoRestriction {
                    restriction_type: GeoRestrictionType::Whitelist,
                    locations: vec!["DE".to_owned()],
                },
            }),
            logging: Some(Logging {
                bucket: Some("logs.s3.amazonaws.com".into()),
                include_cookies: Some(false),
                prefix: None,
            }),
            default_root_object: Some("index.html".to_owned()),
            origins: vec![origin],
            cache_behaviors: vec![CacheBehavior {
                path_pattern: "/img/*".to_owned(),
                behavior: behavior.clone(),
            }],
            default_cache_behavior: behavior,
            custom_error_responses: vec![CustomErrorResponse {
                error_code: 404,
                response_code: None,
                response_page_path: None,
                error_caching_min_ttl: Some(0),
            }],
        };
        assert_prints(
            Distribution {
                distribution_config: config,
                tags: Tags::default(),
            },
            r#"{
              "Type": "AWS::CloudFront::Distribution",
              "Properties": {
                "DistributionConfig": {
                  "Comment": "shop",
                  "Enabled": true,
                  "Aliases": ["shop.example.com"],
                  "ViewerCertificate": {
                    "AcmCertificateArn": { "Ref": "Certificate" },
                    "MinimumProtocolVersion": "TLSv1.2_2021",
                    "SslSupportMethod": "sni-only"
                  },
                  "HttpVersion": "http2and3",
                  "IPV6Enabled": true,
                  "PriceClass": "PriceClass_100",
                  "WebACLId": "arn:acl",
                  "Restrictions": { "GeoRestriction": { "RestrictionType": "whitelist", "Locations": ["DE"] } },
                  "Logging": { "Bucket": "logs.s3.amazonaws.com", "IncludeCookies": false },
                  "DefaultRootObject": "index.html",
                  "Origins": [
                    {
                      "Id": "frontend",
                      "DomainName": { "Fn::GetAtt": ["Frontend", "RegionalDomainName"] },
                      "S3OriginConfig": {}
                    }
                  ],
                  "CacheBehaviors": [
                    {
                      "PathPattern": "/img/*",
                      "TargetOriginId": "frontend",
                      "ViewerProtocolPolicy": "redirect-to-https"
                    }
                  ],
                  "DefaultCacheBehavior": {
                    "TargetOriginId": "frontend",
                    "ViewerProtocolPolicy": "redirect-to-https"
                  },
                  "CustomErrorResponses": [{ "ErrorCode": 404, "ErrorCachingMinTTL": 0 }]
                }
              }
            }"#,
        );
    }
}
