//! The tree: values, keys, and where each of them stands in the text.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::diag::{Path, Place, Step};
use crate::source::Number;

/// Bytes of a text; `0..0` for what was in none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// Whether nothing is written there.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// A value and where it is written. Two nodes are equal where they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct Node {
    /// The scalar as written, quotes included; the whole block of a list or map.
    pub span: Span,
    /// What it says.
    pub value: Value,
}

/// What a node says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `null`, `~`, or a key without a value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its text.
    Number(Number),
    /// A text.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the text; no key stands twice.
    Map(Vec<Entry>),
}

/// A key of a map with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key; numbers and booleans are taken as their text.
    pub key: String,
    /// Where the key is written, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Node {}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.value == other.value
    }
}

impl Eq for Entry {}

impl Node {
    /// The same with the entries of every map in the order of their keys, for where their order means nothing.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let value = match &self.value {
            Value::Map(entries) => {
                let mut sorted: Vec<_> = entries
                    .iter()
                    .map(|entry| Entry {
                        value: entry.value.sorted(),
                        ..entry.clone()
                    })
                    .collect();
                sorted.sort_by(|one, other| one.key.cmp(&other.key));
                Value::Map(sorted)
            }
            Value::List(items) => Value::List(items.iter().map(Self::sorted).collect()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.value.clone()
            }
        };
        let span = self.span;
        Self { span, value }
    }

    /// The tree of anything that serializes as JSON; its nodes have no place in a text.
    pub fn of(value: &impl Serialize) -> Self {
        serde_json::to_value(value).map_or_else(|_| Self::from(serde_json::Value::Null), Self::from)
    }

    /// The value of a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The node at the end of a path from here.
    pub fn at(&self, path: &Path) -> Option<&Node> {
        path.steps().iter().try_fold(self, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(index) => node.as_list()?.get(*index),
        })
    }

    /// The text, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => {
                None
            }
        }
    }

    /// The entries, if this is a map.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::List(_) => {
                None
            }
        }
    }

    /// The items, if this is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Map(_) => {
                None
            }
        }
    }

    /// What kind of value this is, in the user's words.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(number) if number.is_whole() => "a whole number",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// The bytes that a place means in the text of this tree: of a key, the key; of a value, the value as written; of
    /// what is not there, the nearest key above it. `None` for what is in no text.
    pub fn span_of(&self, place: &Place) -> Option<Range<usize>> {
        let (path, wants_key) = match place {
            Place::Nowhere | Place::Template(_) => return None,
            Place::Bytes(bytes) => return Some(bytes.clone()),
            Place::Key(path) => (path, true),
            Place::Value(path) => (path, false),
        };
        let mut node = self;
        let mut key = Span::default();
        let mut found_all = true;
        for step in path.steps() {
            let next = match step {
                Step::Key(name) => node.entry(name).map(|entry| (&entry.value, entry.key_span)),
                Step::Index(index) => node
                    .as_list()
                    .and_then(|items| items.get(*index))
                    .map(|item| (item, item.span)),
            };
            let Some((below, its_key)) = next else {
                found_all = false;
                break;
            };
            node = below;
            if !its_key.is_empty() {
                key = its_key;
            }
        }
        let at_value = found_all && !node.span.is_empty() && !wants_key;
        let span = if at_value { node.span } else { key };
        (!span.is_empty()).then(|| span.into())
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map()?.iter().find(|entry| entry.key == key)
    }
}

/// A node that was in no text.
impl From<Value> for Node {
    fn from(value: Value) -> Self {
        Self {
            span: Span::default(),
            value,
        }
    }
}

impl From<serde_json::Value> for Node {
    fn from(value: serde_json::Value) -> Self {
        Self::from(match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(bool) => Value::Bool(bool),
            serde_json::Value::Number(number) => Value::Number(Number::from(&number)),
            serde_json::Value::String(text) => Value::String(text),
            serde_json::Value::Array(items) => {
                Value::List(items.into_iter().map(Self::from).collect())
            }
            serde_json::Value::Object(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| Entry::from((key, Self::from(value))))
                    .collect(),
            ),
        })
    }
}

/// An entry that was in no text.
impl From<(String, Node)> for Entry {
    fn from((key, value): (String, Node)) -> Self {
        Self {
            key,
            key_span: Span::default(),
            value,
        }
    }
}

/// As JSON, numbers verbatim. (A `serde_json::Value` made of it has `1e+3` where the text has `1e3`.)
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(bool) => serializer.serialize_bool(*bool),
            Value::Number(number) => number.serialize(serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for entry in entries {
                    map.serialize_entry(&entry.key, &entry.value)?;
                }
                map.end()
            }
        }
    }
}

/// Any value.
impl JsonSchema for Node {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Node".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }
}

/// The name by which a node asks its deserializer for the tree as it is.
pub(super) const OPAQUE: &str = "$stackgen::Node";

/// A subtree of any shape, without its places; read by [`crate::source::parse`], its numbers stay verbatim.
impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(OPAQUE, Anything)
    }
}

/// Takes whatever there is.
struct Anything;

impl<'de> de::Visitor<'de> for Anything {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Node, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Value::Null.into())
    }

    fn visit_bool<E>(self, bool: bool) -> Result<Node, E> {
        Ok(Value::Bool(bool).into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Value::Number(number.into()).into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Value::Number(number.into()).into())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Node, E> {
        let number = serde_json::Number::from_f64(number)
            .ok_or_else(|| E::custom("a number must be finite"))?;
        Ok(Value::Number(Number::from(&number)).into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Value::String(text.to_owned()).into())
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items).into())
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == Number::TOKEN {
                let text: String = map.next_value()?;
                return Number::from_json(&text)
                    .map(|number| Value::Number(number).into())
                    .ok_or_else(|| de::Error::custom(format!("`{text}` is not a number")));
            }
            entries.push(Entry::from((key, map.next_value()?)));
        }
        Ok(Value::Map(entries).into())
    }
}
