//! `user-pools:` — Cognito user pools whose tokens the functions accept.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::stack::External;

/// A Cognito user pool that exists already.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UserPool {
    /// The pool's id, like `us-east-1_Abc123xyz`.
    pub existing: External,
}
