//! How long CloudFront keeps the answers to a behavior's requests.

use crate::aws::managed;
use crate::template::{Known, Term};

/// A day, in seconds.
const DAY: u64 = 86_400;
/// A year, in seconds.
const YEAR: u64 = 365 * DAY;

/// For how long answers are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// Not at all.
    Never,
    /// So long.
    Times(Times),
    /// That is not known.
    Unknown,
}

/// Times to live in seconds, those that are left out as CloudFront takes them.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-cachepolicyconfig.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The least.
    pub min: u64,
    /// Where the origin says nothing.
    pub default: u64,
    /// The most.
    pub max: u64,
}

impl Keeping {
    pub(super) fn managed(policy: managed::CachePolicy) -> Self {
        let settings = policy.settings();
        if settings.max_ttl == 0 {
            return Self::Never;
        }
        Self::Times(Times {
            min: settings.min_ttl.into(),
            default: settings.default_ttl.into(),
            max: settings.max_ttl.into(),
        })
    }

    /// The times of a cache policy or of the legacy settings, which have the same names in both.
    pub fn read(config: Option<&Term>) -> Self {
        match Times::read(config) {
            Some(Times { max: 0, .. }) => Self::Never,
            Some(times) => Self::Times(times),
            None => Self::Unknown,
        }
    }

    /// Whether an answer is kept of which the origin does not say that it must not be; `None` where that is not known.
    pub fn is_by_default(&self) -> Option<bool> {
        match self {
            Self::Never => Some(false),
            Self::Times(times) => Some(times.default > 0 || times.min > 0),
            Self::Unknown => None,
        }
    }
}

impl Times {
    /// Reads them, where all are known.
    pub fn read(config: Option<&Term>) -> Option<Self> {
        let read = |key| match config.and_then(|config| config.get(key)).map(Term::number) {
            None => Some(None),
            Some(Some(Known::Yes(seconds))) => Some(Some(seconds)),
            Some(Some(Known::No(_)) | None) => None,
        };
        if config.is_some_and(|config| config.unknown().is_some()) {
            return None;
        }
        let min = read("MinTTL")?.unwrap_or(0);
        let default = read("DefaultTTL")?.unwrap_or_else(|| min.max(DAY));
        let max = read("MaxTTL")?.unwrap_or_else(|| {
            if min.max(default) > YEAR {
                default
            } else {
                YEAR
            }
        });
        Some(Self { min, default, max })
    }
}
