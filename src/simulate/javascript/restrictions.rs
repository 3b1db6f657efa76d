//! What a function may not do to the request or the answer.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html>

use super::event::{Event, Stage};
use super::fault::Fault;
use super::fields::Fields;
use super::message::{Body, HttpRequest, HttpResponse, Produced};
use crate::aws::limits::cloudfront::URL_BYTES;

/// Headers that functions neither see nor may add; after a `*` anything may follow.
const DISALLOWED: [&str; 30] = [
    "client-cert",
    "client-cert-chain",
    "cloudfront-viewer-cert-pem",
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "trailer",
    "upgrade",
    "x-accel-buffering",
    "x-accel-charset",
    "x-accel-limit-rate",
    "x-accel-redirect",
    "x-amz-cf-*",
    "x-amzn-auth",
    "x-amzn-cf-billing",
    "x-amzn-cf-id",
    "x-amzn-cf-xff",
    "x-amzn-errortype",
    "x-amzn-fle-profile",
    "x-amzn-header-count",
    "x-amzn-header-order",
    "x-amzn-lambda-integration-tag",
    "x-amzn-requestid",
    "x-cache",
    "x-edge-*",
    "x-forwarded-proto",
    "x-real-ip",
];
/// Headers of a request that functions see and may not add, change or remove.
const READ_ONLY_IN_REQUESTS: [&str; 5] = [
    "cdn-loop",
    "content-length",
    "host",
    "transfer-encoding",
    "via",
];
/// Headers of an answer that functions see and may not add, change or remove.
const READ_ONLY_IN_RESPONSES: [&str; 2] = ["warning", "via"];

/// Whether functions see a header, whose name is in lower case.
pub(super) fn is_exposed(name: &str) -> bool {
    !DISALLOWED
        .iter()
        .any(|known| match known.strip_suffix('*') {
            Some(beginning) => name.starts_with(beginning),
            None => *known == name,
        })
}

/// Refuses what a function made of an event although it may not.
pub(super) fn check(event: &Event, produced: &Produced) -> Result<(), Fault> {
    match (produced, &event.stage) {
        (Produced::Request(request), Stage::ViewerRequest) => {
            check_request(&event.request, request)
        }
        (Produced::Request(_), Stage::ViewerResponse(_)) => Err(Fault::RequestForResponse),
        // The page has no list of read-only headers for an answer that a function makes of a request.
        (Produced::Response(response), Stage::ViewerRequest) => check_response(response),
        (Produced::Response(response), Stage::ViewerResponse(before)) => {
            let (before, after) = (&before.headers, &response.headers);
            check_read_only(&READ_ONLY_IN_RESPONSES, before, after)?;
            check_response(response)
        }
    }
}

fn check_request(before: &HttpRequest, after: &HttpRequest) -> Result<(), Fault> {
    if after.method != before.method {
        return Err(Fault::MethodChanged);
    }
    if !after.uri.starts_with('/') {
        return Err(Fault::UriWithoutSlash);
    }
    let query = after.query.as_deref();
    // The `?` counts: it is a character of the URI with its query string.
    let with_mark = query.map_or(0, |query| query.chars().count() + 1);
    if after.uri.chars().count() + with_mark >= URL_BYTES {
        return Err(Fault::UriTooLong);
    }
    let is_foul = |char: char| char == ' ' || char == '#' || char.is_control();
    if after.query != before.query && query.is_some_and(|query| query.contains(is_foul)) {
        return Err(Fault::QueryNotEncoded);
    }
    check_read_only(&READ_ONLY_IN_REQUESTS, &before.headers, &after.headers)?;
    check_names(&after.headers)
}

fn check_response(response: &HttpResponse) -> Result<(), Fault> {
    check_names(&response.headers)?;
    match &response.body {
        Some(Body::Base64(data)) if !is_base64(data) => Err(Fault::BodyNotBase64),
        Some(Body::Base64(_) | Body::Text(_)) | None => Ok(()),
    }
}

fn check_read_only(names: &[&str], before: &Fields, after: &Fields) -> Result<(), Fault> {
    let changed = names
        .iter()
        .find(|name| before.field(name) != after.field(name));
    match changed {
        Some(name) => Err(Fault::ReadOnlyHeader {
            name: (*name).to_owned(),
        }),
        None => Ok(()),
    }
}

fn check_names(headers: &Fields) -> Result<(), Fault> {
    for field in headers.iter() {
        let name = field.name.clone();
        let lower = name.to_ascii_lowercase();
        if !is_exposed(&lower) {
            return Err(Fault::DisallowedHeader { name });
        }
        if lower != name {
            return Err(Fault::HeaderNotInLowerCase { name });
        }
    }
    Ok(())
}

/// Whether a text is Base64, with its padding (<https://www.rfc-editor.org/rfc/rfc4648#section-4>).
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4) && text.len() - digits.len() <= 2 && digits.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::{is_base64, is_exposed};

    #[test]
    fn headers_that_are_not_exposed_are_known_by_name_or_beginning() {
        for name in ["connection", "x-edge-anything", "x-cache", "x-amz-cf-pop"] {
            assert!(!is_exposed(name), "{name}");
        }
        for name in [
            "host",
            "via",
            "x-amz-date",
            "x-cached",
            "cloudfront-viewer-country",
        ] {
            assert!(is_exposed(name), "{name}");
        }
    }

    #[test]
    fn base64_has_its_padding() {
        for text in ["", "aGk=", "aGkh", "YQ==", "+/+/"] {
            assert!(is_base64(text), "{text}");
        }
        for text in ["aGk", "a===", "aG-_", "aGk=aGk=", "hello world!"] {
            assert!(!is_base64(text), "{text}");
        }
    }
}
