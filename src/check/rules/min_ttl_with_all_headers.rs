//! A least time beside the legacy setting that passes on all headers.

use crate::check::parts::Caching;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Known, Term};

pub(super) const RULE: Rule = Rule {
    code: "min-ttl-with-all-headers",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("min_ttl_with_all_headers.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-defaultcachebehavior.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = deployed.distributions.iter();
    for behavior in all.flat_map(|distribution| &distribution.behaviors) {
        if !matches!(behavior.caching, Caching::Legacy) {
            continue;
        }
        let headers = behavior.term.find(&["ForwardedValues", "Headers"]);
        let mut headers = headers.map(Term::items).unwrap_or_default().iter();
        let is_star = |term: &&Term| {
            let text = term.text();
            text.is_some_and(|text| text.as_known() == Some("*"))
        };
        let (Some(star), Some(term)) = (headers.find(is_star), behavior.term.get("MinTTL")) else {
            continue;
        };
        let Some(Known::Yes(seconds @ 1..)) = term.number() else {
            continue;
        };
        let finding = findings.at(
            &term.at,
            format!(
                "{} passes on all headers and has `MinTTL` {seconds}, so that CloudFront refuses the distribution: with all headers nothing is kept, and `MinTTL` must be 0",
                behavior.name()
            ),
        );
        findings.add(
            finding
                .also(
                    Place::Template(star.at.clone()),
                    "all headers are passed on",
                )
                .help("set `MinTTL` to 0")
                .help("name the headers on which the answer depends"),
        );
    }
}
