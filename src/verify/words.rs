//! Words of a test file that are more than texts: a status, a span of time, a version of HTTP, a request.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Unexpected, Visitor};

use crate::simulate::Question;
use crate::source::{self, Duration, Node};

/// The one of these words that was written.
pub(super) fn one_of<E: Error>(
    word: &str,
    words: &'static [&'static str],
) -> Result<&'static str, E> {
    let known = words.iter().find(|known| **known == word);
    known
        .copied()
        .ok_or_else(|| E::unknown_variant(word, words))
}

/// A status of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status(u16);

const STATUS: &str = "a status from 100 to 599";

impl Status {
    pub(super) fn new<E: Error>(number: u64) -> Result<Self, E> {
        match u16::try_from(number) {
            Ok(status @ 100..=599) => Ok(Self(status)),
            _ => Err(E::invalid_value(Unexpected::Unsigned(number), &STATUS)),
        }
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = Status;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(STATUS)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Status, E> {
                Status::new(number)
            }
        }

        deserializer.deserialize_any(Number)
    }
}

impl JsonSchema for Status {
    fn schema_name() -> Cow<'static, str> {
        "Status".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut schema = Schema::default();
        schema.insert("type".to_owned(), "integer".into());
        schema.insert("minimum".to_owned(), 100.into());
        schema.insert("maximum".to_owned(), 599.into());
        schema
    }
}

/// A span of time: with its unit as in a stack file, or a number of seconds as in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span(u64);

impl Span {
    /// The span in seconds.
    pub(super) const fn seconds(self) -> u64 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl Visitor<'_> for Either {
            type Value = Span;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a span of time like `24h`, or a number of seconds")
            }

            fn visit_u64<E: Error>(self, seconds: u64) -> Result<Span, E> {
                Ok(Span(seconds))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Span, E> {
                let span = Duration::from_str(text).map_err(E::custom)?;
                Ok(Span(span.seconds().into()))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Schema::default();
        let forms = [
            Duration::json_schema(generator),
            u64::json_schema(generator),
        ];
        schema.insert(
            "anyOf".to_owned(),
            forms.map(Schema::to_value).to_vec().into(),
        );
        schema
    }
}

/// One or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several<T>(pub Vec<T>);

impl<'de, T> Deserialize<'de> for Several<T>
where
    T: FromStr<Err: fmt::Display>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each<T>(PhantomData<T>);

        impl<'de, T: FromStr<Err: fmt::Display>> Visitor<'de> for Each<T> {
            type Value = Several<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Several<T>, E> {
                Ok(Several(vec![text.parse().map_err(E::custom)?]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Several<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(source::word::Parsed(one)) = list.next_element()? {
                    all.push(one);
                }
                if all.is_empty() {
                    return Err(A::Error::custom("this list is empty"));
                }
                Ok(Several(all))
            }
        }

        deserializer.deserialize_any(Each(PhantomData))
    }
}

impl<T> JsonSchema for Several<T> {
    fn schema_name() -> Cow<'static, str> {
        "Several".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let forms = [
            String::json_schema(generator),
            Vec::<String>::json_schema(generator),
        ];
        let mut schema = Schema::default();
        schema.insert(
            "anyOf".to_owned(),
            forms.map(Schema::to_value).to_vec().into(),
        );
        schema
    }
}

/// A version of HTTP, which YAML takes for a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpVersion(pub Node);

impl<'de> Deserialize<'de> for HttpVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        let text = match &node.value {
            source::Value::String(text) => text.as_str(),
            source::Value::Number(number) => number.as_str(),
            source::Value::Null
            | source::Value::Bool(_)
            | source::Value::List(_)
            | source::Value::Map(_) => "",
        };
        match text {
            "1.0" | "1.1" | "2" | "2.0" | "3" | "3.0" => Ok(Self(node)),
            _ => Err(D::Error::custom("a version of HTTP is 1.0, 1.1, 2 or 3")),
        }
    }
}

impl JsonSchema for HttpVersion {
    fn schema_name() -> Cow<'static, str> {
        "HttpVersion".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut schema = Schema::default();
        let versions: Vec<serde_json::Value> = vec![1.0.into(), 1.1.into(), 2.into(), 3.into()];
        schema.insert("enum".to_owned(), versions.into());
        schema
    }
}

/// What is asked, in the words of `trace`: `GET /x`, `/x`, `s3:GetObject s3://photos/x`.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// As it is written.
    pub text: String,
    /// What that asks.
    pub question: Question,
}

impl FromStr for Words {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let words = match text.split_once(char::is_whitespace) {
            // A path may have a space in it; so may a key behind the method.
            Some((first, rest)) if !first.starts_with('/') && !first.contains("://") => {
                vec![first, rest.trim_start()]
            }
            None if text.is_empty() => Vec::new(),
            Some(_) | None => vec![text],
        };
        Ok(Self {
            text: text.to_owned(),
            question: Question::from_words(&words)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn a_key_may_have_spaces() {
        let words: Words = " GET  s3://photos/my cat.jpg ".parse().unwrap();
        assert_eq!(words.question.method.as_deref(), Some("GET"));
        assert_eq!(
            words.question.url.as_deref(),
            Some("s3://photos/my cat.jpg")
        );
        let path: Words = "/my cat.jpg".parse().unwrap();
        assert_eq!(path.question.path.as_deref(), Some("/my cat.jpg"));
        assert!("please answer me".parse::<Words>().is_err());
        assert!("".parse::<Words>().is_err());
    }
}
