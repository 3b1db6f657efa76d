//! One of several words: `public`, or a map of one key, `{ presigned: 15m }`.

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};

use crate::diag::quoted;
use crate::source::deserialize::map::Key;
use crate::source::deserialize::{Mistake, Reader, What};
use crate::source::{Entry, Value};

/// Reads one of these words, or a map with one of them as its only key.
pub(super) fn read<'a, V: Visitor<'a>>(
    reader: Reader<'a>,
    words: &'static [&'static str],
    visitor: V,
) -> Result<V::Value, Mistake> {
    match &reader.node.value {
        Value::String(word) => visitor.visit_enum(Word { word, reader }),
        Value::Map(entries) => {
            let entry = only(reader, words, entries)?;
            let value = reader.child(&entry.value);
            visitor.visit_enum(Keyed {
                key: &entry.key,
                value,
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) => {
            Err(reader.wrong_kind(one_of(words)))
        }
    }
}

/// The only entry; of several, the one that is too many is refused: the first that is no word, or the second.
fn only<'a>(
    reader: Reader<'a>,
    words: &'static [&'static str],
    entries: &'a [Entry],
) -> Result<&'a Entry, Mistake> {
    let mut there = entries
        .iter()
        .filter(|entry| !reader.taken.has(&entry.value));
    let Some(first) = there.next() else {
        return Err(Mistake::new(What::WrongKind {
            expected: one_of(words),
            found: "an empty map".to_owned(),
            help: None,
        }));
    };
    let Some(second) = there.next() else {
        return Ok(first);
    };
    let is_word = |entry: &&Entry| words.contains(&entry.key.as_str());
    let stranger = [first, second]
        .into_iter()
        .chain(there)
        .find(|entry| !is_word(entry));
    Err(match stranger {
        Some(stranger) => Mistake::new(What::UnknownField {
            field: stranger.key.clone(),
            known: words,
        })
        .at_key(&stranger.key),
        None => Mistake::new(What::SecondKey {
            key: second.key.clone(),
            first: first.key.clone(),
        })
        .at_key(&second.key),
    })
}

fn one_of(words: &[&str]) -> String {
    format!("one of {}", quoted(words.iter().copied()))
}

/// A word on its own.
struct Word<'a> {
    word: &'a str,
    reader: Reader<'a>,
}

impl<'a> EnumAccess<'a> for Word<'a> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Self), Mistake> {
        Ok((seed.deserialize(Key(self.word))?, self))
    }
}

impl Word<'_> {
    /// The word needs a value, and has none.
    fn alone(&self) -> Mistake {
        self.reader
            .wrong_kind(format!("a map with the key `{}`", self.word))
    }
}

impl<'a> VariantAccess<'a> for Word<'a> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, _: T) -> Result<T::Value, Mistake> {
        Err(self.alone())
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, _: V) -> Result<V::Value, Mistake> {
        Err(self.alone())
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Mistake> {
        Err(self.alone())
    }
}

/// A word as a key, with its value.
struct Keyed<'a> {
    key: &'a str,
    value: Reader<'a>,
}

impl<'a> EnumAccess<'a> for Keyed<'a> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Self), Mistake> {
        match seed.deserialize(Key(self.key)) {
            Ok(word) => Ok((word, self)),
            Err(mistake) => Err(mistake.at_key(self.key)),
        }
    }
}

impl<'a> VariantAccess<'a> for Keyed<'a> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        let nothing = serde::Deserialize::deserialize(self.value);
        nothing.map_err(|mistake: Mistake| mistake.below(self.key))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Mistake> {
        seed.deserialize(self.value)
            .map_err(|mistake| mistake.below(self.key))
    }

    fn tuple_variant<V: Visitor<'a>>(self, length: usize, visitor: V) -> Result<V::Value, Mistake> {
        self.value
            .deserialize_tuple(length, visitor)
            .map_err(|mistake| mistake.below(self.key))
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.value
            .deserialize_struct("", fields, visitor)
            .map_err(|mistake| mistake.below(self.key))
    }
}
