//! The functions at the edge that a behavior has: those of `CloudFront`, which are run, and those of Lambda, which are
//! not.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::asked::Asked;
use super::edge_function::{EdgeFunction, EdgeFunctions, Outcome, answer, event};
use super::policies::outside;
use super::setting::filled;
use crate::diag::Path;
use crate::simulate::answer::{AnsweredBy, Response};
use crate::simulate::hop::{Did, NotRun, Ran};
use crate::simulate::javascript::{Fault, HttpRequest, HttpResponse, Produced, Stage};
use crate::simulate::reason::Reason;
use crate::simulate::request::Headers;
use crate::simulate::run::Run;
use crate::simulate::world::ResourceId;
use crate::template::{Fact, Term, Text};

/// When a function runs.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    ViewerRequest,
    OriginRequest,
    OriginResponse,
    ViewerResponse,
}

impl Event {
    /// The word in templates and hops.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::ViewerRequest => "viewer-request",
            Self::OriginRequest => "origin-request",
            Self::OriginResponse => "origin-response",
            Self::ViewerResponse => "viewer-response",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [
            Self::ViewerRequest,
            Self::OriginRequest,
            Self::OriginResponse,
            Self::ViewerResponse,
        ]
        .into_iter()
        .find(|event| event.as_str() == word)
    }
}

/// The functions of a behavior.
#[derive(Debug, Default)]
pub(super) struct Associations {
    edge: Vec<Association>,
    lambda: Vec<Association>,
    /// What would tell when some of them run.
    open: Vec<Fact>,
    /// Names, in lower case, of the headers that `CloudFront` adds to requests for this behavior.
    added_headers: BTreeSet<String>,
}

/// A function of a behavior.
#[derive(Debug)]
struct Association {
    event: Event,
    arn: Text,
    /// The function of the template, for one of `CloudFront`.
    function: Option<usize>,
    at: Path,
}

impl Associations {
    /// Reads the functions of a behavior.
    pub(super) fn read(functions: &EdgeFunctions, behavior: &Term) -> Self {
        let mut found = Self::default();
        let mut read = |list: &str, key: &str| {
            let mut associations = Vec::new();
            let items = behavior.get(list).map(Term::items).unwrap_or_default();
            for item in items {
                let Some(arn) = filled(item.get(key)) else {
                    continue;
                };
                let word = item.text_at(&["EventType"]).unwrap_or_default();
                found.open.extend(word.facts().cloned());
                if let Some(event) = word.as_known().and_then(Event::of) {
                    associations.push(Association {
                        event,
                        function: functions.find(&arn),
                        arn: arn.into_owned(),
                        at: item.at.clone(),
                    });
                }
            }
            associations
        };
        let edge = read("FunctionAssociations", "FunctionARN");
        let lambda = read("LambdaFunctionAssociations", "LambdaFunctionARN");
        Self {
            edge,
            lambda,
            ..found
        }
    }

    /// The same where `CloudFront` adds these headers to the requests.
    pub(super) fn adding(self, added_headers: BTreeSet<String>) -> Self {
        Self {
            added_headers,
            ..self
        }
    }

    /// Passes the functions of Lambda for an event by. What they make of the request hinges on them, but for those of
    /// the viewer's response, which cannot change the status:
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-status-codes>.
    pub(super) fn pass_lambda(&self, run: &mut Run, at: ResourceId, event: Event) {
        for fact in &self.open {
            run.hinges_on(fact.clone());
        }
        for function in self
            .lambda
            .iter()
            .filter(|function| function.event == event)
        {
            let did = Did::DidNotRun {
                event: event.as_str(),
                function: function.arn.clone(),
                why: NotRun::Lambda,
            };
            run.note(Some(at), did, Some(&function.at));
            match event {
                Event::ViewerRequest | Event::OriginRequest | Event::OriginResponse => {
                    run.hinges_on(Fact::new(format!("Lambda@Edge {}", function.arn)));
                }
                Event::ViewerResponse => {}
            }
        }
    }

    /// Whether a function runs when the request comes.
    pub(super) fn see_requests(&self) -> bool {
        let all = self.edge.iter().chain(&self.lambda);
        all.into_iter()
            .any(|function| function.event == Event::ViewerRequest)
    }

    /// The function of `CloudFront` for an event; one outside the template cannot be run.
    fn edge<'a>(
        &self,
        run: &mut Run<'a>,
        at: ResourceId,
        event: Event,
    ) -> Option<(&'a EdgeFunction, &Association)> {
        let association = self.edge.iter().find(|function| function.event == event)?;
        let functions = &run.world.cloudfront.functions;
        let number = association.function;
        let function = number.and_then(|number| functions.get(number));
        if function.is_none() {
            let did = Did::DidNotRun {
                event: event.as_str(),
                function: association.arn.clone(),
                why: NotRun::Outside,
            };
            run.note(Some(at), did, Some(&association.at));
            for fact in outside("function", &association.arn) {
                run.hinges_on(fact);
            }
        }
        Some((function?, association))
    }

    /// Runs the function for the viewer's request: the request goes on, as it was or changed, or the function answers.
    /// A failure breaks off with its status.
    pub(super) fn on_request<'a>(
        &self,
        run: &mut Run,
        at: ResourceId,
        asked: Asked<'a>,
    ) -> ControlFlow<Ended, Asked<'a>> {
        let Some((function, association)) = self.edge(run, at, Event::ViewerRequest) else {
            return ControlFlow::Continue(asked);
        };
        let event = event(run, &asked, &self.added_headers, Stage::ViewerRequest);
        let note = |run: &mut Run, result: Ran| {
            let did = Did::RanFunction {
                event: Event::ViewerRequest.as_str(),
                result,
            };
            run.note(Some(function.id), did, Some(&association.at));
        };
        let ran = match function.run(run, &event) {
            Outcome::Ran(ran) => *ran,
            Outcome::DidNotRun { why } => {
                let did = Did::DidNotRun {
                    event: Event::ViewerRequest.as_str(),
                    function: Text::from(function.name.as_str()),
                    why: NotRun::NoCode(why),
                };
                run.note(Some(function.id), did, Some(&association.at));
                return ControlFlow::Continue(asked);
            }
        };
        match ran.result {
            Ok(Produced::Request(request)) => {
                note(
                    run,
                    changes(&event.request, &request, !ran.origin_changes.is_empty()),
                );
                ControlFlow::Continue(Asked {
                    changes: ran.origin_changes,
                    ..goes_on(asked, &event.request, request)
                })
            }
            Ok(Produced::Response(response)) => {
                let status = response.status;
                note(run, Ran::Responded { status });
                ControlFlow::Break(Ended::Answered(respond(function, &response)))
            }
            Err(fault) => {
                let message = fault.to_string();
                note(run, Ran::Failed { message });
                ControlFlow::Break(failed(run, function, &fault))
            }
        }
    }

    /// Runs the function for the viewer's response, which may change the status and what the browser keeps.
    pub(super) fn on_response(
        &self,
        run: &mut Run,
        at: ResourceId,
        asked: &Asked,
        response: &mut Response,
    ) -> ControlFlow<u16> {
        let Some((function, association)) = self.edge(run, at, Event::ViewerResponse) else {
            return ControlFlow::Continue(());
        };
        // Of an answer whose status an origin decides, the one that most have.
        let status = response.status.unwrap_or(200);
        let headers = run.request.facts.origin_headers.as_ref();
        let before = answer(status, headers);
        let event = event(
            run,
            asked,
            &self.added_headers,
            Stage::ViewerResponse(before.clone()),
        );
        let ran = match function.run(run, &event) {
            Outcome::Ran(ran) => *ran,
            Outcome::DidNotRun { why } => {
                let did = Did::DidNotRun {
                    event: Event::ViewerResponse.as_str(),
                    function: Text::from(function.name.as_str()),
                    why: NotRun::NoCode(why),
                };
                run.note(Some(function.id), did, Some(&association.at));
                return ControlFlow::Continue(());
            }
        };
        let result = match &ran.result {
            Ok(Produced::Response(after)) if *after == before => Ran::Unchanged,
            Ok(Produced::Response(after)) if after.status == status => Ran::Changed,
            Ok(Produced::Response(after)) => Ran::Responded {
                status: after.status,
            },
            // The engine has refused a request for an answer already.
            Ok(Produced::Request(_)) => Ran::Unchanged,
            Err(fault) => Ran::Failed {
                message: fault.to_string(),
            },
        };
        let did = Did::RanFunction {
            event: Event::ViewerResponse.as_str(),
            result,
        };
        run.note(Some(function.id), did, Some(&association.at));
        match ran.result {
            Ok(Produced::Response(after)) => {
                if after.status != status {
                    if response.status.is_none() {
                        run.hinges_on(Fact::new("status of the origin"));
                    }
                    let cache = response.cache.take();
                    *response = Response {
                        cache,
                        key: response.key.take(),
                        origin_uri: response.origin_uri.take(),
                        ..respond(function, &after)
                    };
                }
                keep_in_browser(response, &before, &after);
                ControlFlow::Continue(())
            }
            Ok(Produced::Request(_)) => ControlFlow::Continue(()),
            Err(fault) => match failed(run, function, &fault) {
                Ended::Failed(status) => ControlFlow::Break(status),
                Ended::Answered(_) => ControlFlow::Continue(()),
            },
        }
    }
}

/// How a function ends the way of a request.
#[derive(Debug)]
pub(super) enum Ended {
    /// It answers itself.
    Answered(Response),
    /// It fails, and `CloudFront` answers with this status.
    Failed(u16),
}

/// The status with which `CloudFront` answers for a function that failed.
fn failed(run: &mut Run, function: &EdgeFunction, fault: &Fault) -> Ended {
    let status = fault.status().unwrap_or_else(|| {
        let fact = format!("code of {}, which AWS does not take", function.name);
        run.hinges_on(Fact::new(fact));
        503
    });
    Ended::Failed(status)
}

/// The answer that a function gives.
fn respond(function: &EdgeFunction, response: &HttpResponse) -> Response {
    let by = AnsweredBy::CloudFrontFunction;
    let id = Some(function.id);
    let mut answer = Response::new(response.status, by, id, Reason::FunctionResponse);
    answer.location = response.headers.get("location").map(str::to_owned);
    answer
}

/// What a function changed about a request.
fn changes(before: &HttpRequest, after: &HttpRequest, reroutes: bool) -> Ran {
    if before.uri != after.uri {
        let uri = after.uri.clone();
        Ran::Rewrote { uri }
    } else if before == after && !reroutes {
        Ran::Unchanged
    } else {
        Ran::Changed
    }
}

/// The request as it goes on. What a function leaves alone goes on as the viewer sent it:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-encoding>.
fn goes_on<'a>(asked: Asked<'a>, before: &HttpRequest, after: HttpRequest) -> Asked<'a> {
    let headers = if before.headers == after.headers && before.cookies == after.cookies {
        asked.headers
    } else {
        std::borrow::Cow::Owned(Headers(after.raw_headers()))
    };
    let path = if before.uri == after.uri {
        asked.path
    } else {
        after.uri.into()
    };
    let query = if before.query == after.query {
        asked.query
    } else {
        after.query.map(Into::into)
    };
    Asked {
        path,
        query,
        headers,
        ..asked
    }
}

/// Takes over what a function says to the browser about keeping the answer.
fn keep_in_browser(response: &mut Response, before: &HttpResponse, after: &HttpResponse) {
    let names = ["cache-control", "expires"];
    let is_same = |name: &&str| before.headers.get(name) == after.headers.get(name);
    if names.iter().all(is_same) {
        return;
    }
    if let Some(cache) = &mut response.cache {
        let headers = Headers(after.raw_headers());
        cache.browser_ttl_s = super::freshness::Freshness::read(&headers).in_browser();
    }
}
