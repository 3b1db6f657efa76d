//! What a function URL answers before the function is asked.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>

use super::UrlRequest;
use super::cors::Cors;
use super::function::Function;
use super::name::Target;
use super::payload;
use crate::aws::Method;
use crate::diag::Path;
use crate::simulate::answer::{AnsweredBy, Response, Verdict};
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::hop::Did;
use crate::simulate::matching;
use crate::simulate::reason::Reason;
use crate::simulate::request::Values;
use crate::simulate::run::Run;
use crate::template::{Fact, Known, Resource, Settings, Text};

/// An `AWS::Lambda::Url`.
#[derive(Debug)]
pub(super) struct Url {
    pub(super) target: Target,
    auth: Text,
    /// Where the template says how it authenticates.
    auth_at: Path,
    cors: Option<Cors>,
    /// The host, of which the first label stands for one that AWS makes up.
    host: Text,
    /// What stands behind the first label.
    suffix: String,
    /// The logical id.
    name: String,
}

impl Url {
    pub(super) fn read(resource: &Resource, settings: &Settings) -> Option<Self> {
        let properties = &resource.properties;
        let mut target = Target::read(&properties.text_at(&["TargetFunctionArn"])?, settings);
        if let Some(qualifier) = properties.text_at(&["Qualifier"]) {
            target.qualifier = Some(qualifier);
        }
        let auth = properties.get("AuthType")?;
        let url = resource.attribute("FunctionUrl")?.as_known()?;
        let host = url.trim_start_matches("https://").trim_end_matches('/');
        Some(Self {
            target,
            auth: auth.text()?.into_owned(),
            auth_at: auth.at.clone(),
            cors: Cors::read(properties),
            suffix: host.split_once('.')?.1.to_owned(),
            host: Text::from(host.to_ascii_lowercase()),
            name: resource.id.clone(),
        })
    }

    /// Whether a host name, with or without a port, is that of this URL; the logical id stands for it too.
    fn is_at(&self, run: &mut Run, host: &Text) -> bool {
        let Some(known) = host.as_known() else {
            return matching::same(&self.host, &host.lowercase(), run.trial);
        };
        let known = known.split(':').next().unwrap_or_default();
        let same = |one: &str| one.eq_ignore_ascii_case(known);
        let bare = known.trim_start_matches('<').trim_end_matches('>');
        // The label that AWS makes up is in no template, so that any but what stands for that of another URL may be it.
        let is_some_url = known.split_once('.').is_some_and(|(label, suffix)| {
            is_label(label) && suffix.eq_ignore_ascii_case(&self.suffix)
        });
        is_some_url
            || bare.eq_ignore_ascii_case(&self.name)
            || self.host.as_known().is_some_and(same)
    }
}

/// Whether a label is one that AWS can have made, and not what stands for one.
fn is_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A request at a function URL.
struct Visit<'a> {
    function: &'a Function,
    url: &'a Url,
    request: &'a UrlRequest<'a>,
}

/// Answers a request.
pub(super) fn respond(
    run: &mut Run,
    function: &Function,
    url: &Url,
    request: &UrlRequest,
) -> Response {
    let visit = Visit {
        function,
        url,
        request,
    };
    visit.respond(run)
}

impl Visit<'_> {
    fn respond(&self, run: &mut Run) -> Response {
        let (url, request) = (self.url, self.request);
        if !url.is_at(run, &request.host) {
            return self.answer(run, Some(403), Reason::WrongHost, None);
        }
        if let Some((limit, at)) = &self.function.concurrency {
            let none = match limit {
                Known::Yes(limit) => *limit == 0,
                Known::No(fact) => {
                    let question = format!("{fact} is 0");
                    run.trial.whether(&question, std::slice::from_ref(fact))
                }
            };
            // <https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-deactivating>
            if none {
                return self.answer(run, Some(429), Reason::NoConcurrency, Some(at));
            }
        }
        if let Some(cors) = &url.cors
            && let Some(allowed) = cors.preflight(run, request.method, request.headers)
        {
            return self.preflight(run, allowed, &cors.at);
        }
        let open = matching::same(&url.auth, &Text::from("NONE"), run.trial);
        if let Some(response) = self.unauthorized(run, open) {
            return response;
        }
        if payload::head(request) > payload::LARGEST_HEAD {
            // With which status is not said.
            let question = "the status for headers that are too large for Lambda";
            let status = run.trial.choose(question, &[Fact::new(question)], 2);
            let status = [431, 413].get(status).copied();
            return self.answer(run, status, Reason::RequestHeadersTooLarge, None);
        }
        let bytes = request.body.map_or(0, |body| body.bytes);
        if !payload::fits(run, bytes, request.headers) {
            return self.answer(run, Some(413), Reason::PayloadTooLarge, None);
        }
        self.answer(run, None, Reason::FunctionReached, None)
    }

    /// Answers, and notes it.
    fn answer(
        &self,
        run: &mut Run,
        status: Option<u16>,
        reason: Reason,
        place: Option<&Path>,
    ) -> Response {
        let did = Did::Answered {
            status,
            reason,
            key: None,
        };
        run.note(self.function.id, did, place);
        Response {
            status,
            ..Response::new(0, AnsweredBy::Lambda, self.function.id, reason)
        }
    }

    fn preflight(&self, run: &mut Run, allowed: bool, at: &Path) -> Response {
        if allowed {
            return self.answer(run, Some(200), Reason::CorsAllowed, Some(at));
        }
        // The browser goes no further without the headers; with which status they are left out is not said.
        let question = "the status with which a function URL leaves out CORS headers";
        let facts = [Fact::new(question)];
        let status = [200, 403]
            .get(run.trial.choose(question, &facts, 2))
            .copied();
        self.answer(run, status, Reason::CorsForbidden, Some(at))
    }

    /// The refusal, where the request may not reach the function.
    fn unauthorized(&self, run: &mut Run, open: bool) -> Option<Response> {
        let request = self.request;
        let auth_at = Some(&self.url.auth_at);
        // Without authentication nobody is told from anybody, whoever signs.
        let caller = if open {
            &Caller::Anonymous
        } else {
            request.caller
        };
        if !open {
            if *caller == Caller::Anonymous {
                let reason = Reason::UnsignedFunctionUrlRequest;
                return Some(self.answer(run, Some(403), reason, auth_at));
            }
            if self.lacks_digest() {
                return Some(self.answer(run, Some(403), Reason::BodyWithoutDigest, auth_at));
            }
        }
        // Each action knows its own key alone:
        // <https://docs.aws.amazon.com/service-authorization/latest/reference/list_lambda.html>.
        let (auth_type, via_url) = ("lambda:functionurlauthtype", "lambda:invokedviafunctionurl");
        let one = |value: &str| Values::One(value.to_owned());
        let mut through_url = self.context(run);
        let mut invoked = through_url.clone();
        through_url.imply(auth_type, one(if open { "NONE" } else { "AWS_IAM" }));
        through_url.imply(via_url, Values::Absent);
        invoked.imply(auth_type, Values::Absent);
        invoked.imply(via_url, one("true"));
        let asked = [
            (
                "lambda:InvokeFunctionUrl",
                through_url,
                Reason::NoInvokeFunctionUrl,
            ),
            ("lambda:InvokeFunction", invoked, Reason::NoInvokeFunction),
        ];
        for (action, context, refused) in asked {
            let target = &self.url.target;
            let ruling = super::decide(run, self.function, target, caller, action, &context);
            let did = Did::Decided {
                action: action.to_owned(),
                verdict: ruling.verdict,
                reason: ruling.reason,
                by: ruling.by.clone(),
            };
            run.note(self.function.id, did, ruling.by.as_ref().map(|by| &by.at));
            let reason = match ruling.verdict {
                Verdict::Allowed => continue,
                Verdict::ExplicitDeny => ruling.reason,
                Verdict::ImplicitDeny => refused,
            };
            let place = ruling.by.as_ref().map(|by| &by.at);
            return Some(self.answer(run, Some(403), reason, place.or(auth_at)));
        }
        None
    }

    /// An origin access control signs without having seen the body, so that the viewer must send the digest of it. The
    /// page says so of PUT and POST; Lambda takes no unsigned payload of other methods either.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html>
    fn lacks_digest(&self) -> bool {
        let request = self.request;
        let signed_on_the_way =
            request.via.is_some() && matches!(request.caller, Caller::Service(_));
        let body = request.body.is_some_and(|body| body.bytes > 0);
        let needed = match request.method {
            Method::Put | Method::Post => true,
            Method::Patch | Method::Delete | Method::Options | Method::Get | Method::Head => body,
        };
        signed_on_the_way && needed && request.headers.get("x-amz-content-sha256").is_none()
    }

    /// What the request carries, beside the keys that one of the two actions knows.
    fn context(&self, run: &Run) -> Context {
        let request = self.request;
        let account = run.world.resources.settings.account.as_str();
        let mut context = request.context.clone();
        let one = |value: &str| Values::One(value.to_owned());
        let https = if request.https { "true" } else { "false" };
        context.imply("aws:securetransport", one(https));
        context.imply("aws:resourceaccount", one(account));
        context.imply("lambda:eventsourcetoken", Values::Absent);
        if let Some(arn) = self.function.arn.as_known() {
            context.imply("lambda:functionarn", one(arn));
        }
        let via = request.via.as_ref().map(|(_, arn)| arn);
        context.set_source(request.caller, via, account);
        context
    }
}
