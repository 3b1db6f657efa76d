//! `tables:` — DynamoDB tables, of the stack or existing.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::{Attribute, Holds, LogicalId};
use crate::source::word::maybe_parsed;
use crate::stack::{External, Name, Named, OnDelete};

/// A DynamoDB table, billed per request and encrypted.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Table {
    /// The logical id, where the derived one is not wanted.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    pub id: Option<LogicalId>,
    /// The name of a table that exists already; everything else is then left out.
    pub existing: Option<External>,
    /// The table's name; derived as `<stack>-<table>` if left out.
    pub name: Option<String>,
    /// The partition key's attribute.
    pub key: Option<Attribute>,
    /// The sort key's attribute.
    pub sort: Option<Attribute>,
    /// Global secondary indexes by name, each with all attributes.
    #[serde(default)]
    pub indexes: Named<Name, Index>,
    /// The number attribute that holds the second of the epoch at which an item expires.
    pub expires: Option<String>,
    /// Whether the last 35 days can be restored to the second.
    pub point_in_time_recovery: Option<bool>,
    /// Whether deleting the stack keeps the table and its data; `keep` if left out.
    pub on_delete: Option<OnDelete>,
}

/// An index of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Index {
    /// The partition key's attribute.
    pub key: Attribute,
    /// The sort key's attribute.
    pub sort: Option<Attribute>,
}

/// The same as a map.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributeMap {
    /// The name of an attribute that holds text.
    text: Option<String>,
    /// The name of an attribute that holds a number.
    number: Option<String>,
    /// The name of an attribute that holds bytes.
    bytes: Option<String>,
}

impl crate::source::word::WordOrMap for Attribute {
    type Map = AttributeMap;

    const EXPECTED: &'static str = "an attribute's name, `{ number: NAME }` or `{ bytes: NAME }`";

    fn from_word(word: &str) -> Result<Self, String> {
        Self::new(word.to_owned(), Holds::Text)
    }

    fn from_map(map: AttributeMap) -> Result<Self, String> {
        match map {
            AttributeMap {
                text: Some(name),
                number: None,
                bytes: None,
            } => Self::new(name, Holds::Text),
            AttributeMap {
                text: None,
                number: Some(name),
                bytes: None,
            } => Self::new(name, Holds::Number),
            AttributeMap {
                text: None,
                number: None,
                bytes: Some(name),
            } => Self::new(name, Holds::Bytes),
            AttributeMap { .. } => Err(format!("expected {}", Self::EXPECTED)),
        }
    }
}

crate::source::word::word_or_map!(
    Attribute,
    AttributeMap,
    "An attribute with its type: `id`, which is a text, or `{ number: created }`, `{ bytes: digest }`.",
    &[]
);
