//! A behavior that matches every path, before others.

use crate::check::parts::Behavior;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "catch-all-behavior",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("catch_all_behavior.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let is_everything = |behavior: &Behavior| {
            let pattern = behavior.pattern.as_ref();
            pattern.is_some_and(crate::aws::PathPattern::is_everything)
        };
        let mut ways = distribution.behaviors.iter();
        let Some(all) = ways.find(|behavior| is_everything(behavior)) else {
            continue;
        };
        let elsewhere = |behind: &&Behavior| match (all.target(), behind.target()) {
            (Some(one), Some(other)) => {
                one.as_known().is_some() && other.as_known().is_some() && one != other
            }
            (_, _) => false,
        };
        let lost = ways.find(elsewhere);
        let name = all.name();
        let finding = if let Some(lost) = lost {
            let origin = lost.target().unwrap_or_default();
            let message = format!(
                "{name} takes every request, so that {} is never reached, nor its origin `{origin}`",
                lost.name()
            );
            let place = Place::Template(lost.at("TargetOriginId").clone());
            findings
                .at(all.at("PathPattern"), message)
                .also(place, "requests for this origin go elsewhere")
        } else {
            let message = format!(
                "{name} takes every request, so that whatever stands behind it, the default behavior too, has no effect"
            );
            findings.graded(Severity::Warning, all.at("PathPattern"), message)
        };
        findings.add(
            finding.help(
                "make it the default behavior: that one always matches `*`, and is tried last",
            ),
        );
    }
}
