//! A policy that names more than CloudFront takes.

use crate::aws::limits::cloudfront as limits;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "policy-names-limit",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("policy_names_limit.md"),
    find: Find::Deployed(find),
};

/// Where a policy names headers, cookies and query strings.
const LISTS: [(&[&str], &str); 3] = [
    (&["HeadersConfig", "Headers"], "headers"),
    (&["CookiesConfig", "Cookies"], "cookies"),
    (&["QueryStringsConfig", "QueryStrings"], "query strings"),
];

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-policies>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (kind, way, noun) in [
        (
            "AWS::CloudFront::CachePolicy",
            &[
                "CachePolicyConfig",
                "ParametersInCacheKeyAndForwardedToOrigin",
            ][..],
            "cache policy",
        ),
        (
            "AWS::CloudFront::OriginRequestPolicy",
            &["OriginRequestPolicyConfig"],
            "origin request policy",
        ),
    ] {
        for (_, policy) in deployed.of_kind(kind) {
            if let Some(config) = policy.properties.find(way) {
                look_at(config, noun, findings);
            }
        }
    }
}

fn look_at(config: &Term, noun: &str, findings: &mut Findings) {
    let mut characters = 0;
    for (keys, what) in LISTS {
        let Some(list) = config.find(keys) else {
            continue;
        };
        let names = list.items();
        let known = names.iter().filter_map(Term::text);
        characters += known
            .filter_map(|name| name.as_known().map(|name| name.chars().count()))
            .sum::<usize>();
        if names.len() > limits::NAMES_PER_POLICY {
            let finding = findings.at(
                &list.at,
                format!(
                    "the {noun} names {} {what}, and CloudFront takes {} unless the account has a higher quota",
                    names.len(),
                    limits::NAMES_PER_POLICY
                ),
            );
            findings.add(finding.help(format!(
                "name those {what} alone on which the answer depends, or pass all of them on by an origin request policy"
            )));
        }
    }
    if characters > limits::NAMES_PER_POLICY_CHARACTERS {
        let finding = findings.at(
            &config.at,
            format!(
                "the names in the {noun} have {characters} characters together, and CloudFront takes {}",
                limits::NAMES_PER_POLICY_CHARACTERS
            ),
        );
        findings
            .add(finding.help("name fewer, or pass all of them on by an origin request policy"));
    }
}
