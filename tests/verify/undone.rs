//! What breaks where a fix of gymcoach is undone in a copy of its stack: exactly the cases that say so.

use std::collections::BTreeSet;

use stackgen::verify::Verdict;

use super::{Bench, gymcoach};
use crate::support::read;

/// The cases that do not hold for the stack with this text in place of that one.
fn broken(from: &str, to: &str) -> BTreeSet<String> {
    let text = read(&gymcoach());
    assert_eq!(text.matches(from).count(), 1, "{from}");
    let bench = Bench::with(&gymcoach(), text.replace(from, to));
    let report = bench.tested().report;
    let wrong = report
        .tried
        .iter()
        .filter(|tried| !matches!(tried.verdict, Verdict::Held(_)));
    wrong.map(|tried| tried.promise.title()).collect()
}

#[track_caller]
fn assert_broken(found: &BTreeSet<String>, expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|title| (*title).to_owned()).collect();
    let wrongly: Vec<_> = found.difference(&expected).collect();
    let missed: Vec<_> = expected.difference(found).collect();
    assert!(
        wrongly.is_empty() && missed.is_empty(),
        "broken too: {wrongly:#?}\nnot broken: {missed:#?}"
    );
}
