//! A route to a bucket under which nothing can be read.

use crate::access::May;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

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
        // Who may read nothing at all is a finding of its own.
        for (route, each) in access.routes_that_read() {
            let who = route.signs_as;
            let mut asked = access.asked_by(route, each).peekable();
            let Some((part, _)) = asked.peek().copied() else {
                continue;
            };
            if asked.any(|(_, may)| *may != May::No) {
                continue;
            }
            let pattern = route
                .pattern
                .as_ref()
                .map_or_else(|| "*".to_owned(), ToString::to_string);
            let name = who.name(deployed.world);
            let mut finding = findings.at(
                &route.at,
                format!(
                    "nothing can be read by this behavior: it asks `{bucket}` for keys like `{}`, and {name} may read {} alone, so that every request for `{pattern}` is answered 403",
                    part.example,
                    access.said(each)
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
