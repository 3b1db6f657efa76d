//! A text of a policy: what stands there, with wildcards, variables and what is not known.

use std::borrow::Cow;

use super::key::Key;
use crate::aws::wildcard::{self, Case};
use crate::template::{Fact, Part, Text};

/// What stands for a `*` and a `?` that are no wildcards, where others are: characters of the private use area, of which
/// no name or path makes use.
const SHIELDED: [(char, char); 2] = [('*', '\u{E02A}'), ('?', '\u{E03F}')];

/// A text of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    pieces: Vec<Piece>,
    /// The whole, where there is nothing to fill in.
    known: Option<Glob>,
    /// Whether `*` and `?` are wildcards.
    wild: bool,
    /// Whether some `*` or `?` is meant as such.
    shielded: bool,
}

/// A piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// What stands there.
    Known(String),
    /// What the request has for a condition key.
    Variable {
        /// The key.
        key: Key,
        /// What stands there where the request does not carry the key.
        default: Option<String>,
    },
    /// What the template does not say.
    Unknown(Fact),
}

impl Pattern {
    /// Reads a text; with `wild`, `*` and `?` are wildcards, and with `variables`, `${…}` is filled in.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
    pub(super) fn read(text: &Text, wild: bool, variables: bool) -> Self {
        let mut pattern = Self {
            pieces: Vec::new(),
            known: None,
            wild,
            shielded: false,
        };
        for part in text.parts() {
            match part {
                Part::Known(text) if variables => pattern.push_variables(text),
                Part::Known(text) => pattern.push_known(text),
                Part::Unknown(fact) => pattern.pieces.push(Piece::Unknown(fact.clone())),
            }
        }
        pattern.finish()
    }

    /// The same with another pattern behind it.
    pub(super) fn then(mut self, other: Self) -> Self {
        self.shielded |= other.shielded;
        for piece in other.pieces {
            match piece {
                Piece::Known(text) => self.push_known(&text),
                Piece::Variable { .. } | Piece::Unknown(_) => self.pieces.push(piece),
            }
        }
        self.finish()
    }

    fn finish(mut self) -> Self {
        self.known = match &self.pieces[..] {
            [] => Some(Glob::new(String::new(), self.wild)),
            [Piece::Known(text)] => Some(Glob::new(text.clone(), self.wild)),
            [Piece::Variable { .. } | Piece::Unknown(_)] | [_, _, ..] => None,
        };
        self
    }

    fn push_known(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Known(last)) => last.push_str(text),
            Some(Piece::Variable { .. } | Piece::Unknown(_)) | None => {
                self.pieces.push(Piece::Known(text.to_owned()));
            }
        }
    }

    fn push_variables(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("${") {
            let Some((name, after)) = behind.split_once('}') else {
                break;
            };
            if !before.is_empty() {
                self.push_known(before);
            }
            match name {
                "*" | "?" if self.wild => {
                    self.shielded = true;
                    self.push_known(&shield(name));
                }
                "*" | "?" | "$" => self.push_known(name),
                _ => self.pieces.push(variable(name)),
            }
            rest = after;
        }
        if !rest.is_empty() {
            self.push_known(rest);
        }
    }

    /// Its pieces.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The whole, where there is nothing to fill in, with what would be compared by it.
    pub(super) const fn known(&self) -> Option<&Glob> {
        self.known.as_ref()
    }

    /// A text that is to be held against this one.
    pub(super) fn against<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.shielded && text.contains(['*', '?']) {
            Cow::Owned(shield(text))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The same with its variables filled in, as far as there are texts for their keys; what is put in has no wildcards.
    pub(super) fn filled(&self, mut value: impl FnMut(&Key) -> Option<Text>) -> Self {
        let mut filled = Self {
            pieces: Vec::new(),
            known: None,
            wild: self.wild,
            shielded: self.shielded,
        };
        for piece in &self.pieces {
            match piece {
                Piece::Known(text) => filled.push_known(text),
                Piece::Unknown(_) => filled.pieces.push(piece.clone()),
                Piece::Variable { key, .. } => match value(key) {
                    Some(text) => filled.push_value(&text),
                    None => filled.pieces.push(piece.clone()),
                },
            }
        }
        filled.finish()
    }

    fn push_value(&mut self, value: &Text) {
        for part in value.parts() {
            match part {
                Part::Known(text) if self.wild && text.contains(['*', '?']) => {
                    self.shielded = true;
                    self.push_known(&shield(text));
                }
                Part::Known(text) => self.push_known(text),
                Part::Unknown(fact) => self.pieces.push(Piece::Unknown(fact.clone())),
            }
        }
    }

    /// What comes before the first variable and what behind it, with `*` for every other one.
    pub(super) fn around_the_first_variable(&self) -> (Glob, Glob) {
        let is_variable = |piece: &Piece| matches!(piece, Piece::Variable { .. });
        let at = self.pieces.iter().position(is_variable);
        let (before, behind) = self.pieces.split_at(at.unwrap_or(self.pieces.len()));
        let glob = |pieces: &[Piece]| {
            let wide = |piece: &Piece| match piece {
                Piece::Known(text) => text.clone(),
                Piece::Variable { .. } | Piece::Unknown(_) => "*".to_owned(),
            };
            Glob::new(pieces.iter().map(wide).collect(), true)
        };
        (glob(before), glob(behind.get(1..).unwrap_or_default()))
    }

    /// As a text; variables are not filled in.
    pub(super) fn text(&self) -> Text {
        let part = |piece: &Piece| match piece {
            Piece::Known(text) => Part::Known(text.clone()),
            Piece::Unknown(fact) => Part::Unknown(fact.clone()),
            Piece::Variable { key, .. } => Part::Unknown(key.fact()),
        };
        self.pieces.iter().map(part).collect()
    }

    /// As a pattern that matches all that it may come to.
    pub(super) fn widest(&self) -> String {
        self.text().widest()
    }
}

/// `key` or `key, 'default'`.
fn variable(name: &str) -> Piece {
    let default = name.split_once(',').and_then(|(key, default)| {
        let default = default.trim().strip_prefix('\'')?.strip_suffix('\'')?;
        Some((key, default.to_owned()))
    });
    match default {
        Some((key, default)) => Piece::Variable {
            key: Key::new(key.trim()),
            default: Some(default),
        },
        None => Piece::Variable {
            key: Key::new(name.trim()),
            default: None,
        },
    }
}

/// A text whose `*` and `?` are no wildcards.
pub(super) fn shield(text: &str) -> String {
    let shielded = |char| {
        let pair = SHIELDED.iter().find(|(wildcard, _)| *wildcard == char);
        pair.map_or(char, |(_, shielded)| *shielded)
    };
    text.chars().map(shielded).collect()
}

/// A text with or without wildcards, all of it known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glob {
    text: String,
    /// How many bytes come before the first wildcard; all of them, if there is none.
    literal: usize,
    /// Whether a single `*` is all that follows them.
    open: bool,
}

impl Glob {
    fn new(text: String, wild: bool) -> Self {
        let first = text.find(['*', '?']).filter(|_| wild);
        let literal = first.unwrap_or(text.len());
        let open = text.get(literal..) == Some("*");
        Self {
            text,
            literal,
            open,
        }
    }

    /// As it is written.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it has no wildcard.
    pub(super) fn is_literal(&self) -> bool {
        self.literal == self.text.len()
    }

    /// Whether it matches a text.
    pub(super) fn matches(&self, text: &str) -> bool {
        if self.is_literal() {
            return self.text == text;
        }
        let (literal, wildcards) = self.text.split_at(self.literal);
        text.strip_prefix(literal)
            .is_some_and(|rest| self.open || wildcard::matches(wildcards, rest, Case::Sensitive))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Key, Pattern, Piece};
    use crate::aws::wildcard::{self, Case};
    use crate::template::Text;

    fn read(text: &str) -> Pattern {
        Pattern::read(&Text::from(text), true, true)
    }

    fn matches(pattern: &Pattern, text: &str) -> bool {
        let glob = pattern.known().unwrap();
        glob.matches(&pattern.against(text))
    }

    #[test]
    fn special_characters_stand_for_themselves() {
        let pattern = read("a${*}b*");
        assert!(matches(&pattern, "a*bc"));
        assert!(!matches(&pattern, "axbc"));
        let pattern = read("${?}${$}{x}");
        assert!(matches(&pattern, "?${x}"));
        assert!(!matches(&pattern, "y${x}"));
    }

    #[test]
    fn variables_with_and_without_defaults() {
        let pattern = read("home/${aws:username}/${aws:PrincipalTag/team, 'all of us'}");
        let named: Vec<(&str, Option<&str>)> = pattern
            .pieces()
            .iter()
            .filter_map(|piece| match piece {
                Piece::Variable { key, default } => Some((key.shown(), default.as_deref())),
                Piece::Known(_) | Piece::Unknown(_) => None,
            })
            .collect();
        let expected = [
            ("aws:username", None),
            ("aws:PrincipalTag/team", Some("all of us")),
        ];
        assert_eq!(named, expected);
        let value = |key: &Key| match key.name() {
            "aws:username" => Some(Text::from("zoë")),
            _ => Some(Text::from("a*")),
        };
        let filled = pattern.filled(value);
        assert!(matches(&filled, "home/zoë/a*"));
        assert!(!matches(&filled, "home/zoë/ab"));
    }

    #[test]
    fn without_variables_a_dollar_is_a_dollar() {
        let pattern = Pattern::read(&Text::from("${aws:username}"), true, false);
        assert!(matches(&pattern, "${aws:username}"));
        assert!(matches(&read("${unclosed"), "${unclosed"));
    }

    proptest! {
        #[test]
        fn the_short_ways_match_as_the_long_one_does(pattern in "[ab*?]{0,6}", text in "[ab*]{0,6}") {
            let whole = wildcard::matches(&pattern, &text, Case::Sensitive);
            prop_assert_eq!(matches(&read(&pattern), &text), whole);
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,40}") {
            let _ = read(&text);
        }
    }
}
