//! What a scalar without quotes says: nothing, true, a number or a text.

use crate::source::{Number, Value};

/// A number that JSON cannot hold: `.inf`, `.nan`.
pub(super) struct NoJsonNumber;

/// The value of a plain scalar, as YAML 1.2's core schema (<https://yaml.org/spec/1.2.2/#103-core-schema>) and
/// `serde_yaml` have it: `yes` and `012345678901` are texts. Every JSON number is a number, even beyond what
/// `serde_yaml` can compute with, since the text is kept.
pub(super) fn plain(text: &str) -> Result<Value, NoJsonNumber> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            match Number::from_json(text) {
                Some(number) => Value::Number(number),
                None => {
                    yaml_number(text)?.map_or_else(|| Value::String(text.to_owned()), Value::Number)
                }
            }
        }
        _ => Value::String(text.to_owned()),
    })
}

/// The number that only YAML writes this way (`0x10`, `0o17`, `.5`, `+1`), in JSON's way; `None` for a text.
fn yaml_number(text: &str) -> Result<Option<Number>, NoJsonNumber> {
    let Ok(serde_yaml::Value::Number(number)) = serde_yaml::from_str(text) else {
        return Ok(None);
    };
    let whole = number
        .as_u64()
        .map(Number::from)
        .or_else(|| number.as_i64().map(Number::from));
    let float = || number.as_f64().and_then(serde_json::Number::from_f64);
    whole
        .or_else(|| float().as_ref().map(Number::from))
        .map(Some)
        .ok_or(NoJsonNumber)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain;
    use crate::source::{Number, Value};

    fn number(text: &str) -> String {
        match plain(text) {
            Ok(Value::Number(number)) => number.as_str().to_owned(),
            Ok(_) => "no number".to_owned(),
            Err(_) => "refused".to_owned(),
        }
    }

    #[test]
    fn numbers_keep_their_text_where_json_has_it() {
        for text in ["1.10", "1e3", "-0", "1e400", "99999999999999999999999999"] {
            assert_eq!(number(text), text);
        }
        for (yaml, json) in [
            ("0x10", "16"),
            ("0o17", "15"),
            ("-0x10", "-16"),
            (".5", "0.5"),
            ("+1", "1"),
            ("5.", "5.0"),
        ] {
            assert_eq!(number(yaml), json);
        }
        for text in [
            "012345678901",
            "1_000",
            "2012-10-17",
            "1.2.3",
            "10.0.0.0/8",
            "yes",
            "-",
            "-x",
        ] {
            assert_eq!(number(text), "no number", "{text}");
        }
        for text in [".inf", "-.INF", "+.inf", ".nan"] {
            assert_eq!(number(text), "refused", "{text}");
        }
    }

    proptest! {
        #[test]
        fn serde_yaml_agrees(text in "[-+.~]?[0-9a-fox_]{0,6}[.e]?[-+0-9]{0,3}|[nN](ull|ULL|o)|[tT](rue|RUE)|[fF](alse|ALSE)|yes|~") {
            // A hyphen alone is no scalar, and begins a list; three begin a document.
            prop_assume!(text != "-" && text != "---");
            let ours = plain(&text);
            let theirs: serde_yaml::Value = serde_yaml::from_str(&text).unwrap_or(serde_yaml::Value::String(text.clone()));
            match (ours, theirs) {
                (Ok(Value::Null), serde_yaml::Value::Null)
                | (Err(_), serde_yaml::Value::Number(_)) => {}
                (Ok(Value::Bool(ours)), serde_yaml::Value::Bool(theirs)) => prop_assert_eq!(ours, theirs),
                (Ok(Value::Number(ours)), serde_yaml::Value::Number(theirs)) => {
                    prop_assert_eq!(ours.as_f64(), theirs.as_f64());
                }
                // What `serde_yaml` cannot compute with, it takes as a text.
                (Ok(Value::Number(ours)), serde_yaml::Value::String(text)) => {
                    prop_assert_eq!(Some(ours), Number::from_json(&text));
                }
                (Ok(Value::String(ours)), serde_yaml::Value::String(theirs)) => prop_assert_eq!(ours, theirs),
                (ours, theirs) => prop_assert!(false, "{text}: {:?} and {theirs:?}", ours.ok()),
            }
        }
    }
}
