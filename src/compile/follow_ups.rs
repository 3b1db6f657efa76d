//! What need not be told, since it only follows from a mistake that is told already.

use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::source::Source;

/// What was found, without what only follows from a mistake that is told already: that something is missing or unclear
/// whose words could not be read, and that a thing is not there whose declaration could not.
pub(super) fn without_follow_ups(
    source: &Source,
    told: &[Diagnostic],
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let told_paths: Vec<_> = told.iter().filter_map(|one| one.at.path()).collect();
    // A name that stands in its section all the same, or whose section could not be read, is not one that is missing.
    let is_declared = |at: &Place, section: &str| {
        let section = Path::from_iter([section]);
        let written = at.path().and_then(|path| source.tree.at(path)?.as_str());
        let (name, prefix) =
            written.map_or(("", ""), |name| name.split_once('/').unwrap_or((name, "")));
        let thing = section.join(name);
        let path = if prefix.is_empty() {
            thing
        } else {
            thing.join("prefixes").join(prefix)
        };
        told_paths.contains(&&section) || (!told.is_empty() && source.tree.at(&path).is_some())
    };
    let told_there = |path: &Path| {
        let span = source.span(&Place::from(path));
        let is_there = |one: &Diagnostic| source.span(&one.at) == span;
        told_paths.iter().any(|told| told.is_within(path)) || told.iter().any(is_there)
    };
    let follows = |one: &Diagnostic| match Refusal::of(one.code) {
        Some(
            Refusal::MissingField
            | Refusal::UnclearGrant
            | Refusal::UnclearRoute
            | Refusal::IllegalMethods
            | Refusal::WrongType,
        ) => one.at.path().is_some_and(|path| {
            // What exists already needs nothing else, also where it could not be read.
            told_there(path) || told_there(&path.parent().join("existing"))
        }),
        Some(Refusal::CertificateWithoutAlias) => one
            .at
            .path()
            .is_some_and(|path| told_there(&path.parent().join("aliases"))),
        Some(refusal) => refusal
            .section()
            .is_some_and(|section| is_declared(&one.at, section)),
        None => false,
    };
    found.into_iter().filter(|one| !follows(one)).collect()
}
