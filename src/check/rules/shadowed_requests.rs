//! Requests that a behavior loses to an earlier one whose pattern is less particular.

use crate::check::parts::{is_path, paths_of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::language::{Budget, Language};

pub(super) const RULE: Rule = Rule {
    code: "shadowed-requests",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("shadowed_requests.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let ordered: Vec<_> = distribution.ordered().collect();
        for (number, behavior) in ordered.iter().enumerate() {
            for earlier in &ordered[..number] {
                let (Some(pattern), Some(before)) = (&behavior.pattern, &earlier.pattern) else {
                    continue;
                };
                // Whoever puts the more particular pattern first means it so.
                let is_less_particular = before.literal_prefix().len()
                    < pattern.literal_prefix().len()
                    && !before.is_everything();
                let is_other = earlier.origins != behavior.origins;
                if !is_less_particular || !is_other {
                    continue;
                }
                let mut budget = Budget::default();
                let taken = Language::glob(before.absolute());
                let paths = paths_of(pattern);
                let example = paths
                    .clone()
                    .and(taken.clone())
                    .example(is_path, &mut budget);
                let left = paths.minus(taken).is_empty(is_path, &mut budget);
                // All of them would be a behavior that no request reaches.
                let (Ok(Some(example)), Ok(false)) = (example, left) else {
                    continue;
                };
                let message = format!(
                    "{} loses to {} before it the requests that match both patterns, and they go to another origin: `{example}` for one",
                    behavior.name(),
                    earlier.name()
                );
                let finding = findings.at(behavior.at("PathPattern"), message);
                findings.add(
                    finding
                        .also(
                            Place::Template(earlier.at("PathPattern").clone()),
                            "takes the requests that match both",
                        )
                        .help("if they belong here, move it before the other: the first that matches wins"),
                );
            }
        }
    }
}
