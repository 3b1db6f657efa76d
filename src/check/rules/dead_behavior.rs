//! A behavior that no request reaches.

use crate::check::parts::{Behavior, Distribution, is_path, paths_of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::language::{Budget, Language};

pub(super) const RULE: Rule = Rule {
    code: "dead-behavior",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("dead_behavior.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let mut earlier: Vec<&Behavior> = Vec::new();
        for behavior in distribution.ordered() {
            if behavior.pattern.is_some() {
                look(findings, distribution, behavior, &earlier);
                earlier.push(behavior);
            }
        }
    }
}

fn look(
    findings: &mut Findings,
    distribution: &Distribution,
    behavior: &Behavior,
    earlier: &[&Behavior],
) {
    let Some(pattern) = &behavior.pattern else {
        return;
    };
    let before = || {
        earlier
            .iter()
            .filter_map(|one| Some((*one, one.pattern.as_ref()?)))
    };
    // One that takes everything, and one that stands there twice, are findings of their own.
    if before().any(|(_, one)| one.is_everything() || one == pattern) {
        return;
    }
    let paths = paths_of(pattern);
    let taken = Language::any(before().map(|(_, one)| Language::glob(one.absolute())));
    let mut budget = Budget::default();
    let left = paths.clone().minus(taken).is_empty(is_path, &mut budget);
    let at = behavior.at("PathPattern");
    match left {
        Ok(false) => {}
        Ok(true) => {
            let takers: Vec<&Behavior> = before()
                .filter(|(_, one)| {
                    let both = paths.clone().and(Language::glob(one.absolute()));
                    both.is_empty(is_path, &mut budget) == Ok(false)
                })
                .map(|(taker, _)| taker)
                .collect();
            if takers.is_empty() {
                let message = format!(
                    "no request reaches {}: CloudFront compares paths without empty segments, `.` and `..`, and none of those matches it",
                    behavior.name()
                );
                let finding = findings.at(at, message);
                findings
                    .add(finding.help("write the pattern as the path reads once it is normalized"));
                return;
            }
            let names: Vec<String> = takers.iter().map(|one| one.name()).collect();
            let elsewhere = |one: &&&Behavior| one.origins != behavior.origins;
            let severity = if takers.iter().any(|one| elsewhere(&one)) {
                Severity::Error
            } else {
                Severity::Warning
            };
            let message = format!(
                "no request reaches {}: all that it would take goes to {} before it",
                behavior.name(),
                names.join(" and ")
            );
            let mut finding = findings.graded(severity, at, message);
            for taker in takers {
                let place = Place::Template(taker.at("PathPattern").clone());
                finding = finding.also(place, "takes the requests");
            }
            findings.add(
                finding
                    .help("move it before them: the first behavior that matches wins, not the longest pattern")
                    .help("or take it out"),
            );
        }
        Err(_) => {
            let message = format!(
                "it is not decided whether any request reaches {} of `{}`: the patterns before it are too many to compare",
                behavior.name(),
                distribution.resource.id
            );
            findings.add(findings.graded(Severity::Advice, at, message));
        }
    }
}
