//! `cache:` — how long CloudFront keeps answers, and what tells two requests apart.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::LogicalId;
use crate::source::word::{WordOrMap, maybe_parsed, word_or_map};
use crate::stack::Duration;

/// How long CloudFront keeps answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cache {
    /// Not at all: AWS's policy `CachingDisabled`.
    None,
    /// A day, or as the answer says up to a year: AWS's policy `CachingOptimized`.
    Long,
    /// As the answer's `Cache-Control` says up to a year, and not at all without one; query, cookies, `Authorization` and
    /// `Origin` tell a server's answers apart.
    Origin,
    /// By a policy of the stack's own.
    Own(OwnCache),
}

/// A cache policy of the stack's own. Of query, headers and cookies the origin gets what is named here and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnCache {
    /// The policy's logical id, where the derived one is not wanted.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub id: Option<LogicalId>,
    /// The shortest time, whatever the answer says; 0 s if left out.
    pub min: Option<Duration>,
    /// The time where the answer says nothing; 24 h, or `min` or `max` where that is nearer, if left out.
    pub default: Option<Duration>,
    /// The longest time, whatever the answer says; 365 d, or `default` where that is longer, if left out.
    pub max: Option<Duration>,
    /// Query parameters that tell two requests apart; none if left out.
    #[serde(default)]
    pub query: Vec<String>,
    /// Request headers that tell two requests apart; none if left out.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Cookies that tell two requests apart; none if left out.
    #[serde(default)]
    pub cookies: Vec<String>,
    /// Whether answers are kept and sent compressed, for viewers that take it; false if left out.
    #[serde(default)]
    pub compress: bool,
}

impl WordOrMap for Cache {
    type Map = OwnCache;

    const EXPECTED: &'static str =
        "`none`, `long`, `origin`, or a map of `min`, `default` and `max`";

    fn from_word(word: &str) -> Result<Self, String> {
        match word {
            "none" => Ok(Self::None),
            "long" => Ok(Self::Long),
            "origin" => Ok(Self::Origin),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }

    fn from_map(own: OwnCache) -> Result<Self, String> {
        Ok(Self::Own(own))
    }
}

word_or_map!(
    Cache,
    OwnCache,
    "How long CloudFront keeps answers: `none` (AWS's policy CachingDisabled), `long` (CachingOptimized: a day, or as the answer says up to a year), `origin` (as the answer's `Cache-Control` says, and not at all without one), or a policy of the stack's own.",
    &["none", "long", "origin"]
);
