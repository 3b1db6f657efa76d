//! Values that are a word or a map: `cache: long` or `cache: { default: 24h }`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// A value that may be written as a word or, where a word says too little, as a map.
pub trait WordOrMap: Sized {
    /// The map's fields.
    type Map;

    /// What is expected, in the user's words.
    const EXPECTED: &'static str;

    /// The value that a word stands for.
    ///
    /// # Errors
    /// Why the word means nothing here; a second line says what to do.
    fn from_word(word: &str) -> Result<Self, String>;

    /// The value that a map stands for.
    ///
    /// # Errors
    /// Why the map means nothing here; a second line says what to do.
    fn from_map(map: Self::Map) -> Result<Self, String>;
}

/// The body of a `Deserialize` implementation of a [`WordOrMap`].
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: WordOrMap,
    T::Map: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct Either<T>(PhantomData<T>);

    impl<'de, T> Visitor<'de> for Either<T>
    where
        T: WordOrMap,
        T::Map: Deserialize<'de>,
    {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_str<E: Error>(self, word: &str) -> Result<T, E> {
            T::from_word(word).map_err(E::custom)
        }

        fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
            Err(unquoted::<T, E>(value))
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
            Err(unquoted::<T, E>(value))
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
            Err(unquoted::<T, E>(value))
        }

        fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
            Err(unquoted::<T, E>(value))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            let map = T::Map::deserialize(MapAccessDeserializer::new(map))?;
            T::from_map(map).map_err(A::Error::custom)
        }
    }

    deserializer.deserialize_any(Either(PhantomData))
}

/// YAML takes it for a number, or for true or false.
fn unquoted<T: WordOrMap, E: Error>(value: impl fmt::Display) -> E {
    let text = value.to_string();
    let help = match T::from_word(&text) {
        Ok(_) => format!("\nif it is meant as a text, quote it: \"{text}\""),
        Err(_) => String::new(),
    };
    E::custom(format!("expected {}, found `{text}`{help}", T::EXPECTED))
}

/// The schema of a word or a map; `words` are all that are taken, or none where any text is.
pub fn schema<M: JsonSchema>(
    generator: &mut SchemaGenerator,
    description: &str,
    words: &[&str],
) -> Schema {
    let mut word = Schema::default();
    word.insert("type".to_owned(), "string".into());
    if !words.is_empty() {
        word.insert("enum".to_owned(), words.into());
    }
    let map = generator.subschema_for::<M>();
    let mut schema = Schema::default();
    schema.insert("description".to_owned(), description.into());
    schema.insert(
        "anyOf".to_owned(),
        vec![word.to_value(), map.to_value()].into(),
    );
    schema
}

/// Implements `Deserialize` and `JsonSchema` for a [`WordOrMap`].
macro_rules! word_or_map {
    ($type:ident, $map:ident, $description:literal, $words:expr $(,)?) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::source::word::deserialize(deserializer)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                crate::source::word::schema::<$map>(generator, $description, $words)
            }
        }
    };
}

pub(crate) use word_or_map;

/// For `#[serde(deserialize_with = "word::parsed")]`: a text that `FromStr` turns into the value.
pub fn parsed<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    String::deserialize(deserializer)?
        .parse()
        .map_err(D::Error::custom)
}

/// A text that `FromStr` turns into the value, where it is a key or an item.
pub struct Parsed<T>(pub T);

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer).map(Self)
    }
}

/// For a list of texts that `FromStr` turns into values.
pub fn list_parsed<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    let items = Vec::<Parsed<T>>::deserialize(deserializer)?;
    Ok(items.into_iter().map(|Parsed(item)| item).collect())
}

/// Like [`list_parsed`], for a field that may be left out.
pub fn maybe_list_parsed<'de, T, D>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    list_parsed(deserializer).map(Some)
}

/// Like [`parsed`], for a field that may be left out.
pub fn maybe_parsed<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    parsed(deserializer).map(Some)
}
