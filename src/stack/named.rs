//! A section of the stack file: things by name, in the order in which they are written.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::source::word::Parsed;

/// Things by name, in the order of the file; the reader has refused equal names before.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<K, T>(Vec<(K, T)>);

impl<K, T> Named<K, T> {
    /// Names and things in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &T)> {
        self.0.iter().map(|(name, thing)| (name, thing))
    }

    /// The names in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(name, _)| name)
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: PartialEq, T> Named<K, T> {
    /// The thing of this name.
    pub fn get(&self, name: &K) -> Option<&T> {
        self.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, thing)| thing)
    }
}

impl<K, T> Default for Named<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, K, T> Deserialize<'de> for Named<K, T>
where
    K: FromStr<Err: fmt::Display>,
    T: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Section<K, T>(PhantomData<(K, T)>);

        impl<'de, K, T> Visitor<'de> for Section<K, T>
        where
            K: FromStr<Err: fmt::Display>,
            T: Deserialize<'de>,
        {
            type Value = Named<K, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut things = Vec::new();
                while let Some(Parsed(name)) = map.next_key()? {
                    things.push((name, map.next_value()?));
                }
                Ok(Named(things))
            }
        }

        deserializer.deserialize_map(Section(PhantomData))
    }
}

impl<K: JsonSchema, T: JsonSchema> JsonSchema for Named<K, T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{} by name", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let thing = generator.subschema_for::<T>();
        let mut schema = Schema::default();
        schema.insert("type".to_owned(), "object".into());
        schema.insert("additionalProperties".to_owned(), thing.to_value());
        if let Some(pattern) = K::json_schema(generator).get("pattern") {
            let names: serde_json::Map<String, serde_json::Value> =
                [("pattern".to_owned(), pattern.clone())]
                    .into_iter()
                    .collect();
            schema.insert("propertyNames".to_owned(), names.into());
        }
        schema
    }

    fn inline_schema() -> bool {
        true
    }
}
