//! `can:` — what a function may do, one grant an item.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::Action;
use crate::source::Node;
use crate::source::word::list_parsed;
use crate::stack::{External, Keys, Name};

/// One grant: exactly one of the first seven fields says what for.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grant {
    /// Keys that may be read: `s3:GetObject`.
    pub read: Option<Keys>,
    /// Keys that may be written, also by presigned URL: `s3:PutObject`.
    pub write: Option<Keys>,
    /// Keys that may be deleted: `s3:DeleteObject`.
    pub delete: Option<Keys>,
    /// Keys that may be read, written and deleted.
    pub read_write: Option<Keys>,
    /// Keys that may be listed: `s3:ListBucket`, limited to the prefix.
    pub list: Option<Keys>,
    /// A table whose items may be read and changed one by one or by query, never scanned.
    #[serde(rename = "use")]
    pub use_: Option<Name>,
    /// A table whose items may be read one by one or by query, never scanned.
    pub query: Option<Name>,
    /// With `use`: exactly these table actions instead, like `GetItem`.
    pub actions: Option<Vec<String>>,
    /// Actions of an IAM statement of your own, like `ses:SendEmail`; with `resources`.
    #[serde(default, deserialize_with = "list_parsed")]
    #[schemars(with = "Vec<String>")]
    pub allow: Vec<Action>,
    /// With `allow`: the resources, as ARNs, or references to raw resources.
    #[serde(default)]
    pub resources: Vec<External>,
    /// With `allow`: conditions as IAM writes them.
    #[schemars(with = "Option<std::collections::BTreeMap<String, serde_json::Value>>")]
    pub when: Option<Node>,
}
