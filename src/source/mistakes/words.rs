//! What is said about each mistake of a value's shape or sense.

use crate::diag::{Diagnostic, Path, Place, Refusal, did_you_mean, quoted};
use crate::source::Node;
use crate::source::deserialize::What;

/// The word that was meant by an unknown one, if it is near and not there already. `map` is where a field stands.
pub(super) fn meant(what: &What, map: Option<&Node>) -> Option<&'static str> {
    let is_there = |field: &str| map.is_some_and(|map| map.get(field).is_some());
    match what {
        What::UnknownField { field, known } => did_you_mean(
            field,
            known.iter().copied().filter(|field| !is_there(field)),
        ),
        What::UnknownWord { word, known } => did_you_mean(word, known.iter().copied()),
        What::MissingField(_)
        | What::SecondKey { .. }
        | What::WrongKind { .. }
        | What::Other(_) => None,
    }
}

/// The refusal of what is wrong in the value at `path`, or in its key; `meant` is what was meant instead.
pub(super) fn refuse(what: What, path: &Path, on_key: bool, meant: Option<&str>) -> Diagnostic {
    let place = if on_key {
        Place::Key(path.clone())
    } else {
        Place::Value(path.clone())
    };
    let refusal = |refusal, message| Diagnostic::refusal(refusal, place, message);
    match what {
        What::UnknownField { field: word, known } | What::UnknownWord { word, known } if on_key => {
            refusal(Refusal::UnknownField, format!("unknown field `{word}`"))
                .maybe_help(choice("fields", meant, known))
        }
        What::UnknownField { field: word, known } | What::UnknownWord { word, known } => {
            refusal(Refusal::InvalidValue, format!("unknown value `{word}`"))
                .maybe_help(choice("values", meant, known))
        }
        What::MissingField(field) => {
            let place = match path.steps() {
                [] => Place::Nowhere,
                [..] => Place::Key(path.clone()),
            };
            Diagnostic::refusal(
                Refusal::MissingField,
                place,
                format!("missing field `{field}`"),
            )
        }
        What::SecondKey { key, first } => {
            let first = Place::Key(path.parent().join(first));
            refusal(
                Refusal::UnknownField,
                format!("`{key}` is one key too many"),
            )
            .also(first, "this map takes one key, and this is it")
        }
        What::WrongKind {
            expected,
            found,
            help,
        } => refusal(
            Refusal::WrongType,
            format!("expected {expected}, found {found}"),
        )
        .maybe_help(help),
        What::Other(words) => match words.split_once('\n') {
            Some((message, help)) => refusal(Refusal::InvalidValue, message.to_owned()).help(help),
            None => refusal(Refusal::InvalidValue, words),
        },
    }
}

/// What to write instead of an unknown word.
fn choice(what: &str, meant: Option<&str>, known: &[&str]) -> Option<String> {
    match meant {
        Some(meant) => Some(format!("did you mean `{meant}`?")),
        None if known.is_empty() => None,
        None => Some(format!(
            "the {what} here are: {}",
            quoted(known.iter().copied())
        )),
    }
}
