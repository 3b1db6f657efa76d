//! Uploads from browsers that may not say what they are.

use crate::aws::wildcard::{self, Case};
use crate::check::parts::{Cors, Holder, known_texts};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "cors-header-missing",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("cors_header_missing.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html#cors-allowed-headers>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = Cors::read_all(deployed);
    let of_buckets: Vec<&Cors> = all
        .iter()
        .filter(|cors| cors.holder == Holder::Bucket && takes_put(cors))
        .collect();
    for cors in &of_buckets {
        let beside = |other: &&&Cors| other.resource.at == cors.resource.at;
        if of_buckets
            .iter()
            .filter(beside)
            .any(|other| may_take_type(other))
        {
            continue;
        }
        let at = cors.term.get("AllowedHeaders").unwrap_or(cors.term);
        let finding = findings.at(
            &at.at,
            "the CORS rule allows PUT and not the header `content-type`, so that a browser that uploads a file with its type gets 403 for the preflight request",
        );
        findings.add(finding.help("set `AllowedHeaders` to [content-type]"));
    }
}

fn takes_put(cors: &Cors) -> bool {
    known_texts(cors.methods()).any(|(_, method)| method == "PUT")
}

/// Whether the header is allowed, or may be because not all are known.
fn may_take_type(cors: &Cors) -> bool {
    let headers = cors.headers();
    headers.len() != known_texts(headers).count()
        || known_texts(headers)
            .any(|(_, pattern)| wildcard::matches(&pattern, "content-type", Case::Insensitive))
}
