//! From a tree to a typed value, with every mistake of the whole tree in one go.

use serde::de::DeserializeOwned;

use crate::diag::{Diagnostic, Path, Place, Refusal, did_you_mean, quoted};
use crate::source::deserialize::{Mistake, Reader, Taken, What};
use crate::source::{Node, Value};

/// How many mistakes are looked for in one file.
const MOST: usize = 300;

/// How many nodes are visited for them: a round reads the whole tree, and a large tree has fewer rounds.
const MOST_NODES: usize = 12_000_000;

/// Reads a typed value and tells every mistake of shape and sense in the tree, in the order of the text. The value is
/// what could be read without them; there is none where the root itself cannot be read.
///
/// A deserializer stops at the first mistake. So what is wrong is told, taken out, and the rest read again, until all of
/// it can be read.
pub fn parse<T: DeserializeOwned>(root: &Node) -> (Option<T>, Vec<Diagnostic>) {
    let mut told = Told::default();
    let rounds = (MOST_NODES / count(root)).clamp(2, MOST);
    for _ in 0..rounds {
        match T::deserialize(Reader::new(root, &told.taken)) {
            Ok(value) => return (Some(value), told.in_order(root)),
            Err(mistake) => {
                if !told.tell(root, mistake) {
                    return (None, told.in_order(root));
                }
            }
        }
    }
    let more = "there may be more mistakes; mend these first".to_owned();
    if let Some(last) = told.diagnostics.last_mut() {
        last.help.push(more);
    }
    (None, told.in_order(root))
}

/// What has been told, and what was taken out for it.
#[derive(Default)]
struct Told {
    taken: Taken,
    /// The paths of what was taken out.
    paths: Vec<Path>,
    /// The paths of fields that an unknown one may have been meant for.
    suggested: Vec<Path>,
    diagnostics: Vec<Diagnostic>,
}

impl Told {
    /// Tells a mistake, unless it follows from what was told before, and takes out what is wrong; false where that is
    /// the root.
    fn tell(&mut self, root: &Node, mistake: Mistake) -> bool {
        let (what, path, on_key) = mistake.into_parts();
        if !self.follows(&what, &path) {
            let diagnostic = self.in_words(root, &what, &path, on_key);
            self.diagnostics.push(diagnostic);
        }
        self.take_out(root, path)
    }

    /// Whether a mistake would not be there without those told before: what lacks a field that was taken out, or was
    /// written wrongly, and what encloses something taken out.
    fn follows(&self, what: &What, path: &Path) -> bool {
        if let What::MissingField(field) = what {
            let missing = path.join(*field);
            return self.paths.contains(&missing) || self.suggested.contains(&missing);
        }
        self.paths.iter().any(|taken| taken.is_within(path))
    }

    /// Takes out the node at the path, or the nearest above that is still there.
    fn take_out(&mut self, root: &Node, mut path: Path) -> bool {
        while !path.steps().is_empty() {
            let is_new = root.at(&path).is_some_and(|node| self.taken.take(node));
            if is_new {
                self.paths.push(path);
                return true;
            }
            path = path.parent();
        }
        false
    }

    fn in_words(&mut self, root: &Node, what: &What, path: &Path, on_key: bool) -> Diagnostic {
        let place = if on_key {
            Place::Key(path.clone())
        } else {
            Place::Value(path.clone())
        };
        match what {
            What::UnknownField { field, known } => {
                let map = path.parent();
                let siblings = root.at(&map);
                let free = known
                    .iter()
                    .copied()
                    .filter(|name| siblings.is_none_or(|siblings| siblings.get(name).is_none()));
                let near = did_you_mean(field, free);
                self.suggested.extend(near.map(|near| map.join(near)));
                Diagnostic::refusal(
                    Refusal::UnknownField,
                    place,
                    format!("unknown field `{field}`"),
                )
                .maybe_help(suggestion(near, "fields", known))
            }
            What::MissingField(field) => {
                let place = if path.steps().is_empty() {
                    Place::Nowhere
                } else {
                    Place::Key(path.clone())
                };
                Diagnostic::refusal(
                    Refusal::MissingField,
                    place,
                    format!("missing field `{field}`"),
                )
            }
            What::UnknownWord { word, known } if on_key => {
                let near = did_you_mean(word, known.iter().copied());
                Diagnostic::refusal(
                    Refusal::UnknownField,
                    place,
                    format!("unknown field `{word}`"),
                )
                .maybe_help(suggestion(near, "fields", known))
            }
            What::UnknownWord { word, known } => {
                let near = did_you_mean(word, known.iter().copied());
                Diagnostic::refusal(
                    Refusal::InvalidValue,
                    place,
                    format!("unknown value `{word}`"),
                )
                .maybe_help(suggestion(near, "values", known))
            }
            What::SecondKey { key, first } => Diagnostic::refusal(
                Refusal::UnknownField,
                place,
                format!("`{key}` is one key too many"),
            )
            .also(
                Place::Key(path.parent().join(first.as_str())),
                "this map takes one key, and this is it",
            ),
            What::WrongKind {
                expected,
                found,
                help,
            } => Diagnostic::refusal(
                Refusal::WrongType,
                place,
                format!("expected {expected}, found {found}"),
            )
            .maybe_help(help.clone()),
            What::Other(words) => {
                let (message, help) = match words.split_once('\n') {
                    Some((message, help)) => (message, Some(help.to_owned())),
                    None => (words.as_str(), None),
                };
                Diagnostic::refusal(Refusal::InvalidValue, place, message).maybe_help(help)
            }
        }
    }

    fn in_order(mut self, root: &Node) -> Vec<Diagnostic> {
        self.diagnostics
            .sort_by_key(|diagnostic| root.span_of(&diagnostic.at).map(|bytes| bytes.start));
        self.diagnostics
    }
}

fn suggestion(near: Option<&str>, what: &str, known: &[&str]) -> Option<String> {
    match near {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if known.is_empty() => None,
        None => Some(format!(
            "the {what} here are: {}",
            quoted(known.iter().copied())
        )),
    }
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|entry| count(&entry.value)).sum(),
    }
}
