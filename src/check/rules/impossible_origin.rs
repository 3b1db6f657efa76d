//! An allowed origin that no browser ever sends.

use crate::check::parts::{Cors, Holder, known_texts};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "impossible-origin",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("impossible_origin.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html#cors-allowed-origin>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for cors in Cors::read_all(deployed) {
        for (term, origin) in known_texts(cors.origins()) {
            let Some(why) = fault(&origin, cors.holder) else {
                continue;
            };
            let finding = findings.at(
                &term.at,
                format!("{} allows the origin `{origin}`, {why}", cors.holder.name()),
            );
            findings.add(if origin.matches('*').count() > 1 {
                finding.help("write an origin for each of the two, with one `*`")
            } else {
                finding.help(format!("write `{}`", better(&origin)))
            });
        }
    }
}

/// What is wrong with it: a browser sends `https://HOST` or `https://HOST:PORT`, in lower case.
fn fault(origin: &str, holder: Holder) -> Option<&'static str> {
    if origin == "null" || origin.is_empty() {
        return None;
    }
    let (host, has_scheme) = match origin.split_once("://") {
        Some((_, host)) => (host, true),
        None => (origin, false),
    };
    if host.contains('/') {
        return Some("and no browser sends a `/` behind the host, so that nobody is allowed by it");
    }
    if holder == Holder::Bucket && origin.matches('*').count() > 1 {
        return Some("and S3 takes one `*` in an origin, so that it refuses the bucket");
    }
    // Others than a response headers policy compare the whole of it, and a `*` may stand for the scheme too.
    let whole = match holder {
        Holder::Bucket | Holder::Url => true,
        Holder::Policy => false,
    };
    let beginning = origin.split_once('*').map(|(beginning, _)| beginning);
    let may_be_scheme = beginning.is_some_and(|beginning| {
        "https://".starts_with(beginning) || "http://".starts_with(beginning)
    });
    (whole && !has_scheme && !may_be_scheme)
        .then_some("and browsers send `https://` or `http://` before the host, so that nobody is allowed by it")
}

fn better(origin: &str) -> String {
    let (scheme, host) = origin.split_once("://").unwrap_or(("https", origin));
    let host = host.split('/').next().unwrap_or(host);
    format!("{scheme}://{host}")
}
