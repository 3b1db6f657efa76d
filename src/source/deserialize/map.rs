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

#[cfg(test)]
mod tests {
    use std::fmt;

    use serde::de::value::MapAccessDeserializer;
    use serde::{Deserialize, Deserializer, de};

    use crate::diag::Place;
    use crate::source::{Document, parse, read};

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Target {
        Bucket(String),
        Function(String),
    }

    /// A word, or a map with one key.
    #[derive(Debug, PartialEq)]
    enum Origin {
        Word(String),
        Target(Target),
    }

    impl<'de> Deserialize<'de> for Origin {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;
            impl<'de> de::Visitor<'de> for Visitor {
                type Value = Origin;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a word, or a map with one key")
                }

                fn visit_str<E>(self, word: &str) -> Result<Origin, E> {
                    Ok(Origin::Word(word.to_owned()))
                }

                fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Origin, A::Error> {
                    Target::deserialize(MapAccessDeserializer::new(map)).map(Origin::Target)
                }
            }
            deserializer.deserialize_any(Visitor)
        }
    }

    fn origin(text: &str) -> Result<Origin, (Place, String)> {
        let (origin, found) = parse(&read(&Document::new("x", format!("[{text}]"))).unwrap());
        match found.into_iter().next() {
            Some(first) => Err((first.at, first.message)),
            None => Ok(origin.map(|[origin]: [Origin; 1]| origin).unwrap()),
        }
    }

    #[test]
    fn a_word_or_a_map_of_one_key_is_read_whole() {
        let place = |path: &str| {
            let steps = path.split('.').filter(|step| !step.is_empty());
            steps.fold(crate::diag::Path::root().join(0), |path, step| {
                path.join(step)
            })
        };
        assert_eq!(origin("media"), Ok(Origin::Word("media".to_owned())));
        assert_eq!(
            origin("{bucket: a}"),
            Ok(Origin::Target(Target::Bucket("a".to_owned())))
        );
        let second = (
            Place::Key(place("zzz")),
            "`zzz` is one key too many".to_owned(),
        );
        assert_eq!(origin("{bucket: a, zzz: 3}"), Err(second));
        let unknown = (
            Place::Key(place("bukket")),
            "unknown field `bukket`".to_owned(),
        );
        assert_eq!(origin("{bukket: a}"), Err(unknown));
        let wrong = (
            Place::Value(place("bucket")),
            "expected a text, found `5`".to_owned(),
        );
        assert_eq!(origin("{bucket: 5}"), Err(wrong));
        let kind = "expected a word, or a map with one key, found `5`".to_owned();
        assert_eq!(origin("5"), Err((Place::Value(place("")), kind)));
    }
}
