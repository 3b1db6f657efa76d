//! A path pattern that CloudFront does not take.

use crate::aws::PathPattern;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Text};

pub(super) const RULE: Rule = Rule {
    code: "invalid-pattern",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_pattern.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in distribution.ordered() {
            let Some((term, written)) = behavior.written_pattern() else {
                continue;
            };
            if let Some(why) = refusal(&written) {
                let message = format!(
                    "CloudFront refuses the path pattern `{written}`, and with it the distribution: {why}"
                );
                let finding = findings.at(&term.at, message);
                findings.add(finding.help(
                    "take it out, or let `?` stand for one character and `*` for any run of them",
                ));
            }
        }
    }
}

/// Why a pattern is refused, as far as it is known: a piece that is wrong makes the whole wrong.
fn refusal(written: &Text) -> Option<String> {
    let wrong = |pattern: &str| pattern.parse::<PathPattern>().err();
    match written.as_known() {
        Some(known) => wrong(known),
        None => written.parts().iter().find_map(|part| match part {
            Part::Known(known) => wrong(known),
            Part::Unknown(_) => None,
        }),
    }
}
