//! Cache behaviors: which requests a distribution takes, and what it does with them.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use crate::aws::MethodSet;
use crate::cfn::Text;
use crate::cfn::property::{Property, allowed_values, property_types};

property_types! {
    /// [`CacheBehavior`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cachebehavior.html)
    pub struct CacheBehavior {
        pub path_pattern: String,
        /// All the rest is as in the default cache behavior.
        #[serde(flatten)]
        pub behavior: DefaultCacheBehavior,
    }

    /// [`DefaultCacheBehavior`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-defaultcachebehavior.html)
    pub struct DefaultCacheBehavior {
        pub target_origin_id: String,
        pub viewer_protocol_policy: ViewerProtocolPolicy,
        pub allowed_methods: Option<MethodSet>,
        pub compress: Option<bool>,
        pub cache_policy_id: Option<Text>,
        pub origin_request_policy_id: Option<Text>,
        pub response_headers_policy_id: Option<Text>,
        pub function_associations: Vec<FunctionAssociation>,
        pub trusted_key_groups: Vec<Text>,
    }

    /// [`FunctionAssociation`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-functionassociation.html)
    pub struct FunctionAssociation {
        pub event_type: EventType,
        #[serde(rename = "FunctionARN")]
        pub function_arn: Text,
    }
}

impl DefaultCacheBehavior {
    /// A behavior that leaves the rest to CloudFront.
    pub fn new(
        target_origin_id: impl Into<String>,
        viewer_protocol_policy: ViewerProtocolPolicy,
    ) -> Self {
        Self {
            target_origin_id: target_origin_id.into(),
            viewer_protocol_policy,
            allowed_methods: None,
            compress: None,
            cache_policy_id: None,
            origin_request_policy_id: None,
            response_headers_policy_id: None,
            function_associations: Vec::new(),
            trusted_key_groups: Vec::new(),
        }
    }
}

allowed_values! {
    /// What becomes of a request over http.
    pub enum ViewerProtocolPolicy {
        AllowAll = "allow-all",
        HttpsOnly = "https-only",
        RedirectToHttps = "redirect-to-https",
    }

    /// When a CloudFront Function runs.
    pub enum EventType {
        ViewerRequest = "viewer-request",
        ViewerResponse = "viewer-response",
    }
}

/// As a list.
impl Property for MethodSet {}

#[cfg(test)]
mod tests {
    use super::{
        CacheBehavior, DefaultCacheBehavior, EventType, FunctionAssociation, ViewerProtocolPolicy,
    };
    use crate::aws::MethodSet;
    use crate::cfn::Text;

    #[test]
    fn a_behavior() {
        let behavior = CacheBehavior {
            path_pattern: "/api/*".to_owned(),
            behavior: DefaultCacheBehavior {
                allowed_methods: Some(MethodSet::All),
                compress: Some(false),
                cache_policy_id: Some("4135ea2d-6df8-44a3-9df3-4b5a84be39ad".into()),
                origin_request_policy_id: Some("b689b0a8-53d0-40ab-baf2-68738e2966ac".into()),
                response_headers_policy_id: Some(Text::reference(&"Headers".parse().unwrap())),
                function_associations: vec![FunctionAssociation {
                    event_type: EventType::ViewerRequest,
                    function_arn: Text::attribute(&"Router".parse().unwrap(), "FunctionARN"),
                }],
                trusted_key_groups: vec!["group".into()],
                ..DefaultCacheBehavior::new("api", ViewerProtocolPolicy::HttpsOnly)
            },
        };
        let expected: serde_json::Value = serde_json::from_str(
            r#"{
              "PathPattern": "/api/*",
              "TargetOriginId": "api",
              "ViewerProtocolPolicy": "https-only",
              "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
              "Compress": false,
              "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
              "OriginRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
              "ResponseHeadersPolicyId": { "Ref": "Headers" },
              "FunctionAssociations": [
                { "EventType": "viewer-request", "FunctionARN": { "Fn::GetAtt": ["Router", "FunctionARN"] } }
              ],
              "TrustedKeyGroups": ["group"]
            }"#,
        )
        .unwrap();
        assert_eq!(
            serde_json::to_string(&behavior).unwrap(),
            expected.to_string()
        );
    }
}
