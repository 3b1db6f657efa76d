//! Cache and origin request policies: what is cached apart, and what the origin is told.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use crate::cfn::Text;
use crate::cfn::property::{allowed_values, property_types};

property_types! {
    /// [`AWS::CloudFront::CachePolicy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cachepolicy.html)
    pub struct CachePolicy {
        pub cache_policy_config: CachePolicyConfig,
    }

    /// [`CachePolicyConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-cachepolicyconfig.html)
    pub struct CachePolicyConfig {
        pub name: Text,
        pub comment: Option<String>,
        /// Seconds.
        #[serde(rename = "MinTTL")]
        pub min_ttl: u32,
        /// Seconds.
        #[serde(rename = "DefaultTTL")]
        pub default_ttl: u32,
        /// Seconds.
        #[serde(rename = "MaxTTL")]
        pub max_ttl: u32,
        pub parameters_in_cache_key_and_forwarded_to_origin: ParametersInCacheKeyAndForwardedToOrigin,
    }

    /// [`ParametersInCacheKeyAndForwardedToOrigin`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-parametersincachekeyandforwardedtoorigin.html)
    pub struct ParametersInCacheKeyAndForwardedToOrigin {
        pub enable_accept_encoding_gzip: bool,
        pub enable_accept_encoding_brotli: Option<bool>,
        pub headers_config: CacheHeadersConfig,
        pub cookies_config: CookiesConfig,
        pub query_strings_config: QueryStringsConfig,
    }

    /// [`HeadersConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-headersconfig.html) of a cache policy.
    pub struct CacheHeadersConfig {
        pub header_behavior: CacheHeaderBehavior,
        pub headers: Vec<String>,
    }

    /// [`AWS::CloudFront::OriginRequestPolicy`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originrequestpolicy.html)
    pub struct OriginRequestPolicy {
        pub origin_request_policy_config: OriginRequestPolicyConfig,
    }

    /// [`OriginRequestPolicyConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originrequestpolicy-originrequestpolicyconfig.html)
    pub struct OriginRequestPolicyConfig {
        pub name: Text,
        pub comment: Option<String>,
        pub headers_config: OriginRequestHeadersConfig,
        pub cookies_config: CookiesConfig,
        pub query_strings_config: QueryStringsConfig,
    }

    /// [`HeadersConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originrequestpolicy-headersconfig.html) of an origin request policy.
    pub struct OriginRequestHeadersConfig {
        pub header_behavior: OriginRequestHeaderBehavior,
        pub headers: Vec<String>,
    }

    /// [`CookiesConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-cookiesconfig.html)
    pub struct CookiesConfig {
        pub cookie_behavior: CookieBehavior,
        pub cookies: Vec<String>,
    }

    /// [`QueryStringsConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-querystringsconfig.html)
    pub struct QueryStringsConfig {
        pub query_string_behavior: QueryStringBehavior,
        pub query_strings: Vec<String>,
    }
}

allowed_values! {
    /// Which headers are in the cache key.
    pub enum CacheHeaderBehavior {
        None = "none",
        Whitelist = "whitelist",
    }

    /// Which headers the origin gets.
    pub enum OriginRequestHeaderBehavior {
        AllExcept = "allExcept",
        AllViewer = "allViewer",
        AllViewerAndWhitelistCloudFront = "allViewerAndWhitelistCloudFront",
        None = "none",
        Whitelist = "whitelist",
    }

    /// Which cookies count.
    pub enum CookieBehavior {
        All = "all",
        AllExcept = "allExcept",
        None = "none",
        Whitelist = "whitelist",
    }

    /// Which parameters of the query string count.
    pub enum QueryStringBehavior {
        All = "all",
        AllExcept = "allExcept",
        None = "none",
        Whitelist = "whitelist",
    }
}

#[cfg(test)]
mod tests {
    use super::{
        CacheHeaderBehavior, CacheHeadersConfig, CachePolicy, CachePolicyConfig, CookieBehavior,
        CookiesConfig, OriginRequestHeaderBehavior, OriginRequestHeadersConfig,
        OriginRequestPolicy, OriginRequestPolicyConfig, ParametersInCacheKeyAndForwardedToOrigin,
        QueryStringBehavior, QueryStringsConfig,
    };
    use crate::cfn::resource::assert_prints;

    fn cookies(cookie_behavior: CookieBehavior) -> CookiesConfig {
        CookiesConfig {
            cookie_behavior,
            cookies: Vec::new(),
        }
    }

    fn query_strings(
        query_string_behavior: QueryStringBehavior,
        names: &[&str],
    ) -> QueryStringsConfig {
        QueryStringsConfig {
            query_string_behavior,
            query_strings: names.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_cache_policy() {
        let config = CachePolicyConfig {
            name: "photos".into(),
            comment: None,
            min_ttl: 0,
            default_ttl: 86_400,
            max_ttl: 31_536_000,
            parameters_in_cache_key_and_forwarded_to_origin:
                ParametersInCacheKeyAndForwardedToOrigin {
                    enable_accept_encoding_gzip: true,
                    enable_accept_encoding_brotli: Some(true),
                    headers_config: CacheHeadersConfig {
                        header_behavior: CacheHeaderBehavior::None,
                        headers: Vec::new(),
                    },
                    cookies_config: cookies(CookieBehavior::None),
                    query_strings_config: query_strings(QueryStringBehavior::Whitelist, &["v"]),
                },
        };
        assert_prints(
            CachePolicy {
                cache_policy_config: config,
            },
            r#"{
              "Type": "AWS::CloudFront::CachePolicy",
              "Properties": {
                "CachePolicyConfig": {
                  "Name": "photos",
                  "MinTTL": 0,
                  "DefaultTTL": 86400,
                  "MaxTTL": 31536000,
                  "ParametersInCacheKeyAndForwardedToOrigin": {
                    "EnableAcceptEncodingGzip": true,
                    "EnableAcceptEncodingBrotli": true,
                    "HeadersConfig": { "HeaderBehavior": "none" },
                    "CookiesConfig": { "CookieBehavior": "none" },
                    "QueryStringsConfig": { "QueryStringBehavior": "whitelist", "QueryStrings": ["v"] }
                  }
                }
              }
            }"#,
        );
    }

    #[test]
    fn an_origin_request_policy() {
        let config = OriginRequestPolicyConfig {
            name: "api".into(),
            comment: Some("all but the host".to_owned()),
            headers_config: OriginRequestHeadersConfig {
                header_behavior: OriginRequestHeaderBehavior::AllExcept,
                headers: vec!["Host".to_owned()],
            },
            cookies_config: cookies(CookieBehavior::All),
            query_strings_config: query_strings(QueryStringBehavior::All, &[]),
        };
        assert_prints(
            OriginRequestPolicy {
                origin_request_policy_config: config,
            },
            r#"{
              "Type": "AWS::CloudFront::OriginRequestPolicy",
              "Properties": {
                "OriginRequestPolicyConfig": {
                  "Name": "api",
                  "Comment": "all but the host",
                  "HeadersConfig": { "HeaderBehavior": "allExcept", "Headers": ["Host"] },
                  "CookiesConfig": { "CookieBehavior": "all" },
                  "QueryStringsConfig": { "QueryStringBehavior": "all" }
                }
              }
            }"#,
        );
    }
}
