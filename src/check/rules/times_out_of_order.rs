//! Times to live that are not in order.

use crate::check::parts::{Caching, Times};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "times-out-of-order",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("times_out_of_order.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-cachepolicyconfig.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, policy) in deployed.of_kind("AWS::CloudFront::CachePolicy") {
        if let Some(config) = policy.properties.get("CachePolicyConfig") {
            look_at(config, "the cache policy", findings);
        }
    }
    let all = deployed.distributions.iter();
    for behavior in all.flat_map(|distribution| &distribution.behaviors) {
        if matches!(behavior.caching, Caching::Legacy) {
            look_at(behavior.term, &behavior.name(), findings);
        }
    }
}

fn look_at(config: &Term, name: &str, findings: &mut Findings) {
    let Some(times) = Times::read(Some(config)) else {
        return;
    };
    let said = |key: &str, seconds: u64| match config.get(key) {
        Some(_) => format!("`{key}` {seconds}"),
        None => format!("`{key}`, which is {seconds} where it is left out,"),
    };
    let (smaller, larger) = if times.min > times.default {
        (("MinTTL", times.min), ("DefaultTTL", times.default))
    } else if times.default > times.max {
        (("DefaultTTL", times.default), ("MaxTTL", times.max))
    } else {
        return;
    };
    let at = [larger.0, smaller.0]
        .into_iter()
        .find_map(|key| config.get(key));
    let finding = findings.at(
        &at.unwrap_or(config).at,
        format!(
            "{name} has {} above {}, so that CloudFront refuses it: `MinTTL` is at most `DefaultTTL`, and that at most `MaxTTL`",
            said(smaller.0, smaller.1),
            said(larger.0, larger.1).trim_end_matches(','),
        ),
    );
    findings.add(finding.help(format!(
        "set `{}` to {} or more, or `{}` to {} or less",
        larger.0, smaller.1, smaller.0, larger.1
    )));
}
