//! A finding that somebody has read and that is no trouble.

use crate::aws::LogicalId;

/// A finding of `check` that is not told any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The code of the rule.
    pub rule: String,
    /// The resource of the template that the finding must be about, if one is meant.
    pub resource: Option<LogicalId>,
    /// The path into the template at or below which it must lie, if one is meant.
    pub path: Option<String>,
    /// Why it is no trouble.
    pub reason: String,
}
