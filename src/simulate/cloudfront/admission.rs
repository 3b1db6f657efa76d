//! What a distribution refuses or sends elsewhere before it asks an origin.

use std::ops::ControlFlow;

use super::asked::Asked;
use super::behavior::{Behavior, ViewerProtocol};
use super::distribution::Restriction;
use super::viewer::{Page, Way};
use crate::aws::Method;
use crate::aws::limits::cloudfront::{REQUEST_BYTES, URL_BYTES};
use crate::simulate::answer::{AnsweredBy, Response};
use crate::simulate::assumption::Assumption;
use crate::simulate::hop::Did;
use crate::simulate::reason::Reason;
use crate::simulate::request::What;
use crate::simulate::run::Run;
use crate::template::Fact;

impl Way<'_> {
    /// Whether the distribution takes requests at all, and one of this size.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html#DownloadDistValuesEnabled>,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomMaxRequestStringLength>
    pub(super) fn admit(&self, run: &mut Run, asked: &Asked) -> ControlFlow<Response> {
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
            return ControlFlow::Break(self.refuse(run, asked, why, place, Page::Never));
        }
        let query = asked.query.as_ref().map_or(0, |query| query.len() + 1);
        let target = asked.path.len() + query;
        if target > URL_BYTES {
            let why = (414, Reason::UrlTooLong);
            return ControlFlow::Break(self.refuse(run, asked, why, None, Page::Never));
        }
        // As on the wire: each header has `: ` and an end of line, and so has the first line, with the version.
        let headers = asked.headers.0.iter();
        let headers: usize = headers
            .map(|(name, value)| name.len() + value.len() + 4)
            .sum();
        let first = asked.method.as_str().len() + target + " ".len() + " HTTP/1.1\r\n".len();
        if first + headers > REQUEST_BYTES {
            let why = (494, Reason::RequestTooLarge);
            return ControlFlow::Break(self.refuse(run, asked, why, None, Page::Never));
        }
        ControlFlow::Continue(())
    }

    /// Whether the viewer is in a country that is served. Where `CloudFront` cannot tell the country it serves.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html>
    pub(super) fn pass_country(&self, run: &mut Run, asked: &Asked) -> ControlFlow<Response> {
        let countries = &self.distribution.countries;
        let restriction = countries.restriction.settle(
            run,
            "restriction of countries",
            &Restriction::ALL,
            Restriction::None,
        );
        let allowed_if_listed = match restriction {
            Restriction::None => return ControlFlow::Continue(()),
            Restriction::Allowed => true,
            Restriction::Denied => false,
        };
        let country = asked.headers.get("cloudfront-viewer-country");
        let is_listed = if let Some(country) = country {
            let is = |listed: &str| listed == country;
            countries.listed.any(run, country, is)
        } else {
            let fact = Fact::new("country of the viewer");
            let question = format!("{fact} is one of {}", countries.listed.known.join(", "));
            run.trial.whether(&question, &[fact])
        };
        if is_listed == allowed_if_listed {
            return ControlFlow::Continue(());
        }
        let why = (403, Reason::BlockedByCountry);
        ControlFlow::Break(self.refuse(run, asked, why, Some(&countries.at), Page::StandsIn))
    }

    /// Whether the web ACL lets the request through; its rules are not looked at.
    ///
    /// <https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-waf-use-cases.html#cloudfront-features-custom-error-pages>
    pub(super) fn pass_web_acl(&self, run: &mut Run, asked: &Asked) -> ControlFlow<Response> {
        let Some(acl) = &self.distribution.web_acl else {
            return ControlFlow::Continue(());
        };
        let lets_through = acl.lets_through.unwrap_or_else(|| {
            let fact = Fact::new(format!("web ACL {}", acl.arn));
            let question = format!("{fact} lets the request through");
            run.trial.whether(&question, &[fact])
        });
        if lets_through {
            return ControlFlow::Continue(());
        }
        let why = (403, Reason::BlockedByWebAcl);
        ControlFlow::Break(self.refuse(run, asked, why, Some(&acl.at), Page::StandsIn))
    }

    /// What the behavior does with plain http.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html#configure-cloudfront-HTTPS-viewers>
    pub(super) fn pass_protocol(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
    ) -> ControlFlow<Response> {
        if asked.https {
            return ControlFlow::Continue(());
        }
        let (all, default) = (ViewerProtocol::ALL, ViewerProtocol::AllowAll);
        let name = "viewer protocol policy";
        let protocol = behavior.protocol.settle(run, name, &all, default);
        let status = match (protocol, asked.method) {
            (ViewerProtocol::AllowAll, _) => return ControlFlow::Continue(()),
            (ViewerProtocol::HttpsOnly, _) => None,
            (ViewerProtocol::RedirectToHttps, Method::Get | Method::Head) => Some(301),
            (
                ViewerProtocol::RedirectToHttps,
                Method::Options | Method::Put | Method::Post | Method::Patch | Method::Delete,
            ) => (!asked.http_1_0).then_some(307),
        };
        let is_other = match &run.request.what {
            What::Http(http) => asked.is_of_viewer && http.other_method,
            What::Action { .. } => false,
        };
        if is_other || !behavior.allowed.contains(run, asked.method) {
            run.assume(Assumption::ProtocolBeforeMethod);
        }
        let place = Some(&behavior.protocol_at);
        let Some(status) = status else {
            let why = (403, Reason::HttpsOnly);
            return ControlFlow::Break(self.refuse(run, asked, why, place, Page::NotSaid));
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
        ControlFlow::Break(response)
    }

    /// Whether the behavior allows the method. A GET has no body.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-invalid-method.html>,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustom-get-body>
    pub(super) fn pass_method(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
    ) -> ControlFlow<Response> {
        let is_other = match &run.request.what {
            What::Http(http) => asked.is_of_viewer && http.other_method,
            What::Action { .. } => false,
        };
        if is_other || !behavior.allowed.contains(run, asked.method) {
            let why = (403, Reason::MethodNotAllowed);
            let place = Some(&behavior.allowed_at);
            return ControlFlow::Break(self.refuse(run, asked, why, place, Page::NotSaid));
        }
        if asked.method == Method::Get && asked.body.is_some_and(|body| body.bytes > 0) {
            let why = (403, Reason::BodyOnGet);
            let place = Some(&behavior.at);
            return ControlFlow::Break(self.refuse(run, asked, why, place, Page::NotSaid));
        }
        ControlFlow::Continue(())
    }

    /// Whether the request is signed for `CloudFront`, where the behavior takes signed ones alone; OPTIONS need not be.
    /// A URL with any of the parameters counts as signed, and its cookies are not looked at then.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html#private-content-how-signed-urls-work>,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-choosing-signed-urls-cookies.html>
    pub(super) fn pass_signature(
        &self,
        run: &mut Run,
        behavior: &Behavior,
        asked: &Asked,
    ) -> ControlFlow<Response> {
        if behavior.signers.is_empty() || asked.method == Method::Options {
            return ControlFlow::Continue(());
        }
        let open = &behavior.signers.open;
        if behavior.signers.known.is_empty() {
            // A parameter for the whole list, which may be empty.
            let facts = behavior.signers.facts();
            let list: Vec<String> = open.iter().map(ToString::to_string).collect();
            let question = format!("anybody signs of `{}`", list.join("`, `"));
            if !run.trial.whether(&question, &facts) {
                return ControlFlow::Continue(());
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
                    return ControlFlow::Continue(());
                }
                Reason::BadSignature
            }
        };
        let place = Some(&behavior.signers_at);
        ControlFlow::Break(self.refuse(run, asked, (403, reason), place, Page::StandsIn))
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
