//! Custom error responses: the page that stands in for an error, and for how long an error is kept.
//!
//! They belong to the distribution, not to a behavior:
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-custom-error-pages>.

use super::asked::Asked;
use super::behavior::Behavior;
use super::cache::ERROR_SECONDS;
use super::distribution::Distribution;
use super::fetch::{self, Fetched};
use super::setting::{Setting, filled};
use crate::aws::normalize;
use crate::diag::Path;
use crate::simulate::answer::Response;
use crate::simulate::assumption::Assumption;
use crate::simulate::hop::Did;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::template::{Term, Text};

/// The statuses for which a page can stand in:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html>.
const WITH_PAGE: [u16; 11] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/// The custom error responses of a distribution.
#[derive(Debug)]
pub(super) struct ErrorPages(Vec<ErrorResponse>);

/// What a distribution does about one status.
#[derive(Debug)]
pub(super) struct ErrorResponse {
    /// Where it stands.
    at: Path,
    /// The status.
    code: Setting<Option<u16>>,
    /// The path of the page.
    page: Option<Text>,
    /// The status that the viewer gets with it.
    response: Setting<Option<u16>>,
    /// Seconds for which the error is kept at least.
    seconds: Option<Setting<u64>>,
}

impl ErrorPages {
    /// Reads the custom error responses of a `DistributionConfig`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customerrorresponse.html>
    pub(super) fn read(config: &Term) -> Self {
        let entries = config.get("CustomErrorResponses").map(Term::items);
        let read = |term: &Term| ErrorResponse {
            at: term.at.clone(),
            code: read_status(term.get("ErrorCode")),
            page: filled(term.get("ResponsePagePath")).map(std::borrow::Cow::into_owned),
            response: read_status(term.get("ResponseCode")),
            seconds: Setting::number(term.get("ErrorCachingMinTTL")),
        };
        Self(entries.unwrap_or_default().iter().map(read).collect())
    }

    /// The entry for a status.
    pub(super) fn of(&self, run: &mut Run, status: u16) -> Option<&ErrorResponse> {
        self.0.iter().find(|entry| match &entry.code {
            Setting::Known(code) => *code == Some(status),
            Setting::Open(text) => {
                let facts: Vec<_> = text.facts().cloned().collect();
                let question = format!("`{text}` is {status}");
                run.trial.whether(&question, &facts)
            }
        })
    }

    /// Whether there is a page for a status.
    pub(super) fn has_page(&self, run: &mut Run, status: u16) -> bool {
        let has_page = |entry: &ErrorResponse| entry.page.is_some();
        WITH_PAGE.contains(&status) && self.of(run, status).is_some_and(has_page)
    }

    /// Seconds for which an error of this status is kept at least.
    pub(super) fn seconds(&self, run: &mut Run, status: Option<u16>) -> Setting<u64> {
        let entry = status.and_then(|status| self.of(run, status));
        let seconds = entry.and_then(|entry| entry.seconds.clone());
        seconds.unwrap_or(Setting::Known(ERROR_SECONDS))
    }
}

fn read_status(term: Option<&Term>) -> Setting<Option<u16>> {
    Setting::read(term, None, |text| Some(text.parse().ok()))
}

/// An answer for which a page may stand in.
#[derive(Debug)]
pub(super) struct Failed<'a> {
    /// Its status.
    pub(super) status: u16,
    /// The request that it answers.
    pub(super) asked: &'a Asked<'a>,
    /// The id of the origin that was asked, and the path, where one was.
    pub(super) from: Option<(&'a str, &'a str)>,
}

/// A page that stands in for an error.
#[derive(Debug)]
pub(super) struct StandIn<'a> {
    /// The answer that the viewer gets.
    pub(super) response: Response,
    /// The behavior that took the page.
    pub(super) behavior: &'a Behavior,
    /// Whether that is one for the page, and not the default one.
    pub(super) has_own_behavior: bool,
    /// Whether the page is to be had.
    pub(super) is_there: bool,
    /// Whether a bucket holds it.
    pub(super) by_bucket: bool,
}

/// The page that stands in for a failed answer, if there is one for its status. Where the page itself is not to be had
/// the viewer gets the status of the page's origin:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html>.
pub(super) fn stand_in<'a>(
    run: &mut Run,
    distribution: &'a Distribution,
    failed: &Failed,
) -> Option<StandIn<'a>> {
    let status = failed.status;
    if !WITH_PAGE.contains(&status) {
        return None;
    }
    let entry = distribution.errors.of(run, status)?;
    let page = entry.page.as_ref()?;
    for fact in page.facts() {
        run.hinges_on(fact.clone());
    }
    let page = page.to_string();
    let page = if page.starts_with('/') {
        page
    } else {
        format!("/{page}")
    };
    let page = match &distribution.root_object {
        Some((object, _)) if page == "/" => {
            run.assume(Assumption::RootObjectAsErrorPage);
            object.facts().for_each(|fact| run.hinges_on(fact.clone()));
            format!("/{object}")
        }
        Some(_) | None => page,
    };
    let response_code = match &entry.response {
        Setting::Known(code) => code.unwrap_or(status),
        Setting::Open(text) => {
            text.facts().for_each(|fact| run.hinges_on(fact.clone()));
            status
        }
    };
    let did = Did::CustomErrorPage {
        status,
        page: page.clone(),
        response: response_code,
    };
    run.note(Some(distribution.id), did, Some(&entry.at));
    let path = normalize(&page);
    let (behavior, precedence) = distribution.behaviors.choose(run, &path);
    let did = Did::MatchedBehavior {
        pattern: behavior.written.clone(),
        precedence,
        path,
    };
    run.note(Some(distribution.id), did, Some(&behavior.at));
    let fetched = fetch_page(run, distribution, behavior, failed, &page);
    let Fetched {
        mut response,
        by_bucket,
        origin: _,
    } = fetched;
    let is_there = response.status.is_none_or(|status| status < 400);
    if is_there {
        run.assume(Assumption::ErrorPageExists);
        response.status = Some(response_code);
        response.reason = Reason::CustomErrorPage;
        response.code = None;
    } else {
        response.reason = Reason::CustomErrorPageMissing;
    }
    Some(StandIn {
        response,
        behavior,
        has_own_behavior: precedence.is_some(),
        is_there,
        by_bucket,
    })
}

/// Asks for a page as `CloudFront` does: by GET, without functions of the viewer's request
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html>).
fn fetch_page(
    run: &mut Run,
    distribution: &Distribution,
    behavior: &Behavior,
    failed: &Failed,
    page: &str,
) -> Fetched {
    let asked = failed.asked.for_page(page);
    let before = run.missing;
    // A page that is the very object that is missing is missing too, if that is why the origin failed.
    let uri = fetch::direct_uri(distribution, behavior, page);
    let is_same = failed
        .from
        .zip(uri)
        .is_some_and(|((origin, path), (page_origin, page_path))| {
            (origin, path) == (page_origin, page_path.as_str())
        });
    let is_why = before && run.request.facts.origin_status.is_none();
    run.missing = run.request.facts.page_missing || is_why && is_same;
    let fetched = fetch::from(run, distribution, behavior, &asked, &mut None);
    run.missing = before;
    fetched
}
