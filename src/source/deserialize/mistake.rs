//! What serde finds wrong: the facts and the path; the words for the user come in `mistakes`.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::diag::{Path, Step};

/// One mistake of a value's shape or sense, on its way up from where it was found. Boxed, since it is rare and large.
#[derive(Debug)]
pub(in crate::source) struct Mistake(Box<Found>);

#[derive(Debug)]
struct Found {
    what: What,
    /// Whether the key at the path is meant, not its value.
    on_key: bool,
    /// The steps to it, the innermost first.
    steps: Vec<Step>,
}

/// What is wrong.
#[derive(Debug)]
pub(in crate::source) enum What {
    /// A key that a map does not know, and those that it knows.
    UnknownField {
        field: String,
        known: &'static [&'static str],
    },
    /// A key that a map must have.
    MissingField(&'static str),
    /// A word that is none of the known ones.
    UnknownWord {
        word: String,
        known: &'static [&'static str],
    },
    /// A second key in a map of one.
    SecondKey { key: String, first: String },
    /// A value of another kind: what was expected, what is there, and what may help.
    WrongKind {
        expected: String,
        found: String,
        help: Option<String>,
    },
    /// Anything else, in words; what follows a line feed is help.
    Other(String),
}

impl Mistake {
    pub(super) fn new(what: What) -> Self {
        Self(Box::new(Found {
            what,
            on_key: false,
            steps: Vec::new(),
        }))
    }

    /// The same, found in the value below this key or index.
    pub(super) fn below(mut self, step: impl Into<Step>) -> Self {
        self.0.steps.push(step.into());
        self
    }

    /// The same, found in this key itself.
    pub(super) fn at_key(mut self, key: &str) -> Self {
        self.0.on_key = true;
        self.below(key)
    }

    /// What is wrong, at which path, and whether the key there is meant.
    pub(in crate::source) fn into_parts(self) -> (What, Path, bool) {
        let Found {
            what,
            on_key,
            steps,
        } = *self.0;
        (what, steps.into_iter().rev().collect(), on_key)
    }
}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(What::Other(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(What::WrongKind {
            expected: in_words(&expected.to_string()),
            found: found_in_words(found),
            help: None,
        })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = in_words(&expected.to_string());
        let found = if let Unexpected::Str(text) = found {
            format!("`{text}`")
        } else {
            found_in_words(found)
        };
        Self::new(What::Other(format!("expected {expected}, found {found}")))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let expected = in_words(&expected.to_string());
        Self::new(What::Other(format!(
            "expected {expected}, found {length} of them"
        )))
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownWord {
            word: variant.to_owned(),
            known,
        })
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownField {
            field: field.to_owned(),
            known,
        })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(What::MissingField(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(What::Other(format!(
            "`{field}` stands here under two names"
        )))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.what)
    }
}

impl std::error::Error for Mistake {}

/// The kind of what was found; a number or truth value as it is.
fn found_in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(bool) => format!("`{bool}`"),
        Unexpected::Unsigned(number) => format!("`{number}`"),
        Unexpected::Signed(number) => format!("`{number}`"),
        Unexpected::Float(number) => format!("`{number}`"),
        Unexpected::Char(_) | Unexpected::Str(_) | Unexpected::UnitVariant => "a text".to_owned(),
        Unexpected::Bytes(_) => "bytes".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq | Unexpected::TupleVariant => "a list".to_owned(),
        Unexpected::Map
        | Unexpected::NewtypeStruct
        | Unexpected::Enum
        | Unexpected::NewtypeVariant
        | Unexpected::StructVariant => "a map".to_owned(),
        Unexpected::Other(other) => other.to_owned(),
    }
}

/// What serde's own types say they expect, in the user's words. What our own types say is in them already.
fn in_words(expected: &str) -> String {
    match expected {
        "a string" | "string" | "str" | "a borrowed string" => "a text",
        "a character" => "a text of one character",
        "a boolean" | "bool" => "true or false",
        "a sequence" => "a list",
        "unit" => "nothing",
        "option" => "a value or nothing",
        "f32" | "f64" => "a number",
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => {
            "a whole number"
        }
        "a nonzero u8" | "a nonzero u16" | "a nonzero u32" | "a nonzero u64"
        | "a nonzero usize" => "a whole number from 1",
        _ if expected.starts_with("struct ") => "a map",
        _ if expected.starts_with("tuple ") => "a list",
        _ if expected.starts_with("enum ") => "a text, or a map with one key",
        _ => expected,
    }
    .to_owned()
}
