//! Asking an origin, or the origins of a group one after the other.

use super::access::{Access, Signature, SignedBy};
use super::asked::Asked;
use super::backend::Backend;
use super::behavior::Behavior;
use super::distribution::Distribution;
use super::forward::Forwarded;
use super::functions::Event;
use super::origin::{Origin, Target};
use super::plan::{Member, Plan};
use super::rerouting;
use crate::aws::Method;
use crate::simulate::answer::{AnsweredBy, Response};
use crate::simulate::assumption::Assumption;
use crate::simulate::hop::Did;
use crate::simulate::lambda::{self, UrlRequest};
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::simulate::world::ResourceId;
use crate::template::{Fact, Text};

/// How many distributions may stand in the way to an origin:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-web-distributions>.
const LONGEST_CHAIN: usize = 2;

/// What an origin answered.
#[derive(Debug)]
pub(super) struct Fetched {
    /// The answer.
    pub(super) response: Response,
    /// The origin that gave it, by its id.
    pub(super) origin: Option<String>,
    /// Whether that is a bucket that is asked by the REST API.
    pub(super) by_bucket: bool,
}

/// What is asked, and of whom.
pub(super) struct Ask<'a> {
    pub(super) distribution: &'a Distribution,
    pub(super) behavior: &'a Behavior,
    pub(super) origin: &'a Origin,
    pub(super) asked: &'a Asked<'a>,
    /// The path with that of the origin before it.
    pub(super) uri: String,
}

/// The origin and the path that a request to a behavior comes to, where the behavior names one origin.
pub(super) fn direct_uri<'a>(
    distribution: &'a Distribution,
    behavior: &Behavior,
    path: &str,
) -> Option<(&'a str, String)> {
    match behavior.target {
        Target::Origin(number) => {
            let origin = distribution.origins.origins.get(number)?;
            Some((&origin.name, origin.uri(path)))
        }
        Target::Group(_) | Target::Missing(_) | Target::Open(_) => None,
    }
}

impl Origin {
    /// A path with that of the origin before it; no part of the path is taken away for it.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginPath>
    fn uri(&self, path: &str) -> String {
        match self.path.as_known() {
            Some("") => path.to_owned(),
            Some(before) if before.starts_with('/') => format!("{before}{path}"),
            Some(_) | None => {
                let before = self.path.to_string();
                format!("/{}{path}", before.trim_start_matches('/'))
            }
        }
    }
}

/// Asks the origin of a behavior, and where it is a group whose first origin fails, the second. A status that was given
/// is that of the first.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html>
pub(super) fn from(
    run: &mut Run,
    distribution: &Distribution,
    behavior: &Behavior,
    asked: &Asked,
    given: &mut Option<u16>,
) -> Fetched {
    let plan = if asked.changes.is_empty() {
        Plan::of(run, distribution, behavior)
    } else {
        rerouting::plan(run, distribution, behavior, &asked.changes)
    };
    let first = ask(run, distribution, behavior, &plan.first, asked, given);
    let (Some(second), Some(status)) = (&plan.second, first.response.status) else {
        return first;
    };
    let may_fail_over = match asked.method {
        Method::Get | Method::Head => true,
        Method::Options => behavior.cached.contains(run, Method::Options),
        Method::Put | Method::Post | Method::Patch | Method::Delete => false,
    };
    let code = status.to_string();
    if !may_fail_over || !second.failures.any(run, &code, |failure| failure == code) {
        return first;
    }
    let did = Did::FailedOver {
        status,
        to: second.member.id().to_owned(),
    };
    run.note(Some(distribution.id), did, Some(second.at));
    ask(run, distribution, behavior, &second.member, asked, given)
}

/// AWS refuses a behavior whose origin is not there, so that nobody knows what would come of a request.
fn not_there(run: &mut Run, distribution: &Distribution, behavior: &Behavior, id: &str) -> Fetched {
    run.hinges_on(Fact::new(format!("origin {id}")));
    let did = Did::Answered {
        status: None,
        reason: Reason::NoSuchOrigin,
        key: None,
    };
    run.note(Some(distribution.id), did, Some(&behavior.at));
    let mut response = Response::new(
        502,
        AnsweredBy::CloudFront,
        Some(distribution.id),
        Reason::NoSuchOrigin,
    );
    response.status = None;
    Fetched {
        response,
        origin: None,
        by_bucket: false,
    }
}

fn ask(
    run: &mut Run,
    distribution: &Distribution,
    behavior: &Behavior,
    member: &Member,
    asked: &Asked,
    given: &mut Option<u16>,
) -> Fetched {
    let origin: &Origin = match member {
        Member::Origin(origin) => origin,
        Member::Changed(origin) => origin,
        Member::Missing(id) => return not_there(run, distribution, behavior, id),
    };
    for fact in origin.path.facts() {
        run.hinges_on(fact.clone());
    }
    let ask = Ask {
        distribution,
        behavior,
        origin,
        asked,
        uri: origin.uri(&asked.path),
    };
    let functions = &behavior.functions;
    functions.pass_lambda(run, distribution.id, Event::OriginRequest);
    let mut response = ask.answer(run);
    ask.take_given(run, &mut response, given.take());
    functions.pass_lambda(run, distribution.id, Event::OriginResponse);
    if response.origin_uri.is_none() {
        response.origin_uri = Some(ask.uri);
    }
    Fetched {
        response,
        origin: Some(origin.name.clone()),
        by_bucket: origin.is_bucket_by_rest(),
    }
}

impl Ask<'_> {
    fn answer(&self, run: &mut Run) -> Response {
        let Self { origin, asked, .. } = self;
        let mut forwarded = Forwarded::new(run, self.behavior, origin, asked);
        let signature = origin.signature(
            run,
            asked,
            forwarded.passes_authorization,
            forwarded.passes_signed_query,
        );
        match signature.by {
            SignedBy::Service | SignedBy::Identity => {
                forwarded.replace_authorization();
                if run.request.presigned && forwarded.passes_signed_query {
                    run.hinges_on(Fact::new(
                        "what an origin does with a signature in the query and one of CloudFront",
                    ));
                }
            }
            SignedBy::Nobody | SignedBy::ViewerByHeader | SignedBy::ViewerByQuery => {}
        }
        if let Access::Control(control) = &origin.access
            && control.beside_identity
        {
            run.assume(Assumption::AccessControlBeforeIdentity);
        }
        self.note(run, &forwarded.host, &signature);
        let https = signature.always_https && origin.is_bucket_by_rest()
            || origin.is_asked_by_https(run, asked.https);
        match &origin.backend {
            Backend::Bucket(bucket) => self.ask_bucket(run, bucket, &forwarded, &signature, https),
            Backend::FunctionUrl(url) => {
                let context = self.context(&signature);
                let request = UrlRequest {
                    url: *url,
                    method: asked.method,
                    path: &self.uri,
                    headers: &forwarded.headers,
                    host: forwarded.host.clone(),
                    body: asked.body,
                    https,
                    caller: &signature.caller,
                    via: Some((self.distribution.id, self.distribution.arn.clone())),
                    context,
                };
                lambda::respond(run, &request)
            }
            Backend::Distribution(other) => self.ask_distribution(run, *other, &forwarded, https),
            Backend::Outside => {
                // What a transform makes may be anything, one of the template's own hosts among it.
                for fact in origin.domain.facts() {
                    if is_made_elsewhere(run, fact) {
                        run.hinges_on(fact.clone());
                    }
                }
                let mut response =
                    Response::new(200, AnsweredBy::Origin, None, Reason::OriginReached);
                response.status = None;
                response
            }
        }
    }

    fn note(&self, run: &mut Run, host: &Text, signature: &Signature) {
        let at = Some(self.distribution.id);
        let did = Did::SentToOrigin {
            origin: self.origin.name.clone(),
            uri: self.uri.clone(),
            host: host.clone(),
        };
        run.note(at, did, Some(&self.origin.at));
        let did = match &signature.principal {
            Some(principal) => Did::SignedAs {
                principal: principal.clone(),
            },
            None => Did::Unsigned,
        };
        run.note(
            at,
            did,
            Some(signature.at.as_ref().unwrap_or(&self.origin.at)),
        );
    }

    fn ask_distribution(
        &self,
        run: &mut Run,
        other: ResourceId,
        forwarded: &Forwarded,
        https: bool,
    ) -> Response {
        let depth = self.asked.depth + 1;
        // CloudFront goes by the `Host` header alone.
        let hosts = run.world.cloudfront.hosts();
        let host = forwarded.host.lowercase().to_string();
        let other = if forwarded.is_viewers_host {
            hosts.find(&host).unwrap_or(other)
        } else {
            other
        };
        if depth > LONGEST_CHAIN {
            let did = Did::Refused {
                status: 403,
                reason: Reason::ChainOfDistributions,
            };
            run.note(Some(other), did, None);
            return Response::new(
                403,
                AnsweredBy::CloudFront,
                Some(other),
                Reason::ChainOfDistributions,
            );
        }
        let asked = Asked {
            method: self.asked.method,
            path: self.uri.as_str().into(),
            query: forwarded.query.as_deref().map(Into::into),
            headers: std::borrow::Cow::Borrowed(&forwarded.headers),
            host: &host,
            https,
            http_1_0: false,
            body: self.asked.body,
            depth,
            is_of_viewer: self.asked.is_of_viewer,
            changes: Vec::new(),
        };
        super::respond_to(run, other, asked)
    }

    /// Takes over the status with which the origin answers, where it was given. A function that is not reached keeps
    /// its own.
    fn take_given(&self, run: &Run, response: &mut Response, given: Option<u16>) {
        let Some(status) = given else { return };
        let applies = match self.origin.backend {
            Backend::Bucket(_) | Backend::Outside => true,
            Backend::FunctionUrl(_) | Backend::Distribution(_) => response.status.is_none(),
        };
        if !applies {
            return;
        }
        response.status = Some(status);
        response.reason = Reason::OriginStatus;
        response.code = None;
        let headers = run.request.facts.origin_headers.as_ref();
        if (300..400).contains(&status) {
            let location = headers.and_then(|headers| headers.get("location"));
            response.location = location.map(str::to_owned);
        }
    }
}

/// Whether a fact is the name or an attribute of a resource that the template itself does not have.
fn is_made_elsewhere(run: &Run, fact: &Fact) -> bool {
    let name = fact.as_str().strip_prefix('`');
    let id = name.and_then(|name| name.split(['.', '`']).next());
    id.is_some_and(|id| run.world.resources.find(id).is_none())
}
