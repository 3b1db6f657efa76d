//! `parameters:` — what is given when the template is deployed.

use schemars::JsonSchema;
use serde::Deserialize;

/// A template parameter. Prefer a value in the stack file: a changed default has no effect on a stack that exists.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Parameter {
    /// What the parameter is for.
    pub description: Option<String>,
    /// The value where none is given; without it the parameter must be given.
    pub default: Option<String>,
    /// A regular expression that the whole value must match.
    pub pattern: Option<String>,
    /// The only values that are taken.
    #[serde(default)]
    pub values: Vec<String>,
    /// Whether CloudFormation hides the value in its console and answers.
    #[serde(default)]
    pub secret: bool,
}
