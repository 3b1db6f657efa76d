//! How a function can fail, and what the viewer gets then.

use std::fmt;

use super::syntax::{Feature, Position};

/// A failure of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The code is larger than a function may be.
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// The code is no JavaScript.
    DoesNotParse {
        /// What is wrong, in the engine's words.
        message: String,
        /// Where, if the engine says it.
        at: Option<Position>,
    },
    /// The code uses what the page of its runtime says is not supported.
    NotSupported {
        /// What that is.
        feature: Feature,
        /// Where.
        at: Position,
    },
    /// There is no function called `handler`.
    NoHandler,
    /// The code threw.
    Threw {
        /// The error's name and message.
        message: String,
    },
    /// The handler returned a promise that is never settled.
    NeverSettled,
    /// The code goes on for longer than any function may.
    OverSteps,
    /// The code needs more memory than any function may have.
    OverMemory,
    /// The handler returned something that is neither a request nor a response.
    NeitherRequestNorResponse {
        /// What it returned.
        found: String,
    },
    /// A function that runs before the answer goes to the viewer returned a request.
    RequestForResponse,
    /// A part of what the handler returned does not have the structure of the event.
    Malformed {
        /// The part, as in `headers.location.value`.
        part: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// The handler changed the method, which is read-only.
    MethodChanged,
    /// The handler added, changed or removed a header that is read-only.
    ReadOnlyHeader {
        /// The header.
        name: String,
    },
    /// The handler added a header that functions cannot add.
    DisallowedHeader {
        /// The header.
        name: String,
    },
    /// The handler added a header whose name is not in lower case.
    HeaderNotInLowerCase {
        /// The header.
        name: String,
    },
    /// The path does not begin with `/`.
    UriWithoutSlash,
    /// Path and query string have 8,192 characters or more.
    UriTooLong,
    /// The query string has a space, a control character or a `#`.
    QueryNotEncoded,
    /// The body is said to be Base64, and is not.
    BodyNotBase64,
}

impl Fault {
    /// The status that the viewer gets; none where AWS does not say what comes of the fault.
    ///
    /// A function that does not complete answers 503
    /// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html>). One that
    /// completes and returns what is no valid event has a validation error
    /// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-functions.html>), and that is 502
    /// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html#http-502-cloudfront-function-validation-error>);
    /// the page names headers, the rest is inferred. Code that cannot run at all may be refused before it is published.
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::TooLarge { .. } | Self::DoesNotParse { .. } | Self::NotSupported { .. } => None,
            Self::NoHandler
            | Self::Threw { .. }
            | Self::NeverSettled
            | Self::OverSteps
            | Self::OverMemory => Some(503),
            Self::NeitherRequestNorResponse { .. }
            | Self::RequestForResponse
            | Self::Malformed { .. }
            | Self::MethodChanged
            | Self::ReadOnlyHeader { .. }
            | Self::DisallowedHeader { .. }
            | Self::HeaderNotInLowerCase { .. }
            | Self::UriWithoutSlash
            | Self::UriTooLong
            | Self::QueryNotEncoded
            | Self::BodyNotBase64 => Some(502),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => write!(f, "the code has {bytes} bytes"),
            Self::DoesNotParse { message, at: None } => write!(f, "{message}"),
            Self::DoesNotParse {
                message,
                at: Some(at),
            } => write!(f, "{message}, at {at}"),
            Self::NotSupported { feature, at } => {
                write!(f, "{} is not supported, at {at}", feature.name())
            }
            Self::NoHandler => write!(f, "there is no function called `handler`"),
            Self::Threw { message } => write!(f, "it threw {message}"),
            Self::NeverSettled => write!(f, "its promise is never settled"),
            Self::OverSteps => write!(f, "it goes on for longer than a function may"),
            Self::OverMemory => write!(f, "it needs more memory than a function may have"),
            Self::NeitherRequestNorResponse { found } => {
                write!(f, "it returned {found}, not a request or a response")
            }
            Self::RequestForResponse => write!(f, "it returned a request, not a response"),
            Self::Malformed { part, wanted } => write!(f, "`{part}` is not {wanted}"),
            Self::MethodChanged => write!(f, "it changed the method, which is read-only"),
            Self::ReadOnlyHeader { name } => {
                write!(f, "it changed the header `{name}`, which is read-only")
            }
            Self::DisallowedHeader { name } => {
                write!(f, "it added the header `{name}`, which no function may")
            }
            Self::HeaderNotInLowerCase { name } => {
                write!(f, "it added the header `{name}`, not in lower case")
            }
            Self::UriWithoutSlash => write!(f, "the path does not begin with `/`"),
            Self::UriTooLong => write!(f, "path and query string are too long"),
            Self::QueryNotEncoded => write!(
                f,
                "the query string has a space, a control character or `#`"
            ),
            Self::BodyNotBase64 => write!(f, "the body is not Base64"),
        }
    }
}
