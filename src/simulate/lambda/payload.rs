//! Whether a request is small enough for a function.

use super::UrlRequest;
use crate::simulate::assumption::Assumption;
use crate::simulate::request::Headers;
use crate::simulate::run::Run;
use crate::template::Fact;

/// The largest payload of a synchronous invocation in bytes: 6 MB, and Lambda counts 1,024 KB for a MB.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution>
const LARGEST: usize = 6 * 1_024 * 1_024;

/// The most bytes of the request line and the values of headers, on the same page.
pub(super) const LARGEST_HEAD: usize = 1_024 * 1_024;

/// How near a body must come to the largest payload before it matters what the rest of the event adds to it.
const NEAR: usize = 64 * 1_024;

/// The bytes of the request line, as far as it is told, and of the values of headers.
pub(super) fn head(request: &UrlRequest) -> usize {
    let values = request.headers.0.iter().map(|(_, value)| value.len());
    request.method.as_str().len() + request.path.len() + values.sum::<usize>()
}

/// Whether Lambda takes a body for text or for bytes, which it hands over in Base64:
/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Text,
    Bytes,
    /// The page does not list the types.
    Untold,
}

fn taken(content_type: Option<&str>) -> Taken {
    let Some(content_type) = content_type else {
        return Taken::Untold;
    };
    let kind = content_type.split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    let (family, name) = kind.split_once('/').unwrap_or((kind.as_str(), ""));
    match family {
        "text" => Taken::Text,
        "image" | "audio" | "video" | "font" => Taken::Bytes,
        "application" => match name {
            "json" | "xml" | "javascript" => Taken::Text,
            "octet-stream" | "pdf" | "zip" | "gzip" => Taken::Bytes,
            _ if name.ends_with("+json") || name.ends_with("+xml") => Taken::Text,
            _ => Taken::Untold,
        },
        _ => Taken::Untold,
    }
}

/// Whether a body of so many bytes fits into a payload.
pub(super) fn fits(run: &mut Run, bytes: usize, headers: &Headers) -> bool {
    let encoded = bytes.div_ceil(3).saturating_mul(4);
    if encoded.saturating_add(NEAR) > LARGEST {
        run.assume(Assumption::PayloadIsTheBody);
    }
    if bytes > LARGEST {
        return false;
    }
    if encoded <= LARGEST {
        return true;
    }
    let content_type = headers.get("content-type");
    match taken(content_type) {
        Taken::Text => true,
        Taken::Bytes => false,
        Taken::Untold => {
            let shown = content_type.unwrap_or("none");
            let question = format!("Lambda takes a body of content type {shown} for text");
            let fact = Fact::new(format!(
                "whether Lambda takes content type {shown} for text"
            ));
            run.trial.whether(&question, &[fact])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, fits};
    use crate::simulate::deployed::{explored, request, world};
    use crate::simulate::request::Headers;
    use crate::template::Explored;

    fn of(bytes: usize, content_type: Option<&str>) -> Option<bool> {
        let world = world(r#"{"Resources":{"X":{"Type":"X::X::X"}}}"#);
        let header = content_type.map(|value| ("Content-Type".to_owned(), value.to_owned()));
        let headers = Headers(header.into_iter().collect());
        match explored(&world, &request(), |run| fits(run, bytes, &headers)) {
            Explored::Always(fits) => Some(fits),
            Explored::Depends { .. } => None,
        }
    }

    #[test]
    fn text_up_to_the_limit_and_bytes_up_to_three_quarters_of_it() {
        let quarter = LARGEST / 4;
        for (bytes, content_type, expected) in [
            (0, None, Some(true)),
            (quarter * 3, None, Some(true)),
            (quarter * 3 + 1, None, None),
            (quarter * 3 + 1, Some("image/jpeg"), Some(false)),
            (quarter * 3, Some("image/jpeg"), Some(true)),
            (
                quarter * 3 + 1,
                Some("application/json; charset=utf-8"),
                Some(true),
            ),
            (LARGEST, Some("application/problem+json"), Some(true)),
            (LARGEST + 1, Some("text/plain"), Some(false)),
            (LARGEST + 1, None, Some(false)),
            (quarter * 4, Some("multipart/form-data; boundary=x"), None),
            (usize::MAX, None, Some(false)),
        ] {
            assert_eq!(
                of(bytes, content_type),
                expected,
                "{bytes} {content_type:?}"
            );
        }
    }
}
