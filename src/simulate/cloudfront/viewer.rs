//! The way of a viewer's request through a distribution.

use std::borrow::Cow;

use super::asked::Asked;
use super::behavior::{Behavior, ViewerProtocol};
use super::cache::Kept;
use super::distribution::{Distribution, Restriction};
use super::error_pages::{self, Failed, StandIn};
use super::fetch::{self, Fetched};
use super::functions::Event;
use crate::aws::limits::cloudfront::{REQUEST_BYTES, URL_BYTES};
use crate::aws::{Method, normalize};
use crate::diag::Path;
use crate::simulate::answer::{AnsweredBy, Cache, Response};
use crate::simulate::assumption::Assumption;
use crate::simulate::hop::Did;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::template::Fact;

/// What the distribution answers to a request.
pub(super) fn respond(run: &mut Run, distribution: &Distribution, asked: Asked) -> Response {
    let way = Way { distribution };
    match way.answer(run, asked) {
        Ok(response) | Err(response) => response,
    }
}

/// The way through a distribution. A step that ends it gives its answer as the error.
struct Way<'a> {
    distribution: &'a Distribution,
}

/// Whether a custom error page stands in for a refusal of the distribution itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// A page says so.
    StandsIn,
    /// No page says so, and it is taken not to.
    NotSaid,
    /// The connection ends, or nothing is there that could stand in.
    Never,
}

impl<'a> Way<'a> {
    fn answer(&self, run: &mut Run, mut asked: Asked) -> Result<Response, Response> {
        self.admit(run, &asked)?;
        self.pass_country(run, &asked)?;
        self.pass_web_acl(run, &asked)?;
        let behavior = self.choose(run, &asked);
        self.pass_protocol(run, behavior, &asked)?;
        self.pass_method(run, behavior, &asked)?;
        self.pass_signature(run, behavior, &asked)?;
        self.take_root_object(run, behavior, &mut asked)?;
        let functions = &behavior.functions;
        functions.pass_lambda(run, self.distribution.id, Event::ViewerRequest);
        let mut given = run
            .request
            .facts
            .origin_status
            .filter(|_| asked.is_of_viewer);
        let fetched = fetch::from(run, self.distribution, behavior, &asked, &mut given);
        Ok(self.finish(run, behavior, &asked, fetched))
    }

    /// Refuses a request here.
    fn refuse(
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

    /// Whether the distribution takes requests at all, and one of this size.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html#DownloadDistValuesEnabled>,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomMaxRequestStringLength>
    fn admit(&self, run: &mut Run, asked: &Asked) -> Result<(), Response> {
        let distribution = self.distribution;
        if distribution
            .tenants_only
            .holds(run, "only tenants are served is")
        {
            run.hinges_on(Fact::new("tenants of the distribution"));
        }
        if !distribution
            .enabled
            .holds(run, "the distribution is enabled is")
        {
            let why = (403, Reason::DistributionDisabled);
            let place = Some(&distribution.enabled_at);
            return Err(self.refuse(run, asked, why, place, Page::Never));
        }
        let scheme = if asked.https { "https://" } else { "http://" };
        let query = asked.query.as_ref().map_or(0, |query| query.len() + 1);
        let target = asked.path.len() + query;
        if scheme.len() + asked.host.len() + target > URL_BYTES {
            let why = (414, Reason::UrlTooLong);
            return Err(self.refuse(run, asked, why, None, Page::Never));
        }
        // As on the wire: each header has `: ` and an end of line, and so has the first line, with the version.
        let headers = asked.headers.0.iter();
        let headers: usize = headers
            .map(|(name, value)| name.len() + value.len() + 4)
            .sum();
        let first = asked.method.as_str().len() + target + " ".len() + " HTTP/1.1\r\n".len();
        if first + headers > REQUEST_BYTES {
            let why = (494, Reason::RequestTooLarge);
            return Err(self.refuse(run, asked, why, None, Page::Never));
        }
        Ok(())
    }

    /// Whether the viewer is in a country that is served. Where `CloudFront` cannot tell the country it serves.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html>
    fn pass_country(&self, run: &mut Run, asked: &Asked) -> Result<(), Response> {
        let countries = &self.distribution.countries;
        let restriction = countries.restriction.settle(
            run,
            "restriction of countries",
            &Restriction::ALL,
            Restriction::None,
        );
        let allowed_if_listed = match restriction {
            Restriction::None => return Ok(()),
            Restriction::Allowed => true,
            Restriction::Denied => false,
        };
        let is_listed = match asked.headers.get("cloudfront-viewer-country") {
            Some(country) => countries
                .listed
                .any(run, country, |listed| listed == country),
            None => {
                let fact = Fact::new("country of the viewer");
                let question = "the viewer is in a country that is listed";
                run.trial.whether(question, &[fact])
            }
        };
        if is_listed == allowed_if_listed {
            return Ok(());
        }
        let why = (403, Reason::BlockedByCountry);
        Err(self.refuse(run, asked, why, Some(&countries.at), Page::StandsIn))
    }

    /// Whether the web ACL lets the request through; its rules are not looked at.
    ///
    /// <https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-waf-use-cases.html#cloudfront-features-custom-error-pages>
    fn pass_web_acl(&self, run: &mut Run, asked: &Asked) -> Result<(), Response> {
        let Some((acl, at)) = &self.distribution.web_acl else {
            return Ok(());
        };
        let fact = Fact::new(format!("web ACL {acl}"));
        let question = format!("{fact} lets the request through");
        if run.trial.whether(&question, &[fact]) {
            return Ok(());
        }
        let why = (403, Reason::BlockedByWebAcl);
        Err(self.refuse(run, asked, why, Some(at), Page::StandsIn))
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
        if path.contains('%') && !behaviors.ordered.is_empty() {
            let decoded = normalize(&decoded(&path));
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

    /// What the behavior does with plain http.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html#configure-cloudfront-HTTPS-viewers>
    fn pass_protocol(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
    ) -> Result<(), Response> {
        if asked.https {
            return Ok(());
        }
        let (all, default) = (ViewerProtocol::ALL, ViewerProtocol::AllowAll);
        let name = "viewer protocol policy";
        let protocol = behavior.protocol.settle(run, name, &all, default);
        let status = match (protocol, asked.method) {
            (ViewerProtocol::AllowAll, _) => return Ok(()),
            (ViewerProtocol::HttpsOnly, _) => None,
            (ViewerProtocol::RedirectToHttps, Method::Get | Method::Head) => Some(301),
            (
                ViewerProtocol::RedirectToHttps,
                Method::Options | Method::Put | Method::Post | Method::Patch | Method::Delete,
            ) => (!asked.http_1_0).then_some(307),
        };
        if !behavior.allowed.contains(run, asked.method) {
            run.assume(Assumption::ProtocolBeforeMethod);
        }
        let place = Some(&behavior.protocol_at);
        let Some(status) = status else {
            let why = (403, Reason::HttpsOnly);
            return Err(self.refuse(run, asked, why, place, Page::NotSaid));
        };
        let location = format!("https://{}{}", asked.host, asked.path_and_query());
        let reason = Reason::RedirectedToHttps;
        let at = Some(self.distribution.id);
        let did = Did::Redirected {
            status,
            location: location.clone(),
            reason,
        };
        run.note(at, did, place);
        let mut response = Response::new(status, AnsweredBy::CloudFront, at, reason);
        response.location = Some(location);
        Err(response)
    }

    /// Whether the behavior allows the method. A GET has no body.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-invalid-method.html>,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustom-get-body>
    fn pass_method(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
    ) -> Result<(), Response> {
        if !behavior.allowed.contains(run, asked.method) {
            let why = (403, Reason::MethodNotAllowed);
            let place = Some(&behavior.allowed_at);
            return Err(self.refuse(run, asked, why, place, Page::NotSaid));
        }
        if asked.method == Method::Get && asked.body.is_some_and(|body| body.bytes > 0) {
            let why = (403, Reason::BodyOnGet);
            let place = Some(&behavior.at);
            return Err(self.refuse(run, asked, why, place, Page::NotSaid));
        }
        Ok(())
    }

    /// Whether the request is signed for `CloudFront`, where the behavior takes signed ones alone; OPTIONS need not be.
    /// A URL with any of the parameters counts as signed, and its cookies are not looked at then.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html#private-content-how-signed-urls-work>,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html>
    fn pass_signature(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
    ) -> Result<(), Response> {
        if behavior.signers.is_empty() || asked.method == Method::Options {
            return Ok(());
        }
        let open = &behavior.signers.open;
        if behavior.signers.known.is_empty() {
            // A parameter for the whole list, which may be empty.
            let facts = behavior.signers.facts();
            let list: Vec<String> = open.iter().map(ToString::to_string).collect();
            let question = format!("anybody signs of `{}`", list.join("`, `"));
            if !run.trial.whether(&question, &facts) {
                return Ok(());
            }
        }
        let in_url = Signed::find(|name| asked.parameters().any(|(known, _)| known == name));
        let signed = if in_url == Signed::Not {
            Signed::find(|name| {
                let named = |known: &str| known.strip_prefix("CloudFront-") == Some(name);
                asked.cookies().any(|(known, _)| named(known))
            })
        } else {
            in_url
        };
        let reason = match signed {
            Signed::Not => Reason::UnsignedRequest,
            Signed::InPart => Reason::BadSignature,
            Signed::Whole => {
                let fact = Fact::new("signature of the request");
                let question = "the signature of the request is valid";
                if run.trial.whether(question, &[fact]) {
                    return Ok(());
                }
                Reason::BadSignature
            }
        };
        let place = Some(&behavior.signers_at);
        Err(self.refuse(run, asked, (403, reason), place, Page::StandsIn))
    }

    /// Puts the default root object in the place of `/`, and one in a folder in the place of that folder too.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html#DefaultRootObjectHow>
    fn take_root_object(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &mut Asked,
    ) -> Result<(), Response> {
        let Some((object, at)) = &self.distribution.root_object else {
            return Ok(());
        };
        let object_text = object.to_string();
        let is_root = asked.path == "/" || is_folder_of(&asked.path, &object_text);
        if !is_root {
            return Ok(());
        }
        for fact in object.facts() {
            run.hinges_on(fact.clone());
        }
        if object
            .as_known()
            .is_some_and(|object| !is_root_object(object))
        {
            let why = (400, Reason::InvalidDefaultRootObject);
            return Err(self.refuse(run, asked, why, Some(at), Page::StandsIn));
        }
        let path = format!("/{object_text}");
        let (other, _) = self.distribution.behaviors.choose(run, &normalize(&path));
        if !std::ptr::eq(other, behavior) {
            run.assume(Assumption::BehaviorBeforeRootObject);
        }
        let did = Did::UsedDefaultRootObject {
            object: object_text,
        };
        run.note(Some(self.distribution.id), did, Some(at));
        asked.path = Cow::Owned(path);
        Ok(())
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
        let by_bucket = fetched.by_bucket(distribution);
        let Fetched {
            mut response,
            origin,
        } = fetched;
        let status = response.status;
        if let Some(status @ 400..) = status {
            let uri = response.origin_uri.clone().unwrap_or_default();
            let failed = Failed {
                status,
                asked,
                from: origin.map(|origin| (origin, uri.as_str())),
            };
            if let Some(page) = error_pages::stand_in(run, distribution, &failed) {
                return self.with_page(run, behavior, asked, (status, by_bucket), page);
            }
        } else {
            let functions = &behavior.functions;
            functions.pass_lambda(run, distribution.id, Event::ViewerResponse);
        }
        if origin.is_some() {
            response.cache = self.kept(run, behavior, asked.method, status, by_bucket);
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
                error_seconds: 0,
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

/// How much of a signature for `CloudFront` a request has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signed {
    /// None of it.
    Not,
    /// Something is missing.
    InPart,
    /// All of it.
    Whole,
}

impl Signed {
    /// Looks for the names of the parameters; those of the cookies have `CloudFront-` before them.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html>
    fn find(has: impl Fn(&str) -> bool) -> Self {
        let policy = has("Expires") || has("Policy");
        match (policy, has("Signature"), has("Key-Pair-Id")) {
            (true, true, true) => Self::Whole,
            (false, false, false) if !has("Hash-Algorithm") => Self::Not,
            (_, _, _) => Self::InPart,
        }
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
        match escape {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
