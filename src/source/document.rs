//! A text with the name it is shown under, and the bytes of it that a place means.

use std::ops::Range;

use crate::diag::{Place, Problems};
use crate::source::{Node, read};

/// A text and the name it is shown under; it may be no YAML at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The name in messages: a path as the user gave it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A place as people count it: both numbers begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character within the line.
    pub column: usize,
}

impl Document {
    /// A document of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// The line and column of a byte; a byte past the end or within a character counts as the last character before it.
    pub fn position(&self, byte: usize) -> Position {
        let before = &self.text[..self.text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// A document that could be read, together with its tree.
#[derive(Debug, Clone)]
pub struct Source {
    /// The text.
    pub document: Document,
    /// What it says.
    pub tree: Node,
}

impl Source {
    /// Reads a document; fails with every mistake of its syntax.
    pub fn read(document: Document) -> Result<Self, Problems> {
        let tree = read(&document)?;
        Ok(Self { document, tree })
    }

    /// The bytes of the text that a place means: of a key, the key; of a value, the value as written; of what is not
    /// there, the nearest key above it. `None` for places that are not in this text.
    pub fn span(&self, place: &Place) -> Option<Range<usize>> {
        self.tree.span_of(place)
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Position, Source};
    use crate::diag::{Path, Place, Step};

    const TEXT: &str =
        "name: shop\nbuckets:\n  photos:\n    cors:\n      - origins: [\"é\", b]\n  empty:\n";

    #[track_caller]
    fn check(place: &Place, expected: Option<&str>) {
        let source = Source::read(Document::new("shop.yaml", TEXT)).unwrap();
        let found = source.span(place).map(|bytes| &TEXT[bytes]);
        assert_eq!(found, expected, "{place:?}");
    }

    fn path(keys: &[&str]) -> Path {
        keys.iter().copied().collect()
    }

    #[test]
    fn places_mean_bytes() {
        let origins: Path = path(&["buckets", "photos", "cors"]).join(0).join("origins");
        check(&Place::Key(path(&["buckets", "photos"])), Some("photos"));
        check(&Place::Value(path(&["name"])), Some("shop"));
        check(&Place::Key(origins.clone()), Some("origins"));
        check(&Place::Value(origins.clone()), Some("[\"é\", b]"));
        check(&Place::Value(origins.join(0)), Some("\"é\""));
        check(&Place::Key(origins.parent()), Some("origins: [\"é\", b]"));
        check(&Place::Bytes(0..4), Some("name"));
    }

    #[test]
    fn what_is_not_there_is_at_the_nearest_key_above() {
        check(&Place::Value(path(&["buckets", "empty"])), Some("empty"));
        check(
            &Place::Key(path(&["buckets", "empty", "cors"])),
            Some("empty"),
        );
        check(
            &Place::Value(path(&["buckets", "photos", "x", "y"])),
            Some("photos"),
        );
        check(&Place::Key(path(&["x"])), None);
        check(&Place::Nowhere, None);
        check(
            &Place::Template([Step::from("Resources")].into_iter().collect()),
            None,
        );
    }

    #[test]
    fn positions_are_counted_in_characters_from_one() {
        let document = Document::new("x", "a\r\né: b\n");
        assert_eq!(document.position(0), Position { line: 1, column: 1 });
        assert_eq!(document.position(5), Position { line: 2, column: 2 });
        assert_eq!(document.position(4), Position { line: 2, column: 1 });
        assert_eq!(document.position(99), Position { line: 3, column: 1 });
    }
}
