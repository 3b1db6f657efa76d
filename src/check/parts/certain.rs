//! What is certain about a text of which parts are open: its pieces, and how long it is at least.

use crate::template::{Part, Term, Text};

/// The pieces of a text: what is known, and `None` between for what is not.
///
/// The stand-ins in angle brackets for names that AWS makes up count as not known: nobody knows how long those are.
pub fn pieces(text: &Text) -> Vec<Option<&str>> {
    let mut found = Vec::new();
    for part in text.parts() {
        match part {
            Part::Known(known) => cut(known, &mut found),
            Part::Unknown(_) => found.push(None),
        }
    }
    found
}

/// A size that something has at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtLeast {
    /// How much.
    pub size: usize,
    /// Whether it is exactly that.
    pub exact: bool,
}

impl AtLeast {
    /// The characters of a text.
    pub fn characters(text: &Text) -> Self {
        Self::of(text, |piece| piece.chars().count())
    }

    /// The bytes of a text.
    pub fn bytes(text: &Text) -> Self {
        Self::of(text, str::len)
    }

    /// The bytes of a policy as the service gets it, JSON without white space between its parts.
    pub fn bytes_of_policy(document: &Term) -> Self {
        Self::bytes(&written(document))
    }

    /// The characters of a policy as IAM counts them: "IAM doesn't count white space when calculating the size of a
    /// policy".
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length>
    pub fn ink_of_policy(document: &Term) -> Self {
        let is_ink = |character: &char| !character.is_whitespace();
        Self::of(&written(document), |piece| {
            piece.chars().filter(is_ink).count()
        })
    }

    fn of(text: &Text, measure: impl Fn(&str) -> usize) -> Self {
        let pieces = pieces(text);
        Self {
            size: pieces.iter().flatten().map(|piece| measure(piece)).sum(),
            exact: pieces.iter().all(Option::is_some),
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            size: self.size + other.size,
            exact: self.exact && other.exact,
        }
    }

    /// `2049`, or `at least 2049`.
    pub fn words(self) -> String {
        if self.exact {
            self.size.to_string()
        } else {
            format!("at least {}", self.size)
        }
    }
}

/// A policy as JSON; one that the template has as a text stays as it is.
fn written(document: &Term) -> Text {
    match document.text() {
        Some(text) => text.into_owned(),
        None => document.json(),
    }
}

/// Cuts a known text where stand-ins are.
fn cut<'a>(mut rest: &'a str, found: &mut Vec<Option<&'a str>>) {
    let mut searched = 0;
    while let Some(opens) = rest.get(searched..).and_then(|text| text.find('<')) {
        let opens = searched + opens;
        let inner = rest.get(opens + 1..).unwrap_or_default();
        match inner.split_once('>') {
            Some((name, behind)) if is_id(name) => {
                let before = rest.get(..opens).unwrap_or_default();
                if !before.is_empty() {
                    found.push(Some(before));
                }
                found.push(None);
                rest = behind;
                searched = 0;
            }
            Some(_) | None => searched = opens + 1,
        }
    }
    if !rest.is_empty() {
        found.push(Some(rest));
    }
}

fn is_id(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{AtLeast, pieces};
    use crate::template::{Fact, Text};

    #[test]
    fn stand_ins_are_not_known() {
        let mut text = Text::from("a < b-<Bucket>/x<y z>");
        text.push(&Text::from(Fact::new("parameter P")));
        assert_eq!(pieces(&text), [Some("a < b-"), None, Some("/x<y z>"), None]);
        let size = AtLeast::characters(&text);
        assert_eq!((size.size, size.exact), (13, false));
        assert_eq!(size.words(), "at least 13");
    }

    #[test]
    fn a_text_that_is_known_is_one_piece() {
        assert_eq!(pieces(&Text::from("abc")), [Some("abc")]);
        assert!(pieces(&Text::default()).is_empty());
        assert!(AtLeast::bytes(&Text::from("ä")).exact);
        assert_eq!(AtLeast::bytes(&Text::from("ä")).size, 2);
    }
}
