//! A policy document that is written as a JSON text, as CloudFormation takes it too.

use std::borrow::Cow;

use serde_json::Value;

use crate::template::{Said, Term, Text};

/// The document: of a text that is JSON what it says, everything at the place of the text; anything else as it is.
pub(super) fn read(term: &Term) -> Cow<'_, Term> {
    let text = match &term.said {
        Said::Text(text) => text.as_known(),
        Said::Null
        | Said::Bool(_)
        | Said::Number(_)
        | Said::List(_)
        | Said::Map(_)
        | Said::Unknown(_) => None,
    };
    let value = text.and_then(|text| serde_json::from_str(text).ok());
    value.map_or(Cow::Borrowed(term), |value| Cow::Owned(at(term, value)))
}

fn at(place: &Term, value: Value) -> Term {
    let said = match value {
        Value::Null => Said::Null,
        Value::Bool(bool) => Said::Bool(bool),
        // Policies compare texts, and a number is one there.
        Value::Number(number) => Said::Text(Text::from(number.to_string())),
        Value::String(text) => Said::Text(Text::from(text)),
        Value::Array(items) => Said::List(items.into_iter().map(|item| at(place, item)).collect()),
        Value::Object(entries) => {
            let entries = entries.into_iter();
            Said::Map(
                entries
                    .map(|(key, value)| (key, at(place, value)))
                    .collect(),
            )
        }
    };
    Term {
        at: place.at.clone(),
        said,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::simulate::deployed::term;
    use crate::template::Said;

    #[test]
    fn json_in_a_text() {
        let text = term(r#""{\"Statement\":[{\"Sid\":\"a\",\"N\":1.50}]}""#);
        let document = read(&text);
        assert_eq!(document.at, text.at);
        let statement = &document.get("Statement").unwrap().items()[0];
        assert_eq!(statement.text_at(&["Sid"]).unwrap().as_known(), Some("a"));
        assert_eq!(statement.text_at(&["N"]).unwrap().as_known(), Some("1.50"));
        for same in [r#""{""#, r#""""#, r#"{"Statement":[]}"#] {
            assert_eq!(*read(&term(same)), term(same), "{same}");
        }
        assert!(matches!(read(&term(r#""[]""#)).said, Said::List(_)));
    }
}
