//! What a template says about itself to tools: the part that is stackgen's own.

use serde::Serialize;

use super::LogicalId;
use super::property::present;

/// The `Metadata` of a template.
///
/// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html>.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Metadata {
    /// What `stackgen check` reads.
    pub stackgen: Stackgen,
}

/// What `stackgen check` reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stackgen {
    /// Keys that are meant for functions alone, though a distribution serves others of the bucket.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub private: Vec<Private>,
    /// Findings that are no trouble.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silence: Vec<Silence>,
}

/// Keys of a bucket that nobody is served.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Private {
    /// The bucket.
    pub bucket: LogicalId,
    /// The keys, as a pattern with `*`.
    pub keys: String,
}

/// A finding that is no trouble.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Silence {
    /// The code of the rule.
    pub rule: String,
    /// The resource that it must be about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<LogicalId>,
    /// The path at or below which it must lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why it is no trouble.
    pub reason: String,
}

present!(Metadata);
