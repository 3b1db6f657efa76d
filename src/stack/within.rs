//! Whole numbers within AWS's limits.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// A whole number from `LOW` to `HIGH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Within<const LOW: u32, const HIGH: u32>(u32);

impl<const LOW: u32, const HIGH: u32> Within<LOW, HIGH> {
    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<'de, const LOW: u32, const HIGH: u32> Deserialize<'de> for Within<LOW, HIGH> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Range<const LOW: u32, const HIGH: u32>;

        impl<const LOW: u32, const HIGH: u32> Visitor<'_> for Range<LOW, HIGH> {
            type Value = Within<LOW, HIGH>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a whole number from {LOW} to {}", grouped(HIGH))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                match u32::try_from(number) {
                    Ok(fitting) if (LOW..=HIGH).contains(&fitting) => Ok(Within(fitting)),
                    _ => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
                }
            }
        }

        deserializer.deserialize_any(Range::<LOW, HIGH>)
    }
}

/// `10,240`
fn grouped(number: u32) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}

impl<const LOW: u32, const HIGH: u32> JsonSchema for Within<LOW, HIGH> {
    fn schema_name() -> Cow<'static, str> {
        format!("{LOW} to {HIGH}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut schema = Schema::default();
        schema.insert("type".to_owned(), "integer".into());
        schema.insert("minimum".to_owned(), LOW.into());
        schema.insert("maximum".to_owned(), HIGH.into());
        schema
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(128), "128");
        assert_eq!(grouped(10_240), "10,240");
        assert_eq!(grouped(1_002_003), "1,002,003");
    }
}
