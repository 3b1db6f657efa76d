//! `silence:` — findings of `stackgen check` that somebody has read, with why they are no trouble here.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::LogicalId;
use crate::source::word::maybe_parsed;

/// A finding that is not told any more.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// The rule, by the code that stands in brackets before its findings.
    pub rule: String,
    /// The resource that the finding must be about, by its logical id; any, if left out.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub resource: Option<LogicalId>,
    /// The path into the template at or below which it must lie, as `--format json` gives it; any, if left out.
    pub path: Option<String>,
    /// Why it is no trouble here; for whoever reads this next.
    pub reason: String,
}
