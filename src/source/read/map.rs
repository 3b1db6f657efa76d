//! Maps: keys that are texts, no key twice, and `<<` that merges.

use std::collections::BTreeSet;

use granit_parser::{Event, ScalarStyle, StructureStyle};

use crate::diag::{Diagnostic, Place, Refusal};
use crate::source::read::Kept;
use crate::source::read::limits::Halt;
use crate::source::read::slips::character;
use crate::source::read::tree::{Reading, bytes, end_of, is_short_form};
use crate::source::{Entry, Node, Span, Value};

/// What stands before a colon.
enum Key {
    Name(String, Span),
    /// `<<`, whose value's entries belong to this map.
    Merge(Span),
    Refused,
}

impl<'a> Reading<'a> {
    /// The map that begins here.
    pub(super) fn map(
        &mut self,
        style: StructureStyle,
        span: granit_parser::Span,
    ) -> Result<Node, Halt> {
        let Span { start, mut end } = bytes(span);
        self.descend(bytes(span))?;
        let mut entries = Vec::new();
        let mut merged = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                end = end_of(style, span, end);
                break;
            }
            let key = self.key(event, span)?;
            let value = self.node()?;
            end = value.span.end.max(bytes(span).end);
            match key {
                Key::Name(key, key_span) => entries.push(Entry {
                    key,
                    key_span,
                    value,
                }),
                Key::Merge(place) => merged.extend(self.merged_maps(place, value)),
                Key::Refused => {}
            }
        }
        self.depth -= 1;
        self.refuse_duplicates(&mut entries);
        merge(&mut entries, merged);
        Ok(Node {
            span: Span { start, end },
            value: Value::Map(entries),
        })
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "whatever else is a key is read as a node"
    )]
    fn key(&mut self, event: Event<'a>, span: granit_parser::Span) -> Result<Key, Halt> {
        let place = bytes(span);
        let node = match event {
            Event::Scalar(_, ScalarStyle::Plain, _, None) if place.is_empty() => {
                let colon = character(self.text, place.start);
                self.found
                    .push(no_key(colon, "there is no key before this colon"));
                return Ok(Key::Refused);
            }
            Event::Scalar(text, ScalarStyle::Plain, _, None) if text == "<<" => {
                return Ok(Key::Merge(place));
            }
            Event::Scalar(text, _, anchor, tag)
                if tag.as_ref().is_none_or(|tag| !is_short_form(tag)) =>
            {
                let key = text.into_owned();
                if anchor != 0 {
                    let value = Value::String(key.clone());
                    self.aliases
                        .remember(anchor, &Node { span: place, value })?;
                }
                return Ok(Key::Name(key, place));
            }
            other => self.node_from(other, span)?,
        };
        Ok(match node.value {
            Value::String(key) => Key::Name(key, place),
            Value::Bool(key) => Key::Name(key.to_string(), place),
            Value::Number(key) => Key::Name(key.to_string(), place),
            Value::Null | Value::List(_) | Value::Map(_) => {
                let words = format!("a key is a text, and this is {}", node.kind());
                self.found.push(
                    no_key(node.span, &words).help("quote a text that begins with `{`, `[` or `!`"),
                );
                Key::Refused
            }
        })
    }

    /// The maps that a merge key names: one, or a list of them.
    fn merged_maps(&mut self, place: Span, value: Node) -> Vec<Vec<Entry>> {
        let nodes = match value.value {
            Value::List(items) => items,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Map(_) => {
                vec![value]
            }
        };
        let mut maps = Vec::new();
        for node in nodes {
            let kind = node.kind();
            match node.value {
                Value::Map(entries) => maps.push(entries),
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::List(_) => {
                    self.found.push(Diagnostic::refusal(
                        Refusal::WrongType,
                        Place::Bytes(place.into()),
                        format!("`<<` takes a map or a list of maps, found {kind}"),
                    ));
                }
            }
        }
        maps
    }

    /// Refuses every key that stands in the map before; one of them is kept.
    fn refuse_duplicates(&mut self, entries: &mut Vec<Entry>) {
        let mut order: Vec<&Entry> = entries.iter().collect();
        // Stable: equal keys stay in the order of the text.
        order.sort_by(|left, right| left.key.cmp(&right.key));
        let mut left_out = BTreeSet::new();
        for same in order.chunk_by(|left, right| left.key == right.key) {
            let [first, again @ ..] = same else { continue };
            let others = match self.kept {
                Kept::First => again,
                Kept::Last => &same[..again.len()],
            };
            left_out.extend(others.iter().map(|entry| entry.key_span.start));
            for entry in again {
                self.found.push(
                    Diagnostic::refusal(
                        Refusal::DuplicateKey,
                        Place::Bytes(entry.key_span.into()),
                        format!("the key `{}` stands twice in this map", entry.key),
                    )
                    .also(Place::Bytes(first.key_span.into()), "it stands here first"),
                );
            }
        }
        entries.retain(|entry| !left_out.contains(&entry.key_span.start));
    }
}

fn no_key(place: Span, words: &str) -> Diagnostic {
    Diagnostic::refusal(Refusal::NotYaml, Place::Bytes(place.into()), words)
}

/// Adds the entries of the merged maps whose keys are not there yet: the map's own win, then earlier ones over later.
/// <https://yaml.org/type/merge.html>
fn merge(entries: &mut Vec<Entry>, merged: Vec<Vec<Entry>>) {
    if merged.is_empty() {
        return;
    }
    let mut keys: BTreeSet<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    for entry in merged.into_iter().flatten() {
        if keys.insert(entry.key.clone()) {
            entries.push(entry);
        }
    }
}
