//! One value of the tree, handed to whoever asks for it.

use serde::de::value::MapDeserializer;
use serde::de::{Deserializer, Visitor};

use crate::source::deserialize::list::Items;
use crate::source::deserialize::map::Entries;
use crate::source::deserialize::{Mistake, Taken, What, one_of};
use crate::source::node::OPAQUE;
use crate::source::{Entry, Node, Number, Value};

/// A node to be read.
#[derive(Debug, Clone, Copy)]
pub(in crate::source) struct Reader<'a> {
    pub(super) node: &'a Node,
    pub(super) taken: &'a Taken,
    /// Whether a [`Node`] asks, for whom numbers stay verbatim.
    pub(super) opaque: bool,
}

impl<'a> Reader<'a> {
    /// Reads `node` without what is taken out of it.
    pub(in crate::source) fn new(node: &'a Node, taken: &'a Taken) -> Self {
        Self {
            node,
            taken,
            opaque: false,
        }
    }

    /// The reader of a node below.
    pub(super) fn child(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    pub(super) fn wrong_kind(self, expected: impl Into<String>) -> Mistake {
        self.wrong_kind_with(expected, None)
    }

    fn wrong_kind_with(self, expected: impl Into<String>, help: Option<String>) -> Mistake {
        let found = match &self.node.value {
            Value::Bool(bool) => format!("`{bool}`"),
            Value::Number(number) => format!("`{number}`"),
            Value::Null | Value::String(_) | Value::List(_) | Value::Map(_) => {
                self.node.kind().to_owned()
            }
        };
        Mistake::new(What::WrongKind {
            expected: expected.into(),
            found,
            help,
        })
    }

    fn number(self) -> Option<&'a Number> {
        match &self.node.value {
            Value::Number(number) => Some(number),
            Value::Null | Value::Bool(_) | Value::String(_) | Value::List(_) | Value::Map(_) => {
                None
            }
        }
    }

    fn text(self) -> Result<&'a str, Mistake> {
        self.node.as_str().ok_or_else(|| {
            let help = match &self.node.value {
                Value::Number(number) => Some(format!("quote it: \"{number}\"")),
                Value::Bool(bool) => Some(format!("quote it: \"{bool}\"")),
                Value::Null | Value::String(_) | Value::List(_) | Value::Map(_) => None,
            };
            self.wrong_kind_with("a text", help)
        })
    }

    pub(super) fn entries(self) -> Result<&'a [Entry], Mistake> {
        self.node.as_map().ok_or_else(|| self.wrong_kind("a map"))
    }

    fn items(self) -> Result<&'a [Node], Mistake> {
        self.node.as_list().ok_or_else(|| self.wrong_kind("a list"))
    }

    /// Cures for what looks right and is a text: `yes`, and numbers in quotes.
    fn help_for_text(self, wants_bool: bool) -> Option<String> {
        let text = self.node.as_str()?;
        match text.to_ascii_lowercase().as_str() {
            "yes" | "on" | "y" if wants_bool => Some("write `true`".to_owned()),
            "no" | "off" | "n" if wants_bool => Some("write `false`".to_owned()),
            "true" | "false" if wants_bool => Some("remove the quotes".to_owned()),
            _ if !wants_bool && Number::from_json(text).is_some() => {
                Some("remove the quotes".to_owned())
            }
            _ => None,
        }
    }
}

/// ``a whole number from 0 to 65,535``; only the ends that somebody may meet are named.
fn whole_number(least: i128, most: i128) -> String {
    match (least, most) {
        (0, most) if most > i128::from(u32::MAX) => "a whole number from 0".to_owned(),
        (_, most) if most > i128::from(u32::MAX) => "a whole number".to_owned(),
        (least, most) => format!(
            "a whole number from {} to {}",
            grouped(least),
            grouped(most)
        ),
    }
}

/// `65,535`
fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::from(if number < 0 { "-" } else { "" });
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

macro_rules! whole_numbers {
    ($($deserialize:ident $visit:ident $type:ty,)+) => {$(
        fn $deserialize<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
            match self.number().and_then(|number| number.as_str().parse().ok()) {
                Some(number) => visitor.$visit(number),
                None => Err(self.wrong_kind_with(
                    whole_number(i128::from(<$type>::MIN), i128::from(<$type>::MAX)),
                    self.help_for_text(false),
                )),
            }
        }
    )+};
}

impl<'a> Deserializer<'a> for Reader<'a> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(bool) => visitor.visit_bool(*bool),
            Value::Number(number) if self.opaque => visitor.visit_map(MapDeserializer::new(
                [(Number::TOKEN, number.as_str())].into_iter(),
            )),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, Some(number)) => visitor.visit_f64(number),
                (None, None, None) => Err(self.wrong_kind("a number that can be computed with")),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::List(items) => Items::read(self, items, visitor),
            Value::Map(entries) => Entries::read(self, entries, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.node.value {
            Value::Bool(bool) => visitor.visit_bool(*bool),
            Value::Null | Value::Number(_) | Value::String(_) | Value::List(_) | Value::Map(_) => {
                Err(self.wrong_kind_with("true or false", self.help_for_text(true)))
            }
        }
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f32<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.number().and_then(Number::as_f64) {
            Some(number) => visitor.visit_f64(number),
            None => Err(self.wrong_kind_with("a number", self.help_for_text(false))),
        }
    }

    fn deserialize_char<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if self.node.value == Value::Null {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if self.node.value == Value::Null {
            visitor.visit_unit()
        } else {
            Err(self.wrong_kind("nothing"))
        }
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let opaque = self.opaque || name == OPAQUE;
        visitor.visit_newtype_struct(Self { opaque, ..self })
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        Items::read(self, self.items()?, visitor)
    }

    fn deserialize_tuple<V: Visitor<'a>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let items = self.items()?;
        if items.len() != length {
            return Err(Mistake::new(What::Other(format!(
                "expected a list of {length}, found a list of {}",
                items.len()
            ))));
        }
        Items::read(self, items, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        Entries::read(self, self.entries()?, visitor)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        one_of::read(self, words, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_unit()
    }
}
