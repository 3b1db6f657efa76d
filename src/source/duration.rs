//! Spans of time as a user writes them: `30s`, `24h`, `365d`.
#![expect(
    clippy::disallowed_macros,
    reason = "the derive of JsonSchema uses `json!` for a pattern"
)]

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A span of time with its unit: `s`, `m`, `h`, `d` or `w`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[schemars(with = "String", extend("pattern" = "^[0-9]+(s|m|h|d|w)$"))]
pub struct Duration {
    seconds: u32,
}

impl Duration {
    /// A span of so many seconds.
    pub const fn from_seconds(seconds: u32) -> Self {
        Self { seconds }
    }

    /// The span in seconds.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// The span in days, if it is a whole number of them.
    pub const fn whole_days(self) -> Option<u32> {
        if self.seconds.is_multiple_of(86_400) {
            Some(self.seconds / 86_400)
        } else {
            None
        }
    }
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = match &text[digits.len()..] {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            "w" => 604_800,
            _ => 0,
        };
        let amount: Option<u32> = digits.parse().ok();
        match amount.and_then(|amount| amount.checked_mul(unit)) {
            Some(seconds) if unit > 0 => Ok(Self { seconds }),
            _ => Err(format!(
                "`{text}` is not a span of time\nwrite a whole number and its unit, s, m, h, d or w: `30s`, `24h`, `365d`"
            )),
        }
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Span;

        impl Visitor<'_> for Span {
            type Value = Duration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a span of time like `30s`, `24h` or `365d`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Duration, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Duration, E> {
                Err(E::custom(format!(
                    "`{number}` has no unit\nwrite it with one: `{number}s`, `{number}m`, `{number}h`, `{number}d` or `{number}w`"
                )))
            }
        }

        deserializer.deserialize_any(Span)
    }
}

/// The largest unit that divides the span: `1d`, `90s`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (size, unit) = [(86_400, 'd'), (3_600, 'h'), (60, 'm')]
            .into_iter()
            .find(|(size, _)| self.seconds > 0 && self.seconds.is_multiple_of(*size))
            .unwrap_or((1, 's'));
        write!(f, "{}{unit}", self.seconds / size)
    }
}

#[cfg(test)]
mod tests {
    use super::Duration;

    #[test]
    fn a_span_has_a_unit_and_fits() {
        for (text, seconds) in [
            ("0s", 0),
            ("30s", 30),
            ("24h", 86_400),
            ("365d", 31_536_000),
        ] {
            assert_eq!(text.parse(), Ok(Duration::from_seconds(seconds)));
        }
        for wrong in ["", "30", "h", "1.5h", "-1s", "99999999w", "1 h", "1y"] {
            assert!(wrong.parse::<Duration>().is_err(), "{wrong}");
        }
        assert_eq!(Duration::from_seconds(86_400).to_string(), "1d");
    }
}
