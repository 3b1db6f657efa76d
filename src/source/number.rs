//! A number as it was written.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A JSON number that keeps its text: `1.10` stays `1.10` and `1e3` stays `1e3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// The name under which `serde_json` hands numbers on as text (its feature `arbitrary_precision`). Where it would
    /// no longer be understood, the test below fails.
    pub(super) const TOKEN: &str = "$serde_json::private::Number";

    /// The number that a text is, by JSON's grammar (RFC 8259, section 6).
    pub fn from_json(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (
                mantissa,
                Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
            ),
            None => (unsigned, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let valid = digits(whole)
            && (whole == "0" || !whole.starts_with('0'))
            && fraction.is_none_or(digits)
            && exponent.is_none_or(digits);
        valid.then(|| Self(text.to_owned()))
    }

    /// The text: valid JSON, and as written wherever what was written is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is written without fraction and exponent.
    pub fn is_whole(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }

    /// The whole number, if it is one in this range.
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The whole number, if it is one in this range.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The nearest floating point number, if it is finite.
    pub fn as_f64(&self) -> Option<f64> {
        self.0
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }
}

impl From<u64> for Number {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<&serde_json::Number> for Number {
    fn from(number: &serde_json::Number) -> Self {
        Self(number.as_str().to_owned())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Verbatim where `serde_json` writes text.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut number = serializer.serialize_struct(Self::TOKEN, 1)?;
        number.serialize_field(Self::TOKEN, &self.0)?;
        number.end()
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn a_number_keeps_its_text() {
        for text in [
            "0",
            "-0",
            "1.10",
            "1e3",
            "1E+03",
            "123456789012345678901234567890",
        ] {
            let number = Number::from_json(text).unwrap();
            assert_eq!(number.as_str(), text);
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
        }
    }

    #[test]
    fn what_json_does_not_take_is_no_number() {
        for text in [
            "", "-", "+1", "01", ".5", "5.", "1e", "1_000", "0x10", "1.e3", ".inf", "1.2.3",
            "1e1e1", "--1",
        ] {
            assert_eq!(Number::from_json(text), None, "{text}");
        }
    }
}
