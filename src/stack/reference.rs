//! How one thing of a stack names another: by name, by parameter, or by a raw resource.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::LogicalId;
use crate::source::word::{WordOrMap, maybe_parsed, word_or_map};
use crate::stack::Name;

/// Something that stands outside the modelled stack: as a literal text, as the value of a parameter, or as an attribute of a raw resource.
#[derive(Debug, Clone, PartialEq)]
pub enum External {
    /// The text itself: a name, an id or an ARN.
    Literal(String),
    /// The value of this template parameter; one that is not declared under `parameters` is added.
    Parameter(LogicalId),
    /// A resource under `resources`: its attribute, or without one what `Ref` gives.
    Resource(LogicalId, Option<String>),
}

/// The same as a map: `{ parameter: P }` or `{ resource: ID, attribute: Arn }`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalMap {
    /// A template parameter, by its name.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    parameter: Option<LogicalId>,
    /// A raw resource, by its logical id.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "Option<String>")]
    resource: Option<LogicalId>,
    /// An attribute of the raw resource, as `Fn::GetAtt` names it; without it, what `Ref` gives.
    attribute: Option<String>,
}

impl WordOrMap for External {
    type Map = ExternalMap;

    const EXPECTED: &'static str =
        "a text, `{ parameter: NAME }` or `{ resource: ID, attribute: NAME }`";

    fn from_word(word: &str) -> Result<Self, String> {
        if word.is_empty() {
            return Err("the text is empty".to_owned());
        }
        Ok(Self::Literal(word.to_owned()))
    }

    fn from_map(map: ExternalMap) -> Result<Self, String> {
        match map {
            ExternalMap {
                parameter: Some(parameter),
                resource: None,
                attribute: None,
            } => Ok(Self::Parameter(parameter)),
            ExternalMap {
                parameter: None,
                resource: Some(resource),
                attribute,
            } => Ok(Self::Resource(resource, attribute)),
            ExternalMap { .. } => Err(format!("expected {}", Self::EXPECTED)),
        }
    }
}

word_or_map!(
    External,
    ExternalMap,
    "Something that stands outside the modelled stack: the text itself, a parameter, or a raw resource.",
    &[]
);

/// A bucket of the stack, or the keys of it that begin with a prefix: `photos` or `photos/2024/`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct Keys {
    /// The bucket's name in this stack.
    pub bucket: Name,
    /// The prefix as it is declared under the bucket's `prefixes`; none for the whole bucket.
    pub prefix: Option<String>,
}

impl FromStr for Keys {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (bucket, prefix) = match text.split_once('/') {
            Some((bucket, prefix)) => (bucket, Some(prefix).filter(|prefix| !prefix.is_empty())),
            None => (text, None),
        };
        Ok(Self {
            bucket: bucket.parse()?,
            prefix: prefix.map(str::to_owned),
        })
    }
}

impl TryFrom<String> for Keys {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}
