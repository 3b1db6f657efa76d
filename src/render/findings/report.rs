//! Everything that `check` tells, for people.

use super::access::access;
use super::human::human;
use super::summary::counted;
use super::told::{Looked, Told, told};
use crate::diag::{Diagnostic, Severity};

/// The findings, each with its lines, and what they come to.
pub fn report(looked: &[Looked], color: bool) -> String {
    let all = told(looked);
    let mut text = String::new();
    for one in &all {
        let finding = with_environments(one);
        text.push_str(&human(
            std::slice::from_ref(&finding),
            one.source,
            one.document,
            color,
        ));
        text.push_str("\n\n");
    }
    text.push_str(&access(looked));
    let silenced: usize = looked.iter().map(|one| one.silenced).max().unwrap_or(0);
    text.push_str(&summary(looked, &all, silenced));
    if let Some(first) = all.iter().min_by_key(|one| one.severity()) {
        text.push_str("\nwhy a finding matters, and what is right: stackgen explain ");
        text.push_str(first.finding.code);
    }
    text.push('\n');
    text
}

/// The finding with the environments in which it is found.
fn with_environments(one: &Told) -> Diagnostic {
    let finding = one.finding.clone();
    match one.where_found() {
        Some(found) => finding.also(crate::diag::Place::Nowhere, found),
        None => finding,
    }
}

/// `stacks/gymcoach.yaml: 2 errors, 1 piece of advice, 3 silenced (4 environments)`
fn summary(looked: &[Looked], all: &[Told], silenced: usize) -> String {
    let severities: Vec<Severity> = all.iter().map(Told::severity).collect();
    let mut parts = counted(&severities);
    if parts.is_empty() {
        parts.push("nothing found".to_owned());
    }
    if silenced > 0 {
        parts.push(format!("{silenced} silenced"));
    }
    let name = looked.first().map_or("", |one| one.document.name.as_str());
    let environments: Vec<&str> = looked.iter().filter_map(|one| one.environment).collect();
    let of = match (&environments[..], looked) {
        ([], _) => String::new(),
        (names, [_]) => format!(" (environment {})", names.join(", ")),
        (names, _) => format!(" (as it is, and in environment {})", names.join(", ")),
    };
    format!("{name}{of}: {}", parts.join(", "))
}
