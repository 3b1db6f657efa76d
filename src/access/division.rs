//! Texts divided by patterns, so that all texts of a part match the same of them.

use crate::language::{Budget, Language, Spent};

/// More parts than these are not made.
const MOST_PARTS: usize = 256;

/// States that one division may look at.
const STATES: usize = 25_000;

/// Texts, divided by patterns.
#[derive(Debug, Clone)]
pub struct Division {
    /// The parts; none of them is empty, no two share a text, and together they are all.
    pub parts: Vec<Part>,
}

/// A part of a division.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its texts.
    pub texts: Language,
    /// One of the shortest of them.
    pub example: String,
    /// What all its texts begin with.
    prefix: String,
}

impl Division {
    /// Divides texts that are made of these characters.
    ///
    /// # Errors
    /// That there are too many parts, or that it takes too long to say whether one is empty.
    pub fn of(
        texts: Language,
        alphabet: fn(char) -> bool,
        patterns: &[Language],
    ) -> Result<Self, Spent> {
        let mut budget = Budget::of(STATES);
        let example = texts.example(alphabet, &mut budget)?;
        let whole = example.map(|example| Part {
            texts,
            example,
            prefix: String::new(),
        });
        let mut parts: Vec<Part> = whole.into_iter().collect();
        for pattern in patterns {
            let prefix = prefix_of(pattern);
            let mut next = Vec::with_capacity(parts.len() + 1);
            for part in parts {
                part.split(pattern, &prefix, alphabet, &mut budget, &mut next)?;
            }
            if next.len() > MOST_PARTS {
                return Err(Spent);
            }
            parts = next;
        }
        Ok(Self { parts })
    }
}

impl Part {
    /// Adds what of the part is in a pattern, and what is not; each only where there is such a text.
    fn split(
        self,
        pattern: &Language,
        prefix: &str,
        alphabet: fn(char) -> bool,
        budget: &mut Budget,
        into: &mut Vec<Self>,
    ) -> Result<(), Spent> {
        if !self.prefix.starts_with(prefix) && !prefix.starts_with(&self.prefix) {
            into.push(self);
            return Ok(());
        }
        let within = self.texts.clone().and(pattern.clone());
        let beyond = self.texts.clone().minus(pattern.clone());
        let is_within = pattern.contains(&self.example);
        // The example is one of either half: the other half alone is searched.
        let (with_example, other) = if is_within {
            (within, beyond)
        } else {
            (beyond, within)
        };
        let longer = if prefix.len() > self.prefix.len() {
            prefix.to_owned()
        } else {
            self.prefix.clone()
        };
        let Some(example) = other.example(alphabet, budget)? else {
            // Nothing is divided: the part is within the pattern, or has no text of it.
            let prefix = if is_within { longer } else { self.prefix };
            into.push(Self {
                texts: self.texts,
                example: self.example,
                prefix,
            });
            return Ok(());
        };
        let (first, second) = if is_within {
            (longer, self.prefix)
        } else {
            (self.prefix, longer)
        };
        into.push(Self {
            texts: with_example,
            example: self.example,
            prefix: first,
        });
        into.push(Self {
            texts: other,
            example,
            prefix: second,
        });
        Ok(())
    }
}

/// What all texts of a set begin with, as far as it is plain to see.
fn prefix_of(language: &Language) -> String {
    match language {
        Language::Glob(glob) => glob.literal_prefix(),
        Language::All(sets) => {
            let prefixes = sets.iter().map(prefix_of);
            prefixes.max_by_key(String::len).unwrap_or_default()
        }
        Language::Nothing | Language::Everything | Language::Not(_) | Language::Any(_) => {
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Division;
    use crate::language::Language;

    fn letters(char: char) -> bool {
        matches!(char, 'a'..='c' | '/')
    }

    proptest! {
        #[test]
        fn every_text_is_in_one_part_and_matches_what_its_example_matches(
            patterns in prop::collection::vec("[ab/*?]{0,4}", 0..5),
            text in "[abc/]{0,6}",
        ) {
            let patterns: Vec<Language> = patterns.iter().map(|one| Language::glob(one)).collect();
            let division = Division::of(Language::Everything, letters, &patterns).unwrap();
            let its: Vec<_> = division.parts.iter().filter(|part| part.texts.contains(&text)).collect();
            prop_assert_eq!(its.len(), 1);
            for pattern in &patterns {
                prop_assert_eq!(pattern.contains(&text), pattern.contains(&its[0].example));
            }
        }
    }

    #[test]
    fn routes_that_do_not_meet_make_one_part_each() {
        let patterns: Vec<Language> = (0..75)
            .map(|number| Language::glob(&format!("api/{number}/*")))
            .collect();
        let division = Division::of(Language::Everything, letters, &patterns).unwrap();
        // Digits are not among the letters: nothing but the rest is left.
        assert_eq!(division.parts.len(), 1);
        let all: fn(char) -> bool = |_| true;
        let division = Division::of(Language::Everything, all, &patterns).unwrap();
        assert_eq!(division.parts.len(), 76);
    }
}
