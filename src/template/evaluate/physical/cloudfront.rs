//! Distributions and what belongs to them:
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_CloudFront.html>.

use super::super::Evaluator;
use super::{Named, before, stand_in};
use crate::template::text::Text;

impl Evaluator<'_> {
    pub(super) fn cloudfront_reference(&self, named: &Named, type_: &str) -> Option<Text> {
        match type_ {
            "Function" => Some(self.cloudfront_function_arn(named)),
            "KeyValueStore" => self.property(named, &["Name"]),
            "Distribution"
            | "CloudFrontOriginAccessIdentity"
            | "OriginAccessControl"
            | "CachePolicy"
            | "OriginRequestPolicy"
            | "ResponseHeadersPolicy"
            | "KeyGroup"
            | "PublicKey"
            | "ContinuousDeploymentPolicy"
            | "RealtimeLogConfig" => Some(stand_in(named.id)),
            _ => None,
        }
    }

    pub(super) fn cloudfront_attribute(
        &self,
        named: &Named,
        type_: &str,
        attribute: &str,
    ) -> Option<Text> {
        let id = stand_in(named.id);
        match (type_, attribute) {
            ("Distribution", "DomainName") => Some(id.and(".cloudfront.net")),
            ("Distribution", "Arn") => {
                Some(self.global_arn("cloudfront", &before("distribution/", &id)))
            }
            ("CloudFrontOriginAccessIdentity", "S3CanonicalUserId") => {
                Some(before("canonical-user-of-", &id))
            }
            ("Function", "FunctionARN" | "FunctionMetadata.FunctionARN") => {
                Some(self.cloudfront_function_arn(named))
            }
            ("KeyValueStore", "Arn") => {
                Some(self.global_arn("cloudfront", &before("key-value-store/", &id)))
            }
            (_, "Id") => self.cloudfront_reference(named, type_),
            _ => None,
        }
    }

    fn cloudfront_function_arn(&self, named: &Named) -> Text {
        let name = self.name(named, "Name");
        self.global_arn("cloudfront", &before("function/", &name))
    }
}
