//! The condition keys that follow from a request to a bucket.
//!
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html>

use super::BucketRequest;
use super::key::decode;
use super::query::Query;
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::request::{Headers, Values};

/// Beginnings of the keys that come of headers or of an access point.
const FROM_HEADERS: &str = "s3:x-amz-";
const FROM_TAGS: &str = "s3:requestobjecttag";
const FROM_ACCESS_POINTS: &str = "s3:dataaccesspoint";

/// The digest of the body, which whoever signs may have added.
const DIGEST: &str = "s3:x-amz-content-sha256";

/// The context of a request: what came with it, and what follows from its headers, its query and its caller.
///
/// `s3:signatureAge`, `s3:TlsVersion`, `s3:ExistingObjectTag/…` and `s3:BucketTag/…` stay unknown.
pub(super) fn context(request: &BucketRequest, query: Query, owner: &str) -> Context {
    let mut context = request.context.clone();
    context.reserve(24);
    let one = |value: &str| Values::One(value.to_owned());
    let or_absent = |value: Option<&str>| value.map_or(Values::Absent, one);
    context.imply(
        "aws:securetransport",
        one(if request.https { "true" } else { "false" }),
    );
    context.imply("s3:resourceaccount", one(owner));
    context.imply("aws:resourceaccount", one(owner));
    signature(&mut context, request, query);
    let via = request.via.as_ref().map(|(_, arn)| arn);
    context.set_source(request.caller, via, owner);
    from_headers(&mut context, request.headers);
    let unsigned = *request.caller == Caller::Anonymous;
    let except: &[&str] = if unsigned { &[] } else { &[DIGEST] };
    context.absent_below(FROM_HEADERS, except);
    tags(&mut context, request.headers.get("x-amz-tagging"));
    context.absent_below(FROM_ACCESS_POINTS, &[]);
    context.imply("s3:accesspointnetworkorigin", Values::Absent);
    context.imply("s3:if-match", or_absent(request.headers.get("if-match")));
    context.imply(
        "s3:if-none-match",
        or_absent(request.headers.get("if-none-match")),
    );
    for (name, key) in [
        ("prefix", "s3:prefix"),
        ("delimiter", "s3:delimiter"),
        ("max-keys", "s3:max-keys"),
        ("versionId", "s3:versionid"),
    ] {
        context.imply(key, or_absent(query.value(name).as_deref()));
    }
    if let Some(referer) = request.headers.get("referer") {
        context.imply("aws:referer", one(referer));
    } else if request.via.is_some() {
        // By way of a distribution, the headers are those that it sends.
        context.imply("aws:referer", Values::Absent);
    }
    if let Some(agent) = request.headers.get("user-agent") {
        context.imply("aws:useragent", one(agent));
    }
    context
}

/// How a request is signed: <https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html>.
fn signature(context: &mut Context, request: &BucketRequest, query: Query) {
    let one = |value: &str| Values::One(value.to_owned());
    if *request.caller == Caller::Anonymous {
        for key in ["s3:authtype", "s3:signatureversion", "s3:signatureage"] {
            context.imply(key, Values::Absent);
        }
        return;
    }
    let place = if request.presigned {
        "REST-QUERY-STRING"
    } else {
        "REST-HEADER"
    };
    context.imply("s3:authtype", one(place));
    let version = if let Some(algorithm) = query.value("X-Amz-Algorithm") {
        Some(Values::One(algorithm.into_owned()))
    } else if query.has("AWSAccessKeyId") {
        Some(one("AWS"))
    } else if request.via.is_some() && matches!(request.caller, Caller::Service(_)) {
        // An origin access control signs by version 4 alone.
        Some(one("AWS4-HMAC-SHA256"))
    } else {
        None
    };
    if let Some(version) = version {
        context.imply("s3:signatureversion", version);
    }
}

/// The tags that a request gives to its object, as in the query of a form.
fn tags(context: &mut Context, header: Option<&str>) {
    if let Some(header) = header {
        let mut keys = Vec::new();
        for (name, value) in Query::of(Some(header)).pairs() {
            let value =
                decode(value).map_or_else(|| value.to_owned(), std::borrow::Cow::into_owned);
            let key = format!("{FROM_TAGS}/{}", name.to_ascii_lowercase());
            context.imply(key, Values::One(value));
            keys.push(name.into_owned());
        }
        context.imply("s3:requestobjecttagkeys", Values::Many(keys));
    }
    context.absent_below(FROM_TAGS, &[]);
}

/// `s3:x-amz-…`, of the headers that were sent.
///
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys>
fn from_headers(context: &mut Context, headers: &Headers) {
    for (name, value) in &headers.0 {
        if name.len() > 6 && name.as_bytes()[..6].eq_ignore_ascii_case(b"x-amz-") {
            let key = format!("s3:{}", name.to_ascii_lowercase());
            context.imply(key, Values::One(value.clone()));
        }
    }
}

/// The same for an action of which the headers were given: then there are no others.
pub(super) fn of_an_action(context: &mut Context, headers: &Headers) {
    if !headers.0.is_empty() {
        from_headers(context, headers);
        context.absent_below(FROM_HEADERS, &[DIGEST]);
    }
}

#[cfg(test)]
mod tests;
