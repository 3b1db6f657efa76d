//! Headers that CloudFront does not let a distribution set, remove or add.

/// `Content-Security-Policy`, which has a setting of its own, may have this many characters
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html>).
pub const CONTENT_SECURITY_POLICY_CHARACTERS: usize = 1_783;

/// Security headers for which a response headers policy has settings: as custom headers they are refused.
const SECURITY: [&str; 6] = [
    "content-security-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "x-xss-protection",
];
/// Headers of answers that stay; after a `*` anything may follow.
const NOT_REMOVED: [&str; 32] = [
    "connection",
    "content-encoding",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "warning",
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
    "x-edge-*",
    "x-forwarded-proto",
    "x-real-ip",
];
/// Headers of requests that CloudFront keeps for itself or the viewer; after a `*` anything may follow.
const NOT_ADDED: [&str; 25] = [
    "cache-control",
    "connection",
    "content-length",
    "cookie",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "max-forwards",
    "pragma",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "range",
    "request-range",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "x-amz-*",
    "x-edge-*",
    "x-real-ip",
];

/// Whether this is `Content-Security-Policy`, in any case.
pub fn is_content_security_policy(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-security-policy")
}

/// Whether a response headers policy takes the header among its custom ones: it does not where it has a setting for it,
/// which is so for security headers and for those of CORS
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html>).
pub fn is_custom_in_answers(name: &str) -> bool {
    !is_among(&SECURITY, name) && !is_among(&["access-control-*"], name)
}

/// Whether a response headers policy removes the header from answers
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#remove-headers-disallowed>).
pub fn is_removed_from_answers(name: &str) -> bool {
    !is_among(&NOT_REMOVED, name)
}

/// Whether CloudFront adds the header to requests to an origin
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-denylist>).
pub fn is_added_to_requests(name: &str) -> bool {
    !is_among(&NOT_ADDED, name)
}

fn is_among(names: &[&str], name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    names.iter().any(|known| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => *known == name,
    })
}

#[cfg(test)]
mod tests {
    use super::{is_added_to_requests, is_custom_in_answers, is_removed_from_answers};

    #[test]
    fn headers_are_compared_without_case_and_some_by_their_beginning() {
        for name in ["X-Frame-Options", "Access-Control-Allow-Origin"] {
            assert!(!is_custom_in_answers(name), "{name}");
        }
        assert!(is_custom_in_answers("Permissions-Policy"));
        for name in ["Via", "X-Amz-Cf-Pop", "x-edge-location"] {
            assert!(!is_removed_from_answers(name), "{name}");
        }
        for name in ["x-amz-version-id", "Server", "Vary"] {
            assert!(is_removed_from_answers(name), "{name}");
        }
        for name in ["Host", "X-Amz-Date"] {
            assert!(!is_added_to_requests(name), "{name}");
        }
        assert!(is_added_to_requests("Origin"));
    }
}
