//! One tree laid over another: what an environment or an override says wins.

use crate::diag::{Diagnostic, Path, Place, Refusal, did_you_mean};
use crate::source::{Entry, Node, Value};

/// Lays `over` on `base`: maps merge key by key, null removes, anything else replaces. `at` is where `over` stands in
/// its own text; what it removes without its being there is refused at that place. Spans stay those of the text that
/// said it.
pub fn lay(base: &Node, over: &Node, at: &Path) -> (Node, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let laid = lay_value(Some(base), over, at, &mut found);
    (laid, found)
}

fn lay_value(base: Option<&Node>, over: &Node, at: &Path, found: &mut Vec<Diagnostic>) -> Node {
    let Some(changes) = over.as_map() else {
        return over.clone();
    };
    let below = base.and_then(Node::as_map);
    let mut entries = below.unwrap_or_default().to_vec();
    for change in changes {
        let position = entries.iter().position(|entry| entry.key == change.key);
        let at = at.join(change.key.as_str());
        match (position, &change.value.value) {
            (Some(position), Value::Null) => {
                entries.remove(position);
            }
            (None, Value::Null) => found.push(nothing_to_remove(&change.key, &entries, at)),
            (Some(position), _) => {
                let entry = &mut entries[position];
                let value = lay_value(Some(&entry.value), &change.value, &at, found);
                let merged = entry.value.as_map().is_some() && value.as_map().is_some();
                let key_span = if merged {
                    entry.key_span
                } else {
                    change.key_span
                };
                *entry = Entry {
                    key_span,
                    value,
                    key: change.key.clone(),
                };
            }
            (None, _) => {
                let value = lay_value(None, &change.value, &at, found);
                entries.push(Entry {
                    value,
                    ..change.clone()
                });
            }
        }
    }
    let span = match (base, below) {
        (Some(base), Some(_)) => base.span,
        _ => over.span,
    };
    Node {
        span,
        value: Value::Map(entries),
    }
}

fn nothing_to_remove(key: &str, entries: &[Entry], at: Path) -> Diagnostic {
    let there = entries.iter().map(|entry| entry.key.as_str());
    Diagnostic::refusal(
        Refusal::NothingToRemove,
        Place::Key(at),
        format!("there is no `{key}` here to remove"),
    )
    .maybe_help(did_you_mean(key, there).map(|near| format!("did you mean `{near}`?")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::lay;
    use crate::diag::{Path, Place};
    use crate::source::{Document, Node, read};

    fn node(text: &str) -> Node {
        read(&Document::new("x", text)).unwrap()
    }

    #[test]
    fn maps_merge_null_removes_and_the_rest_replaces() {
        let base = node("{a: 1, b: {x: 1, y: [1, 2]}, c: 3}");
        let over = node("{b: {y: [3], z: {q: 1}}, c: null, d: {e: 1}}");
        let (laid, found) = lay(&base, &over, &Path::root());
        assert_eq!(
            laid,
            node("{a: 1, b: {x: 1, y: [3], z: {q: 1}}, d: {e: 1}}")
        );
        assert_eq!(found, []);
    }

    #[test]
    fn what_is_not_there_cannot_be_removed() {
        let base = node("{buckets: {photos: {}}}");
        let over = node("{buckets: {photo: null}, sites: {app: null}}");
        let at: Path = ["environments", "test"].into_iter().collect();
        let (laid, found) = lay(&base, &over, &at);
        assert_eq!(laid, node("{buckets: {photos: {}}, sites: {}}"));
        assert_eq!(found[0].at, Place::Key(at.join("buckets").join("photo")));
        assert_eq!(found[0].message, "there is no `photo` here to remove");
        assert_eq!(found[0].help, ["did you mean `photos`?"]);
        assert_eq!(found[1].at, Place::Key(at.join("sites").join("app")));
    }

    #[test]
    fn places_are_those_of_the_text_that_said_it() {
        let text = "base: {a: {x: 1}, b: 2}\nover: {b: {y: 3}}\n";
        let both = node(text);
        let (laid, _) = lay(
            both.get("base").unwrap(),
            both.get("over").unwrap(),
            &Path::root(),
        );
        let shown = |place: Place| laid.span_of(&place).map(|bytes| &text[bytes]);
        let path = |keys: &[&str]| keys.iter().copied().collect::<Path>();
        assert_eq!(shown(Place::Value(path(&["a", "x"]))), Some("1"));
        assert_eq!(shown(Place::Value(path(&["b", "y"]))), Some("3"));
        assert_eq!(
            laid.as_map().unwrap()[1].key_span.start,
            text.rfind('b').unwrap()
        );
    }

    /// Small maps over few keys, so that they meet.
    fn map() -> impl Strategy<Value = Node> {
        let leaf = prop_oneof![
            Just("1".to_owned()),
            Just("[null]".to_owned()),
            Just("null".to_owned())
        ];
        leaf.prop_recursive(3, 12, 3, |below| {
            prop::collection::btree_map("[abc]", below, 0..3).prop_map(|map| {
                let entries: Vec<String> = map
                    .iter()
                    .map(|(key, value)| format!("{key}: {value}"))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            })
        })
        .prop_filter_map("a map", |text| {
            Some(node(&text)).filter(|node| node.as_map().is_some())
        })
    }

    proptest! {
        #[test]
        fn nothing_laid_over_changes_nothing(base in map()) {
            prop_assert_eq!(lay(&base, &node("{}"), &Path::root()), (base.clone(), vec![]));
        }

        #[test]
        fn laying_twice_is_laying_once(base in map(), over in map()) {
            let once = lay(&base, &over, &Path::root()).0;
            prop_assert_eq!(lay(&once, &over, &Path::root()).0, once.clone());
        }
    }
}
