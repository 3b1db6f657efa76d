//! The condition keys that follow from a request to a bucket.
//!
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html>

use super::BucketRequest;
use super::key::decode;
use super::query::Query;
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::request::Values;

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
    source(&mut context, request, owner);
    for (name, value) in &request.headers.0 {
        if name.len() > 6 && name.as_bytes()[..6].eq_ignore_ascii_case(b"x-amz-") {
            let key = format!("s3:{}", name.to_ascii_lowercase());
            context.imply(key, one(value));
        }
    }
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

/// Through which resource a service asks; requests that no service makes carry none of these keys.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn>
fn source(context: &mut Context, request: &BucketRequest, owner: &str) {
    match (request.caller, &request.via) {
        (Caller::Service(_), Some((_, arn))) => {
            if let Some(arn) = arn.as_known() {
                context.imply("aws:sourcearn", Values::One(arn.to_owned()));
            }
            context.imply("aws:sourceaccount", Values::One(owner.to_owned()));
        }
        (Caller::Service(_), None) => {}
        (
            Caller::Anonymous
            | Caller::Role(_)
            | Caller::User(_)
            | Caller::Account(_)
            | Caller::OriginAccessIdentity(_),
            _,
        ) => {
            context.imply("aws:sourcearn", Values::Absent);
            context.imply("aws:sourceaccount", Values::Absent);
        }
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

#[cfg(test)]
mod tests;
