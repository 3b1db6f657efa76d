//! The way of a viewer's request through a distribution.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::asked::Asked;
use super::behavior::Behavior;
use super::cache::Kept;
use super::distribution::Distribution;
use super::error_pages::{self, Failed, StandIn};
use super::fetch::{self, Fetched};
use super::functions::{Ended, Event};
use super::setting::Setting;
use crate::aws::{Method, normalize};
use crate::diag::Path;
use crate::simulate::answer::{AnsweredBy, Cache, Response};
use crate::simulate::assumption::Assumption;
use crate::simulate::hop::Did;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;

/// What the distribution answers to a request.
pub(super) fn respond(run: &mut Run, distribution: &Distribution, asked: Asked) -> Response {
    let way = Way { distribution };
    match way.answer(run, asked) {
        ControlFlow::Continue(response) | ControlFlow::Break(response) => response,
    }
}

/// The way through a distribution. A step that ends it breaks off with its answer.
pub(super) struct Way<'a> {
    pub(super) distribution: &'a Distribution,
}

/// Whether a custom error page stands in for a refusal of the distribution itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// A page says so.
    StandsIn,
    /// No page says so, and it is taken not to.
    NotSaid,
    /// The connection ends, or nothing is there that could stand in.
    Never,
}

impl<'a> Way<'a> {
    fn answer(&self, run: &mut Run, mut asked: Asked) -> ControlFlow<Response, Response> {
        self.admit(run, &asked)?;
        self.pass_country(run, &asked)?;
        self.pass_web_acl(run, &asked)?;
        let behavior = self.choose(run, &asked);
        self.pass_protocol(run, behavior, &asked)?;
        self.pass_method(run, behavior, &asked)?;
        self.pass_signature(run, behavior, &asked)?;
        self.take_root_object(run, behavior, &mut asked)?;
        let asked = self.run_functions(run, behavior, asked)?;
        let mut given = run
            .request
            .facts
            .origin_status
            .filter(|_| asked.is_of_viewer);
        let fetched = fetch::from(run, self.distribution, behavior, &asked, &mut given);
        ControlFlow::Continue(self.finish(run, behavior, &asked, fetched))
    }

    /// Refuses a request here.
    pub(super) fn refuse(
        &self,
        run: &mut Run,
        asked: &Asked,
        (status, reason): (u16, Reason),
        place: Option<&Path>,
        page: Page,
    ) -> Response {
        let at = Some(self.distribution.id);
        run.note(at, Did::Refused { status, reason }, place);
        match page {
            Page::StandsIn => {
                let failed = Failed {
                    status,
                    asked,
                    from: None,
                };
                if let Some(page) = error_pages::stand_in(run, self.distribution, &failed) {
                    return page.response;
                }
            }
            Page::NotSaid => {
                if self.distribution.errors.has_page(run, status) {
                    run.assume(Assumption::OwnRefusalsWithoutErrorPage);
                }
            }
            Page::Never => {}
        }
        Response::new(status, AnsweredBy::CloudFront, at, reason)
    }

    /// The behavior that takes the request: chosen by the normalized path, once; functions change nothing about it.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#path-normalization>
    fn choose(&self, run: &mut Run, asked: &Asked) -> &'a Behavior {
        let behaviors = &self.distribution.behaviors;
        let path = normalize(&asked.path);
        let (behavior, precedence) = behaviors.choose(run, &path);
        if behavior.needs_slash_for_question_mark(&path) {
            run.assume(Assumption::QuestionMarkMatchesSlash);
        }
        if asked.path.contains('%') && !behaviors.ordered.is_empty() {
            // Before `..` takes away what an escape belongs to.
            let decoded = normalize(&decoded(&asked.path));
            let (other, _) = behaviors.choose(run, &decoded);
            if !std::ptr::eq(other, behavior) {
                run.assume(Assumption::ReservedEscapesStay);
            }
        }
        let did = Did::MatchedBehavior {
            pattern: behavior.written.clone(),
            precedence,
            path,
        };
        run.note(Some(self.distribution.id), did, Some(&behavior.at));
        behavior
    }

    /// Puts the default root object in the place of `/`, and one in a folder in the place of that folder too.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html#DefaultRootObjectHow>
    fn take_root_object(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &mut Asked,
    ) -> ControlFlow<Response> {
        let Some((object, at)) = &self.distribution.root_object else {
            return ControlFlow::Continue(());
        };
        let object_text = object.to_string();
        let is_root = asked.path == "/" || is_folder_of(&asked.path, &object_text);
        if !is_root {
            return ControlFlow::Continue(());
        }
        for fact in object.facts() {
            run.hinges_on(fact.clone());
        }
        if object
            .as_known()
            .is_some_and(|object| !is_root_object(object))
        {
            let why = (400, Reason::InvalidDefaultRootObject);
            return ControlFlow::Break(self.refuse(run, asked, why, Some(at), Page::StandsIn));
        }
        let path = format!("/{object_text}");
        let (other, _) = self.distribution.behaviors.choose(run, &normalize(&path));
        if !std::ptr::eq(other, behavior) {
            run.assume(Assumption::BehaviorBeforeRootObject);
        }
        if behavior.functions.see_requests() {
            run.assume(Assumption::RootObjectBeforeFunction);
        }
        let did = Did::UsedDefaultRootObject {
            object: object_text,
        };
        run.note(Some(self.distribution.id), did, Some(at));
        asked.path = Cow::Owned(path);
        ControlFlow::Continue(())
    }

    /// Runs the functions that see the request when it comes.
    fn run_functions<'b>(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: Asked<'b>,
    ) -> ControlFlow<Response, Asked<'b>> {
        let functions = &behavior.functions;
        functions.pass_lambda(run, self.distribution.id, Event::ViewerRequest);
        let before = asked.clone();
        match functions.on_request(run, self.distribution.id, asked) {
            ControlFlow::Continue(asked) => ControlFlow::Continue(asked),
            ControlFlow::Break(Ended::Answered(response)) => ControlFlow::Break(response),
            ControlFlow::Break(Ended::Failed(status)) => {
                ControlFlow::Break(self.fail(run, &before, status))
            }
        }
    }

    /// Answers for a function that failed.
    fn fail(&self, run: &mut Run, asked: &Asked, status: u16) -> Response {
        let why = (status, Reason::FunctionFailed);
        self.refuse(run, asked, why, None, Page::NotSaid)
    }

    /// What becomes of the origin's answer: a page stands in for an error, and a part of it is kept.
    fn finish(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
        fetched: Fetched,
    ) -> Response {
        let distribution = self.distribution;
        let Fetched {
            mut response,
            origin,
            by_bucket,
        } = fetched;
        let status = response.status;
        if let Some(status @ 400..) = status {
            let uri = response.origin_uri.clone().unwrap_or_default();
            let failed = Failed {
                status,
                asked,
                from: origin.as_deref().map(|origin| (origin, uri.as_str())),
            };
            if let Some(page) = error_pages::stand_in(run, distribution, &failed) {
                return self.with_page(run, behavior, asked, (status, by_bucket), page);
            }
        }
        if origin.is_some() {
            response.cache = self.kept(run, behavior, asked.method, status, by_bucket);
        }
        // <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-status-codes>
        if status.is_none_or(|status| status < 400) {
            let functions = &behavior.functions;
            functions.pass_lambda(run, distribution.id, Event::ViewerResponse);
            let at = distribution.id;
            let ended = functions.on_response(run, at, asked, &mut response);
            if let ControlFlow::Break(status) = ended {
                return self.fail(run, asked, status);
            }
        }
        response
    }

    fn kept(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        method: Method,
        status: Option<u16>,
        by_bucket: bool,
    ) -> Option<Cache> {
        let kept = Kept {
            at: self.distribution.id,
            behavior,
            method,
            status,
            by_bucket,
            error_seconds: self.distribution.errors.seconds(run, status),
            with_headers: true,
        };
        kept.cache(run)
    }

    /// How long a page is kept that stands in for an error: as long as the error, or, where a behavior is there for the
    /// page, as that says.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-custom-error-pages-not-in-cache>
    fn with_page(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
        (status, by_bucket): (u16, bool),
        page: StandIn,
    ) -> Response {
        let mut response = page.response;
        if !page.is_there {
            let status = response.status;
            response.cache = self.kept(run, page.behavior, Method::Get, status, page.by_bucket);
            return response;
        }
        let kept = if page.has_own_behavior {
            Kept {
                at: self.distribution.id,
                behavior: page.behavior,
                method: Method::Get,
                status: Some(200),
                by_bucket: page.by_bucket,
                error_seconds: Setting::Known(0),
                with_headers: false,
            }
            .cache(run)
        } else {
            self.kept(run, behavior, asked.method, Some(status), by_bucket)
        };
        response.cache = kept.map(|kept| {
            let seconds = kept.edge_ttl_s.or(kept.error_ttl_s);
            let is_error = response.status.is_some_and(|status| status >= 400);
            Cache {
                edge_ttl_s: seconds.filter(|_| !is_error),
                error_ttl_s: seconds.filter(|_| is_error),
                browser_ttl_s: None,
                ..kept
            }
        });
        response
    }
}

/// Whether a path is the folder in which a default root object lies.
fn is_folder_of(path: &str, object: &str) -> bool {
    let Some((folder, _)) = object.rsplit_once('/') else {
        return false;
    };
    let path = path.strip_prefix('/').unwrap_or(path);
    !folder.is_empty() && path.strip_suffix('/').unwrap_or(path) == folder
}

/// Whether `CloudFront` takes this for a default root object.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html#DownloadDistValuesDefaultRootObject>
fn is_root_object(object: &str) -> bool {
    let is_allowed =
        |character: char| character.is_ascii_alphanumeric() || "_-.*$/~\"'&".contains(character);
    object.chars().count() <= 255 && object.chars().all(is_allowed)
}

/// A path with all its escapes decoded, as far as they come to UTF-8.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    while let Some((first, after)) = rest.split_first() {
        let escape = match after {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        if let Some((high, low)) = escape {
            bytes.push(high * 16 + low);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
