//! An error page with 200 that takes the place of the errors of other origins.

use crate::aws::normalize;
use crate::check::parts::{Distribution, ErrorPage};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "error-page-swallows-errors",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("error_page_swallows_errors.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-custom-error-pages>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        look(findings, distribution);
    }
}

fn look(findings: &mut Findings, distribution: &Distribution) {
    let swallows = |page: &ErrorPage| {
        page.page.is_some() && page.response == Some(200) && matches!(page.code, Some(403 | 404))
    };
    let pages: Vec<ErrorPage> = distribution.error_pages().filter(swallows).collect();
    let Some(first) = pages.first() else {
        return;
    };
    let page = first.page.clone().unwrap_or_default();
    let taker = page
        .as_known()
        .and_then(|page| distribution.taker(&normalize(page)));
    let Some(taker) = taker.or_else(|| distribution.default()) else {
        return;
    };
    let mut others = distribution.behaviors.iter().filter(|behavior| {
        let is_other = !behavior.origins.is_empty() && !distribution.share_origins(behavior, taker);
        // What Lambda@Edge answers itself is not the error of an origin.
        is_other && !behavior.is_asked_by_lambda()
    });
    let Some(other) = others.next() else {
        return;
    };
    let codes: Vec<String> = pages
        .iter()
        .filter_map(|page| page.code)
        .map(|code| code.to_string())
        .collect();
    let target = other.target();
    let origin = target.as_ref().and_then(Text::as_known).unwrap_or_default();
    let message = format!(
        "error pages belong to the whole distribution: {} from origin `{origin}` ({}) becomes `{page}` with 200 too, so that its callers take the page for an answer",
        codes.join(" or "),
        other.name()
    );
    let mut finding = findings.at(&first.term.at, message);
    for page in pages.iter().skip(1) {
        finding = finding.also(Place::Template(page.term.at.clone()), "and this one");
    }
    let place = Place::Template(other.at("TargetOriginId").clone());
    findings.add(
        finding
            .also(place, "its errors are replaced")
            .help("let a function of the default behavior, at `viewer-request`, send the paths of the application to its page, and take the error pages out")
            .help("or keep the status: `ResponseCode` the same as `ErrorCode`"),
    );
}
