//! Values written as text: JSON and base64.

use super::super::term::{Said, Term};
use super::super::text::Text;

/// A term as JSON text, as `Fn::ToJsonString` makes it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html>
pub(in crate::template) fn json(term: &Term) -> Text {
    let mut text = Text::default();
    write(term, &mut text);
    text
}

fn write(term: &Term, text: &mut Text) {
    match &term.said {
        Said::Null => text.push_known("null"),
        Said::Bool(bool) => text.push_known(if *bool { "true" } else { "false" }),
        Said::Number(number) => text.push_known(number.as_str()),
        Said::Unknown(fact) => text.push_unknown(fact.clone()),
        Said::Text(inner) => {
            text.push_known("\"");
            for part in inner.parts() {
                match part {
                    super::super::text::Part::Known(known) => text.push_known(&escaped(known)),
                    super::super::text::Part::Unknown(fact) => text.push_unknown(fact.clone()),
                }
            }
            text.push_known("\"");
        }
        Said::List(items) => {
            text.push_known("[");
            for (position, item) in (0_usize..).zip(items) {
                if position > 0 {
                    text.push_known(",");
                }
                write(item, text);
            }
            text.push_known("]");
        }
        Said::Map(entries) => {
            text.push_known("{");
            for (position, (key, value)) in (0_usize..).zip(entries) {
                if position > 0 {
                    text.push_known(",");
                }
                text.push_known(&format!("\"{}\":", escaped(key)));
                write(value, text);
            }
            text.push_known("}");
        }
    }
}

/// A text between the quotes of JSON.
fn escaped(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let inner = quoted.get(1..quoted.len().saturating_sub(1));
    inner.unwrap_or_default().to_owned()
}

/// Bytes in base64, RFC 4648.
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for place in 0..4 {
            let six = (group >> (18 - 6 * place)) & 63;
            let letter = LETTERS.get(six as usize).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() {
                letter as char
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_examples_of_rfc_4648() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
