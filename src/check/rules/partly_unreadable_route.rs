//! A route to a bucket of which only a part can be read.

use crate::access::{May, Route};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "partly-unreadable-route",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("partly_unreadable_route.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (bucket, access) in deployed.access() {
        let Ok(access) = access else {
            continue;
        };
        let bucket = deployed.resources().name(*bucket);
        for (route, each) in access.routes_that_read() {
            if !is_for_a_prefix(route) {
                continue;
            }
            let who = route.signs_as;
            let asked = || access.asked_by(route, each);
            let read = asked().find(|(_, may)| **may != May::No);
            let refused = asked().find(|(part, may)| {
                **may == May::No
                    && !access.private.contains(&part.example)
                    && !route.is_taken_before(&part.example)
            });
            // Where nothing can be read, that is a finding of its own.
            let (Some((_, May::Yes(Some(at)))), Some((part, _))) = (read, refused) else {
                continue;
            };
            let name = who.name(deployed.world);
            let message = format!(
                "this behavior asks `{bucket}` for keys such as `{}`, and {name} may read {} alone: a request for one of the others is answered 403",
                part.example,
                access.said(each)
            );
            let granted = Place::Template(at.clone());
            findings.add(
                findings
                    .at(&route.at, message)
                    .also(granted, format!("what {name} may read"))
                    .help("grant all keys that the behavior asks for")
                    .help("or let its pattern ask for those alone that are granted"),
            );
        }
    }
}

/// Whether a route is for the keys below a prefix, all of which are meant: `/photos/*`, not `*.jpg` and not the default one.
fn is_for_a_prefix(route: &Route) -> bool {
    let pattern = route.pattern.as_ref();
    pattern.is_some_and(|pattern| {
        let prefix = pattern.literal_prefix();
        prefix.len() > 1 && prefix.ends_with('/') && pattern.absolute() == format!("{prefix}*")
    })
}
