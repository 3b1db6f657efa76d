//! Everything that `check` tells, for people.

use super::access::access;
use super::human::human;
use super::summary::counted;
use super::told::{Looked, Told, told};
use crate::diag::{Diagnostic, Place, Severity};

/// The findings, each with its lines, the gravest first, and what they come to. Advice of one rule is told once, with the
/// other places that it is about.
pub fn report(looked: &[Looked], color: bool) -> String {
    let all = told(looked);
    let mut text = String::new();
    for severity in [
        Severity::Error,
        Severity::Warning,
        Severity::Advice,
        Severity::Note,
    ] {
        let mut told_before: Vec<&str> = Vec::new();
        for one in all.iter().filter(|one| one.severity() == severity) {
            let mut finding = with_environments(one);
            if severity == Severity::Advice {
                if told_before.contains(&finding.code) {
                    continue;
                }
                told_before.push(finding.code);
                finding = with_others(finding, one, &all);
            }
            let finding = std::slice::from_ref(&finding);
            text.push_str(&human(finding, one.source, one.document, color));
            text.push_str("\n\n");
        }
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

/// At most so many other places are named.
const MOST_PLACES: usize = 12;

/// Advice with the other places at which its rule advises the same.
fn with_others(finding: Diagnostic, one: &Told, all: &[Told]) -> Diagnostic {
    let is_same = |other: &&Told| {
        other.finding.code == finding.code
            && other.severity() == Severity::Advice
            && (other.start, &other.path) != (one.start, &one.path)
    };
    let mut others: Vec<String> = all
        .iter()
        .filter(is_same)
        .map(|other| match (other.start, &other.path) {
            (Some(at), _) => format!("{}:{}", at.line, at.column),
            (None, Some(path)) => path.clone(),
            (None, None) => "the whole".to_owned(),
        })
        .collect();
    others.dedup();
    let named = others.iter().take(MOST_PLACES).map(String::as_str);
    let named = named.collect::<Vec<_>>().join(", ");
    let told = match others.len() {
        0 => return finding,
        count if count > MOST_PLACES => {
            format!("the same goes for {named} and {} more", count - MOST_PLACES)
        }
        _ => format!("the same goes for {named}"),
    };
    finding.also(Place::Nowhere, told)
}

/// The finding with the environments in which it is found.
fn with_environments(one: &Told) -> Diagnostic {
    let finding = one.finding.clone();
    match one.where_found() {
        Some(found) => finding.also(Place::Nowhere, found),
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
