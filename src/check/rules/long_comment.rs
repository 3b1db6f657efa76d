//! A comment that is too long for CloudFront.

use crate::aws::limits::cloudfront::COMMENT_CHARACTERS;
use crate::check::parts::AtLeast;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "long-comment",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("long_comment.md"),
    find: Find::Deployed(find),
};

/// What has a comment of limited length, and the key of what holds it.
const COMMENTED: [(&str, &str); 6] = [
    ("AWS::CloudFront::CachePolicy", "CachePolicyConfig"),
    (
        "AWS::CloudFront::CloudFrontOriginAccessIdentity",
        "CloudFrontOriginAccessIdentityConfig",
    ),
    ("AWS::CloudFront::Distribution", "DistributionConfig"),
    ("AWS::CloudFront::Function", "FunctionConfig"),
    (
        "AWS::CloudFront::OriginRequestPolicy",
        "OriginRequestPolicyConfig",
    ),
    (
        "AWS::CloudFront::ResponseHeadersPolicy",
        "ResponseHeadersPolicyConfig",
    ),
];

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (kind, config) in COMMENTED {
        for (_, resource) in deployed.of_kind(kind) {
            let Some(term) = resource.properties.find(&[config, "Comment"]) else {
                continue;
            };
            let Some(text) = term.text() else {
                continue;
            };
            let length = AtLeast::characters(&text);
            if length.size > COMMENT_CHARACTERS {
                let message = format!(
                    "the comment of `{}` has {} characters, and CloudFront takes {COMMENT_CHARACTERS}: it refuses the resource",
                    resource.id,
                    length.words()
                );
                findings.add(findings.at(&term.at, message).help("shorten it"));
            }
        }
    }
}
