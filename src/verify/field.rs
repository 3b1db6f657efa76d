//! What of an answer may be expected: its fields, and their values.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::diag::codes;
use crate::source::Duration;

codes! {
    /// A field of an answer, by its name in a test file.
    Field {
    /// What becomes of it: `response`, `decision` of an action, or `unknown`.
    Kind = "kind",
    /// The status; `null` where the function or origin that is reached decides itself.
    Status = "status",
    /// Who answers.
    By = "by",
    /// The bucket, function, distribution or edge function that answers, by its logical id or by its name in the stack
    /// file.
    Resource = "resource",
    /// The key that a bucket is asked for; `null` for none.
    Key = "key",
    /// What IAM says to an action.
    Decision = "decision",
    /// Why it ends so.
    Reason = "reason",
    /// The error code of S3; `null` for none.
    Code = "code",
    /// Where a redirect leads; `null` for none.
    Location = "location",
    /// The path that the origin is asked for, undecoded, without query; `null` where no origin is asked.
    OriginUri = "origin-uri",
    /// The path pattern that takes the request, as it is written, or `default`; `null` where no distribution is asked.
    Behavior = "behavior",
    /// The identity, access control or service that signs the request to the origin; `null` where nobody does.
    SignedAs = "signed-as",
    /// Whether CloudFront keeps the answer.
    Cached = "cached",
    /// How long the edge keeps an answer below 400; `null` for one of 400 and above.
    EdgeTtl = "edge-ttl",
    /// How long the browser may keep it; `null` where nothing is said.
    BrowserTtl = "browser-ttl",
    /// How long the edge keeps an answer of 400 and above; `null` for one below 400.
    ErrorTtl = "error-ttl",
    /// What tells one kept answer from another, in any order.
    CacheKey = "cache-key",
    /// The status that a missing object would get; `null` where the answer is not about an object that exists.
    IfMissing = "if-missing",
    /// The facts on which the answer hinges, in any order; `[]` for an answer that is known.
    Unknown = "unknown",
    }
}

/// Of what a field is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Of requests and actions.
    Both,
    /// Of requests by HTTP alone.
    Requests,
    /// Of actions of an API alone.
    Actions,
}

impl Field {
    /// Of what it is true.
    pub(super) const fn of(self) -> Of {
        match self {
            Self::Kind | Self::By | Self::Resource | Self::Reason | Self::Unknown => Of::Both,
            Self::Decision => Of::Actions,
            Self::Status
            | Self::Key
            | Self::Code
            | Self::Location
            | Self::OriginUri
            | Self::Behavior
            | Self::SignedAs
            | Self::Cached
            | Self::EdgeTtl
            | Self::BrowserTtl
            | Self::ErrorTtl
            | Self::CacheKey
            | Self::IfMissing => Of::Requests,
        }
    }
}

/// The value of a field, expected or seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// There is none.
    Nothing,
    /// It hinges on what is not known.
    NotKnown,
    /// A status.
    Status(u16),
    /// True or false.
    Is(bool),
    /// A word, a name, a key or a path.
    Text(String),
    /// A span of so many seconds.
    Seconds(u64),
    /// Several, sorted.
    Texts(Vec<String>),
}

impl Value {
    /// A text, or nothing.
    pub(super) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }

    /// Several texts in any order.
    pub(super) fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        texts.sort();
        Self::Texts(texts)
    }

    /// A span, or nothing.
    pub(super) fn seconds(seconds: Option<u64>) -> Self {
        seconds.map_or(Self::Nothing, Self::Seconds)
    }

    /// A status, or nothing.
    pub(super) fn status(status: Option<u16>) -> Self {
        status.map_or(Self::Nothing, Self::Status)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("none"),
            Self::NotKnown => f.write_str("what is not known"),
            Self::Status(status) => write!(f, "{status}"),
            Self::Is(bool) => write!(f, "{bool}"),
            Self::Text(text) => f.write_str(text),
            Self::Seconds(seconds) => match u32::try_from(*seconds) {
                Ok(seconds) => Duration::from_seconds(seconds).fmt(f),
                Err(_) => write!(f, "{seconds}s"),
            },
            Self::Texts(texts) if texts.is_empty() => f.write_str("none"),
            Self::Texts(texts) => f.write_str(&texts.join(", ")),
        }
    }
}

/// As the answers of `trace` have it: spans in seconds, `null` for none; what is not known is `"unknown"`.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::NotKnown => serializer.serialize_str("unknown"),
            Self::Status(status) => serializer.serialize_u16(*status),
            Self::Is(bool) => serializer.serialize_bool(*bool),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Seconds(seconds) => serializer.serialize_u64(*seconds),
            Self::Texts(texts) => serializer.collect_seq(texts),
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
