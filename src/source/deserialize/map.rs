//! The entries of a map, and its keys.

use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::source::Entry;
use crate::source::deserialize::{Mistake, Reader, What};

/// The entries still to be read.
pub(super) struct Entries<'a> {
    map: Reader<'a>,
    rest: slice::Iter<'a, Entry>,
    /// The entry whose key was read last.
    current: Option<&'a Entry>,
}

impl<'a> Entries<'a> {
    /// Reads a map; refuses the keys that the visitor leaves, which is one that asks for a single key.
    pub(super) fn read<V: Visitor<'a>>(
        map: Reader<'a>,
        entries: &'a [Entry],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let mut entries = Self {
            map,
            rest: entries.iter(),
            current: None,
        };
        let value = visitor.visit_map(&mut entries)?;
        match (entries.current, entries.next()) {
            (Some(first), Some(second)) => Err(Mistake::new(What::SecondKey {
                key: second.key.clone(),
                first: first.key.clone(),
            })
            .at_key(&second.key)),
            (None, Some(left)) => Err(map.wrong_kind("an empty map").at_key(&left.key)),
            (_, None) => Ok(value),
        }
    }

    fn next(&mut self) -> Option<&'a Entry> {
        self.rest.find(|entry| !self.map.taken.has(&entry.value))
    }
}

impl<'a> MapAccess<'a> for &mut Entries<'a> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'a>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        let Some(entry) = self.next() else {
            return Ok(None);
        };
        self.current = Some(entry);
        seed.deserialize(Key(&entry.key))
            .map(Some)
            .map_err(|mistake| mistake.at_key(&entry.key))
    }

    fn next_value_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<T::Value, Mistake> {
        let Some(entry) = self.current else {
            return Err(Mistake::new(What::Other(
                "a value without a key was asked for".to_owned(),
            )));
        };
        seed.deserialize(self.map.child(&entry.value))
            .map_err(|mistake| mistake.below(entry.key.as_str()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// A key, which is a text to whoever asks.
pub(super) struct Key<'a>(pub(super) &'a str);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let word: StrDeserializer<'_, Mistake> = self.0.into_deserializer();
        word.deserialize_enum(name, words, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
