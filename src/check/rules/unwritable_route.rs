//! A route to a bucket under which nothing can be read.

use crate::access::{BucketAccess, May, Route};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::language::Language;

pub(super) const RULE: Rule = Rule {
    code: "unwritable-route",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unwritable_route.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (bucket, access) in deployed.access() {
        let Ok(access) = access else {
            continue;
        };
        let bucket = deployed.resources().name(*bucket);
        for route in &access.routes {
            let who = route.signs_as;
            let Some((_, each)) = access.readers.iter().find(|(known, _)| *known == who) else {
                // Who may read nothing at all is a finding of its own.
                continue;
            };
            if reads_something(access, route, each) {
                continue;
            }
            let pattern = route
                .pattern
                .as_ref()
                .map_or_else(|| "*".to_owned(), ToString::to_string);
            let (said, _) = access.patterns(each);
            let name = who.name(deployed.world);
            let mut finding = findings.at(
                &route.at,
                format!(
                    "nothing can be read by this behavior: it asks `{bucket}` for keys like `{}`, and {name} may read {} alone, so that every request for `{pattern}` is answered 403",
                    example(access, &route.keys()),
                    said.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ")
                ),
            );
            if let Some(May::Yes(Some(at)) | May::If(_, Some(at))) =
                each.iter().find(|may| **may != May::No)
            {
                finding =
                    finding.also(Place::Template(at.clone()), format!("what {name} may read"));
            }
            findings.add(
                finding
                    .help("grant the keys that the behavior asks for: the path, with the origin path before it")
                    .help("or let the pattern and the origin path ask for the keys that are granted"),
            );
        }
    }
}

/// Whether whoever the route asks as may read some key that it asks for; where it asks for none that is looked at, it may.
fn reads_something(access: &BucketAccess, route: &Route, each: &[May]) -> bool {
    let keys = route.keys();
    let mut parts = access
        .parts
        .iter()
        .zip(each)
        .filter(|(part, _)| keys.contains(&part.example));
    let mut is_any = false;
    let read = parts.any(|(_, may)| {
        is_any = true;
        *may != May::No
    });
    read || !is_any
}

fn example(access: &BucketAccess, keys: &Language) -> String {
    let found = access
        .parts
        .iter()
        .find(|part| keys.contains(&part.example));
    found.map(|part| part.example.clone()).unwrap_or_default()
}
