//! What of a request reaches the origin: its headers, cookies and query string, and the host it is asked under.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior>

use std::borrow::Cow;

use super::access::Access;
use super::asked::{Asked, cookies, parameters};
use super::behavior::Behavior;
use super::origin::Origin;
use super::policies::{Parts, Policies, RequestPolicy};
use super::selection::Selection;
use crate::aws::Method;
use crate::aws::header::is_added_to_requests;
use crate::aws::managed::Compression;
use crate::simulate::request::Headers;
use crate::simulate::run::Run;
use crate::template::Text;

/// What reaches an origin.
#[derive(Debug)]
pub(super) struct Forwarded {
    /// The headers, without `Host`.
    pub(super) headers: Headers,
    /// The query.
    pub(super) query: Option<String>,
    /// The host name it is asked under.
    pub(super) host: Text,
    /// Whether that is the one of the viewer.
    pub(super) is_viewers_host: bool,
    /// Whether the viewer's `Authorization` would reach it.
    pub(super) passes_authorization: bool,
    /// Whether a signature in the query would reach it.
    pub(super) passes_signed_query: bool,
}

/// The parameters by which URLs are signed for `CloudFront`, which takes them out:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html>.
const SIGNED_URL: [&str; 4] = ["Expires", "Key-Pair-Id", "Policy", "Signature"];

/// Headers that never reach an origin, whatever a policy says.
const HOP_BY_HOP: [&str; 11] = [
    "connection",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "upgrade",
    "x-forwarded-proto",
    "x-real-ip",
];

/// Headers that reach an origin unasked.
const PASSED_ON: [&str; 19] = [
    "cache-control",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "from",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "max-forwards",
    "pragma",
    "range",
    "request-range",
    "transfer-encoding",
    "via",
    "warning",
    "x-forwarded-for",
];

/// Headers that the legacy settings take away unless they are listed; they pass on all others, `Origin` among them.
const REMOVED: [&str; 7] = [
    "accept",
    "accept-charset",
    "accept-language",
    "expect",
    "referer",
    "x-http-method-override",
    "cookie",
];

impl Forwarded {
    /// What of a request that a behavior takes reaches an origin.
    pub(super) fn new(run: &mut Run, behavior: &Behavior, origin: &Origin, asked: &Asked) -> Self {
        let policies = &behavior.policies;
        let nothing;
        let besides = match &policies.request {
            RequestPolicy::Parts(parts) => Cow::Borrowed(parts),
            RequestPolicy::None => {
                nothing = Parts::none();
                Cow::Borrowed(&nothing)
            }
            RequestPolicy::Open { name, facts } => {
                let question = format!("what {name} passes on");
                Cow::Owned(match run.trial.choose(&question, facts, 3) {
                    0 => Parts::none(),
                    1 => Parts::all_but_host(),
                    _ => Parts::all(),
                })
            }
        };
        let taking = Taking {
            policies,
            besides: &besides,
        };
        let is_viewers_host = origin.host.is_none() && taking.takes_host(run, origin);
        let host = match &origin.host {
            Some(host) => host.clone(),
            None if is_viewers_host => Text::from(asked.host),
            None => origin.domain.clone(),
        };
        let passes_authorization = taking.takes_authorization(run, behavior, asked.method);
        let signature = "X-Amz-Signature";
        Self {
            query: taking.query(run, asked, !behavior.signers.is_empty()),
            headers: taking.headers(run, origin, asked, passes_authorization),
            host,
            is_viewers_host,
            passes_authorization,
            passes_signed_query: taking.takes(run, |parts| &parts.queries, signature),
        }
    }

    /// Takes out the viewer's `Authorization`, which a signature of `CloudFront` replaces.
    pub(super) fn replace_authorization(&mut self) {
        let headers = &mut self.headers.0;
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
    }
}

/// What a behavior takes of a request: what is in the cache key, and what it passes on besides.
struct Taking<'a> {
    policies: &'a Policies,
    besides: &'a Parts,
}

impl Taking<'_> {
    fn takes(&self, run: &mut Run, part: impl Fn(&Parts) -> &Selection, name: &str) -> bool {
        part(&self.policies.key).contains(run, name) || part(self.besides).contains(run, name)
    }

    fn takes_header(&self, run: &mut Run, name: &str) -> bool {
        self.takes(run, |parts| &parts.headers, name)
    }

    /// The host of the viewer, or that of the origin, which is the rule. In the cache key of a bucket it does not count.
    fn takes_host(&self, run: &mut Run, origin: &Origin) -> bool {
        let by_key = !origin.is_bucket_by_rest() && self.policies.key.headers.contains(run, "host");
        by_key || self.besides.headers.contains(run, "host")
    }

    /// Reads lose it unless a policy names it; writes keep it, and so does OPTIONS where its answers are not kept.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-forward-authorization>
    fn takes_authorization(&self, run: &mut Run, behavior: &Behavior, method: Method) -> bool {
        self.takes_header(run, "authorization")
            || match method {
                Method::Get | Method::Head => false,
                Method::Options => !behavior.cached.contains(run, Method::Options),
                Method::Put | Method::Post | Method::Patch | Method::Delete => true,
            }
    }

    fn headers(
        &self,
        run: &mut Run,
        origin: &Origin,
        asked: &Asked,
        passes_authorization: bool,
    ) -> Headers {
        let mut headers: Vec<(String, String)> = Vec::new();
        for (name, value) in &asked.headers.0 {
            let lower = name.to_ascii_lowercase();
            let value = match lower.as_str() {
                "authorization" => passes_authorization.then(|| value.clone()),
                "cookie" => self.cookies(run, value),
                "accept-encoding" => self.encodings(run, value),
                "user-agent" => self.takes_header(run, &lower).then(|| value.clone()),
                // Where the control signs for the viewer it needs the digest of the body:
                // <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html>.
                "x-amz-content-sha256" if matches!(origin.access, Access::Control(_)) => {
                    Some(value.clone())
                }
                _ => self.passes(run, &lower).then(|| value.clone()),
            };
            headers.extend(value.map(|value| (name.clone(), value)));
        }
        if !headers.iter().any(|(name, _)| is(name, "user-agent")) {
            headers.push(("User-Agent".to_owned(), "Amazon CloudFront".to_owned()));
        }
        for (name, value) in &origin.custom_headers {
            if is_added_to_requests(name) {
                headers.retain(|(known, _)| !is(known, name));
                headers.push((name.clone(), value.clone()));
            }
        }
        Headers(headers)
    }

    /// Whether a header reaches the origin that has no rule of its own.
    fn passes(&self, run: &mut Run, lower: &str) -> bool {
        if HOP_BY_HOP.contains(&lower) || lower.starts_with("x-edge-") {
            return false;
        }
        if PASSED_ON.contains(&lower) || self.takes_header(run, lower) {
            return true;
        }
        self.policies.legacy && !REMOVED.contains(&lower) && !lower.starts_with("cloudfront-")
    }

    /// The cookies that reach the origin.
    fn cookies(&self, run: &mut Run, header: &str) -> Option<String> {
        let (key, besides) = (&self.policies.key.cookies, &self.besides.cookies);
        if key.is_all() || besides.is_all() {
            return Some(header.to_owned());
        }
        if key.is_none() && besides.is_none() {
            return None;
        }
        let mut kept = Vec::new();
        for (name, value) in cookies(header) {
            if self.takes(run, |parts| &parts.cookies, name) {
                kept.push(format!("{name}={value}"));
            }
        }
        (!kept.is_empty()).then(|| kept.join("; "))
    }

    /// `Accept-Encoding` in the normal form that stands in the cache key.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html#cache-policy-compressed-objects>
    fn encodings(&self, run: &mut Run, value: &str) -> Option<String> {
        let has = |encoding: &str| {
            let mut items = value.split(',');
            items.any(|item| is(item.split(';').next().unwrap_or_default().trim(), encoding))
        };
        let compression = self.policies.compression;
        if compression == Compression::None && !self.policies.legacy {
            let takes = self.takes_header(run, "accept-encoding");
            return takes.then(|| value.to_owned());
        }
        let brotli = has("br") && compression != Compression::Gzip;
        let normal = match (brotli, has("gzip")) {
            (true, true) => "br,gzip",
            (true, false) => "br",
            (false, true) => "gzip",
            (false, false) if self.policies.legacy => return None,
            (false, false) => "identity",
        };
        Some(normal.to_owned())
    }

    /// The query that reaches the origin; where URLs are signed for `CloudFront`, without what signs them.
    fn query(&self, run: &mut Run, asked: &Asked, is_restricted: bool) -> Option<String> {
        let query = asked.query.as_deref()?;
        let (key, besides) = (&self.policies.key.queries, &self.besides.queries);
        if key.is_none() && besides.is_none() {
            return None;
        }
        let takes_all = key.is_all() || besides.is_all();
        if takes_all && !is_restricted {
            return Some(query.to_owned());
        }
        let mut kept = Vec::new();
        for (name, value) in parameters(query) {
            if is_restricted && SIGNED_URL.contains(&name) {
                continue;
            }
            if takes_all || self.takes(run, |parts| &parts.queries, name) {
                kept.push(match value {
                    Some(value) => format!("{name}={value}"),
                    None => name.to_owned(),
                });
            }
        }
        (!kept.is_empty()).then(|| kept.join("&"))
    }
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}
