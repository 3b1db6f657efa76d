//! Comparing texts of which parts may be unknown: decided where it can be, tried both ways where it cannot.

use std::collections::BTreeMap;

use crate::aws::wildcard::{self, Case};
use crate::template::{Fact, Part, Text, Trial};

/// Whether a pattern of `*` and `?` matches a text. Unknown parts of the pattern may be anything, those of the text too;
/// where the same unknown stands in both it is the same.
pub(super) fn matches(pattern: &Text, text: &Text, case: Case, trial: &mut Trial) -> bool {
    if let Some((pattern, text)) = behind_a_shared_unknown(pattern, text) {
        return matches(&pattern, &text, case, trial);
    }
    decided(pattern, text, case).unwrap_or_else(|| {
        let facts: Vec<Fact> = pattern.facts().chain(text.facts()).cloned().collect();
        trial.whether(&format!("`{text}` matches `{pattern}`"), &facts)
    })
}

/// The same, where it can be told without supposing anything.
pub(super) fn decided(pattern: &Text, text: &Text, case: Case) -> Option<bool> {
    if let (Some(pattern), Some(text)) = (pattern.as_known(), text.as_known()) {
        return Some(wildcard::matches(pattern, text, case));
    }
    if let Some((pattern, text)) = behind_a_shared_unknown(pattern, text) {
        return decided(&pattern, &text, case);
    }
    let mut tokens = Tokens::default();
    let (fixed_pattern, fixed_text) = (tokens.of(pattern), tokens.of(text));
    if wildcard::matches(&fixed_pattern, &fixed_text, case) {
        return Some(true);
    }
    let may = may_meet(&pattern.widest(), &text.widest(), case);
    (!may).then_some(false)
}

/// What is left of a pattern and a text that begin with the same words and the same unknown: only that is left to match.
/// (The value of the unknown is taken to hold no wildcard.)
fn behind_a_shared_unknown(pattern: &Text, text: &Text) -> Option<(Text, Text)> {
    let (pattern, text) = (pattern.parts(), text.parts());
    let shared = match (pattern, text) {
        ([Part::Unknown(one), ..], [Part::Unknown(other), ..]) if one == other => 1,
        (
            [Part::Known(words), Part::Unknown(one), ..],
            [Part::Known(others), Part::Unknown(other), ..],
        ) if words == others && one == other && !words.contains(['*', '?']) => 2,
        (_, _) => return None,
    };
    let rest = |parts: &[Part]| parts.iter().skip(shared).cloned().collect();
    Some((rest(pattern), rest(text)))
}

/// Whether two texts are the same.
pub(super) fn same(one: &Text, other: &Text, trial: &mut Trial) -> bool {
    decided_same(one, other).unwrap_or_else(|| {
        let facts: Vec<Fact> = one.facts().chain(other.facts()).cloned().collect();
        trial.whether(&format!("`{one}` is `{other}`"), &facts)
    })
}

/// The same, where it can be told without supposing anything.
pub(super) fn decided_same(one: &Text, other: &Text) -> Option<bool> {
    if one == other {
        return Some(true);
    }
    if one.as_known().is_some() && other.as_known().is_some() {
        return Some(false);
    }
    // Neither holds wildcards here, but an unknown part may be any text.
    let may = may_meet(&one.widest(), &other.widest(), Case::Sensitive);
    (!may).then_some(false)
}

/// A character of its own for each unknown: what matches with it matches whatever the unknown is.
#[derive(Default)]
struct Tokens(BTreeMap<Fact, char>);

impl Tokens {
    fn of(&mut self, text: &Text) -> String {
        let mut fixed = String::new();
        for part in text.parts() {
            match part {
                Part::Known(known) => fixed.push_str(known),
                Part::Unknown(fact) => {
                    // The private use area, of which no name or path makes use.
                    let next = u32::try_from(self.0.len()).unwrap_or(0);
                    let token = char::from_u32(0xF_0000 + next).unwrap_or('\u{F8FF}');
                    fixed.push(*self.0.entry(fact.clone()).or_insert(token));
                }
            }
        }
        fixed
    }
}

/// Whether some text is matched by both patterns.
fn may_meet(one: &str, other: &str, case: Case) -> bool {
    let fold = |text: &str| match case {
        Case::Sensitive => text.to_owned(),
        Case::Insensitive => text.to_ascii_lowercase(),
    };
    let one: Vec<char> = fold(one).chars().collect();
    let other: Vec<char> = fold(other).chars().collect();
    // Row by row: `met[j]` says whether what is left of `one` from here and of `other` from `j` have a text in common.
    let mut below = vec![false; other.len() + 1];
    for i in (0..=one.len()).rev() {
        let mut met = vec![false; other.len() + 1];
        for j in (0..=other.len()).rev() {
            met[j] = match (one.get(i), other.get(j)) {
                (None, None) => true,
                (Some('*'), None) => below[j],
                (None, Some('*')) => met[j + 1],
                (None, Some(_)) | (Some(_), None) => false,
                (Some('*'), Some(_)) | (Some(_), Some('*')) => below[j] || met[j + 1],
                (Some('?'), Some(_)) | (Some(_), Some('?')) => below[j + 1],
                (Some(left), Some(right)) => left == right && below[j + 1],
            };
        }
        below = met;
    }
    below[0]
}

#[cfg(test)]
mod tests {
    use super::{matches, may_meet, same};
    use crate::aws::wildcard::Case;
    use crate::template::{Explored, Fact, Text, explore};

    fn hole(before: &str, fact: &str, after: &str) -> Text {
        let mut text = Text::from(before);
        text.push(&Text::from(Fact::new(fact)));
        text.and(after)
    }

    fn check(pattern: &Text, text: &Text, expected: Option<bool>) {
        let found = explore(
            |trial| matches(pattern, text, Case::Sensitive, trial),
            PartialEq::eq,
        );
        let found = match found {
            Explored::Always(answer) => Some(answer),
            Explored::Depends { .. } => None,
        };
        assert_eq!(found, expected, "{pattern} {text}");
    }

    #[test]
    fn what_is_unknown_decides_only_where_it_must() {
        let bucket = hole("arn:aws:s3:::", "parameter B", "/photos/x");
        check(&Text::from("arn:aws:s3:::*/photos/*"), &bucket, Some(true));
        check(&Text::from("arn:aws:dynamodb:*"), &bucket, Some(false));
        check(&Text::from("arn:aws:s3:::mine/*"), &bucket, None);
        check(
            &hole("arn:aws:s3:::", "parameter B", "/photos/*"),
            &bucket,
            Some(true),
        );
        check(
            &hole("arn:aws:s3:::", "parameter B", "/other/x"),
            &bucket,
            Some(false),
        );
        check(
            &hole("arn:aws:s3:::", "parameter C", "/photos/*"),
            &bucket,
            None,
        );
    }

    #[test]
    fn patterns_meet() {
        for (one, other, expected) in [
            ("a*", "*b", true),
            ("a*", "b*", false),
            ("?", "", false),
            ("*", "", true),
            ("a?c", "ab*", true),
            ("a*c", "ab", false),
        ] {
            assert_eq!(
                may_meet(one, other, Case::Sensitive),
                expected,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn the_same_unknown_is_the_same() {
        let one = hole("", "parameter B", ".s3.amazonaws.com");
        let found = explore(|trial| same(&one, &one.clone(), trial), PartialEq::eq);
        assert_eq!(found, Explored::Always(true));
    }
}
