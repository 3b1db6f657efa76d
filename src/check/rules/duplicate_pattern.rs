//! The same path pattern twice.

use std::collections::BTreeMap;

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Part, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-pattern",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("duplicate_pattern.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let mut known: BTreeMap<Text, (&Term, Text)> = BTreeMap::new();
        for behavior in distribution.ordered() {
            let Some((term, written)) = behavior.written_pattern() else {
                continue;
            };
            let relative = without_slash(&written);
            let Some((first, as_first)) = known.get(&relative) else {
                known.insert(relative, (term, written));
                continue;
            };
            let same = if *as_first == written {
                String::new()
            } else {
                format!(", written `{as_first}`, which is the same")
            };
            let message = format!(
                "the path pattern `{written}` stands in the list before{same}: the first behavior takes all its requests, and this one none"
            );
            let finding = findings.at(&term.at, message);
            let finding = finding.also(Place::Template(first.at.clone()), "here it stands first");
            findings.add(
                finding.help(
                    "take one of the two behaviors out, or give it the pattern that is meant",
                ),
            );
        }
    }
}

/// A pattern without the slash at its beginning, which may be left out.
fn without_slash(pattern: &Text) -> Text {
    let pieces = pattern.parts().iter().enumerate();
    pieces
        .map(|(number, part)| match part {
            Part::Known(known) if number == 0 => {
                Part::Known(known.strip_prefix('/').unwrap_or(known).to_owned())
            }
            Part::Known(_) | Part::Unknown(_) => part.clone(),
        })
        .collect()
}
