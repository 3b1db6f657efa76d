//! `expect:` as it is written: some fields of an answer, a status alone, or a decision alone.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::field::{Field, Value};
use super::words::{Span, Status, one_of};
use crate::simulate::{AnsweredBy, Reason, Verdict};

/// What is expected of an answer: fields with their values; the others may be whatever they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expect(pub BTreeMap<Field, Value>);

impl Expect {
    /// This with another one laid over it, field by field.
    pub(super) fn under(&self, over: &Self) -> Self {
        let both = self.0.iter().chain(&over.0);
        Self(both.map(|(field, value)| (*field, value.clone())).collect())
    }
}

/// What may stand for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// One of these words.
    Word(&'static [&'static str]),
    /// A status, or null.
    Status,
    /// True or false.
    Bool,
    /// Any text, or null.
    Text,
    /// A span of time, or null.
    Span,
    /// A list of texts.
    Texts,
}

const KINDS: &[&str] = &["response", "decision", "unknown"];

/// The words of a closed set, as a list that is there for good.
macro_rules! words_of {
    ($set:ident, $word:ident) => {{
        const WORDS: [&str; $set::ALL.len()] = {
            let mut words = [""; $set::ALL.len()];
            let mut at = 0;
            while at < words.len() {
                words[at] = $set::ALL[at].$word();
                at += 1;
            }
            words
        };
        &WORDS
    }};
}

const FIELDS: &[&str] = words_of!(Field, code);
const WHO_ANSWERS: &[&str] = words_of!(AnsweredBy, as_str);
const VERDICTS: &[&str] = words_of!(Verdict, as_str);
const REASONS: &[&str] = words_of!(Reason, code);

const fn takes(field: Field) -> Takes {
    match field {
        Field::Kind => Takes::Word(KINDS),
        Field::By => Takes::Word(WHO_ANSWERS),
        Field::Decision => Takes::Word(VERDICTS),
        Field::Reason => Takes::Word(REASONS),
        Field::Status | Field::IfMissing => Takes::Status,
        Field::Cached => Takes::Bool,
        Field::Resource
        | Field::Key
        | Field::Code
        | Field::Location
        | Field::OriginUri
        | Field::Behavior
        | Field::SignedAs => Takes::Text,
        Field::EdgeTtl | Field::BrowserTtl | Field::ErrorTtl => Takes::Span,
        Field::CacheKey | Field::Unknown => Takes::Texts,
    }
}

impl<'de> Deserialize<'de> for Expect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Expected)
    }
}

struct Expected;

impl<'de> Visitor<'de> for Expected {
    type Value = Expect;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a status, a decision, or a map of what is expected")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Expect, E> {
        let status = Status::new(number)?;
        let status = Value::Status(status.get());
        Ok(Expect([(Field::Status, status)].into()))
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Expect, E> {
        let decision = Value::Text(one_of(word, VERDICTS)?.to_owned());
        Ok(Expect([(Field::Decision, decision)].into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Expect, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(Name(field)) = map.next_key()? {
            fields.insert(field, map.next_value_seed(ValueOf(field))?);
        }
        Ok(Expect(fields))
    }
}

/// The name of a field.
struct Name(Field);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let field = Field::ALL.iter().find(|field| field.code() == name);
        field
            .copied()
            .map(Self)
            .ok_or_else(|| D::Error::unknown_field(&name, FIELDS))
    }
}

/// The value of this field.
struct ValueOf(Field);

impl<'de> DeserializeSeed<'de> for ValueOf {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Ok(match takes(self.0) {
            Takes::Word(words) => {
                let word = String::deserialize(deserializer)?;
                Value::Text(one_of(&word, words)?.to_owned())
            }
            Takes::Status => {
                let status = Option::<Status>::deserialize(deserializer)?;
                Value::status(status.map(Status::get))
            }
            Takes::Bool => Value::Is(bool::deserialize(deserializer)?),
            Takes::Text => Value::text(Option::<String>::deserialize(deserializer)?),
            Takes::Span => {
                let span = Option::<Span>::deserialize(deserializer)?;
                Value::seconds(span.map(Span::seconds))
            }
            Takes::Texts => Value::texts(Vec::<String>::deserialize(deserializer)?),
        })
    }
}

impl JsonSchema for Expect {
    fn schema_name() -> Cow<'static, str> {
        "Expect".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let forms = [
            generator.subschema_for::<Fields>(),
            Status::json_schema(generator),
            enumerated(VERDICTS),
        ];
        let mut schema = Schema::default();
        let about = "What is expected of an answer: a status alone, which is short for `{ status: … }`, a decision alone, or a map of fields.";
        schema.insert("description".to_owned(), about.into());
        schema.insert(
            "anyOf".to_owned(),
            forms.map(Schema::to_value).to_vec().into(),
        );
        schema
    }
}

/// The fields, for the schema.
struct Fields;

impl JsonSchema for Fields {
    fn schema_name() -> Cow<'static, str> {
        "Fields".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = serde_json::Map::new();
        for field in Field::ALL {
            let mut schema = match takes(*field) {
                Takes::Word(words) => enumerated(words),
                Takes::Status => Option::<Status>::json_schema(generator),
                Takes::Bool => bool::json_schema(generator),
                Takes::Text => Option::<String>::json_schema(generator),
                Takes::Span => Option::<Span>::json_schema(generator),
                Takes::Texts => Vec::<String>::json_schema(generator),
            };
            schema.insert("description".to_owned(), field.meaning().into());
            properties.insert(field.code().to_owned(), schema.to_value());
        }
        let mut schema = Schema::default();
        let about = "Fields of an answer, as many of them as matter; each is compared exactly, and the others may be whatever they are.";
        schema.insert("description".to_owned(), about.into());
        schema.insert("type".to_owned(), "object".into());
        schema.insert("properties".to_owned(), properties.into());
        schema.insert("additionalProperties".to_owned(), false.into());
        schema
    }
}

fn enumerated(words: &[&str]) -> Schema {
    let mut schema = Schema::default();
    schema.insert("type".to_owned(), "string".into());
    schema.insert("enum".to_owned(), words.into());
    schema
}
