//! A custom error response that CloudFront does not take.

use std::collections::BTreeMap;

use crate::check::parts::{Distribution, ErrorPage};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Place, Severity};
use crate::template::{Part, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "invalid-error-page",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_error_page.md"),
    find: Find::Deployed(find),
};

/// The statuses for which a page can stand in:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html>.
const STATUSES: [u64; 11] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customerrorresponse.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let mut known: BTreeMap<u64, &Path> = BTreeMap::new();
        for page in distribution.error_pages() {
            look(findings, &page);
            let Some(code) = page.code else {
                continue;
            };
            match known.get(&code) {
                Some(first) => twice(findings, distribution, &page, code, first),
                None => {
                    known.insert(code, &page.term.at);
                }
            }
        }
    }
}

fn twice(
    findings: &mut Findings,
    distribution: &Distribution,
    page: &ErrorPage,
    code: u64,
    first: &Path,
) {
    let message = format!(
        "`{}` has two error responses for {code}, so that CloudFront refuses it",
        distribution.resource.id
    );
    let at = page.term.get("ErrorCode").unwrap_or(page.term);
    let finding = findings.at(&at.at, message);
    let finding = finding.also(Place::Template(first.clone()), "the other one");
    findings.add(finding.help("take one of them out"));
}

fn look(findings: &mut Findings, page: &ErrorPage) {
    let is_status = |code: u64| STATUSES.contains(&code);
    let statuses = STATUSES.map(|code| code.to_string()).join(", ");
    if let (Some(term), Some(code)) = (page.term.get("ErrorCode"), page.code)
        && !is_status(code)
    {
        let message = format!(
            "no error page can stand in for {code}, so that CloudFront refuses the distribution"
        );
        let finding = findings.at(&term.at, message);
        findings.add(finding.help(format!("these can have one: {statuses}")));
    }
    if let (Some(term), Some(code)) = (page.term.get("ResponseCode"), page.response)
        && !is_status(code)
        && code != 200
    {
        let message = format!(
            "no error page can be sent with {code}, so that CloudFront refuses the distribution"
        );
        let finding = findings.at(&term.at, message);
        findings.add(finding.help(format!("these can be: 200, {statuses}")));
    }
    let response = page.term.get("ResponseCode").and_then(Term::text);
    let has_response = response.is_some_and(|text| text.as_known() != Some(""));
    let lacks = match (&page.page, has_response) {
        (Some(_), false) => Some(("ResponsePagePath", "ResponseCode")),
        (None, true) => Some(("ResponseCode", "ResponsePagePath")),
        (Some(_), true) | (None, false) => None,
    };
    if let Some((has, lacks)) = lacks {
        let at = page.term.get(has).unwrap_or(page.term);
        let message = format!(
            "this error response has `{has}` without `{lacks}`, so that CloudFront refuses the distribution: it takes both or neither"
        );
        let finding = findings.at(&at.at, message);
        findings.add(finding.help(format!("add `{lacks}`")).help(format!(
            "or take `{has}` out, and set `ErrorCachingMinTTL` alone"
        )));
    }
    if let (Some(term), Some(path)) = (page.term.get("ResponsePagePath"), &page.page)
        && begins_without_slash(path)
    {
        let message = format!(
            "the path `{path}` of an error page does not begin with `/`, so that CloudFront refuses the distribution"
        );
        findings.add(
            findings
                .at(&term.at, message)
                .help(format!("write `/{path}`")),
        );
    }
}

fn begins_without_slash(path: &Text) -> bool {
    match path.parts().first() {
        Some(Part::Known(first)) => !first.starts_with('/'),
        Some(Part::Unknown(_)) | None => false,
    }
}
