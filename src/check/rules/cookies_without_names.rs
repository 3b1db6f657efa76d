//! Cookies by their names, and no names.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "cookies-without-names",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("cookies_without_names.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cookies.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = deployed.distributions.iter();
    for behavior in all.flat_map(|distribution| &distribution.behaviors) {
        let Some(cookies) = behavior.term.find(&["ForwardedValues", "Cookies"]) else {
            continue;
        };
        let Some(forward) = cookies.get("Forward") else {
            continue;
        };
        let word = forward.text().unwrap_or_default();
        let names = cookies.get("WhitelistedNames").map(Term::items);
        if word.as_known() != Some("whitelist") || names.is_some_and(|names| !names.is_empty()) {
            continue;
        }
        let message = format!(
            "{} passes on the cookies that `WhitelistedNames` names, which is not there: CloudFront refuses the distribution",
            behavior.name()
        );
        findings.add(
            findings
                .at(&forward.at, message)
                .help("name the cookies under `WhitelistedNames`")
                .help("or write `Forward: none`"),
        );
    }
}
