//! What a part of a template says once its functions are evaluated: known, or an unknown with a name.

use std::borrow::Cow;

use super::text::{Fact, Part, Text};
use crate::diag::Path;
use crate::source::Number;

/// A value as it is deployed, and where the template writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The path into the template; of the branch that was taken, where a condition chose.
    pub at: Path,
    /// What stands there.
    pub said: Said,
}

/// What a term says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its text.
    Number(Number),
    /// A text, of which parts may be unknown.
    Text(Text),
    /// A list.
    List(Vec<Term>),
    /// A map, in the order of the template.
    Map(Vec<(String, Term)>),
    /// Anything at all.
    Unknown(Fact),
}

/// What is asked of a term: known, or the fact that would tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known<T> {
    /// It is this.
    Yes(T),
    /// It depends on this fact.
    No(Fact),
}

impl Term {
    /// The value of a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, term)| term)
    }

    /// The value at the end of a way of keys.
    pub fn find(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |term, key| term.get(key))
    }

    /// The entries, if this is a map; none otherwise.
    pub fn entries(&self) -> &[(String, Self)] {
        match &self.said {
            Said::Map(entries) => entries,
            Said::Null
            | Said::Bool(_)
            | Said::Number(_)
            | Said::Text(_)
            | Said::List(_)
            | Said::Unknown(_) => &[],
        }
    }

    /// The items of a list; a single value counts as a list of it, as AWS takes it in policies and elsewhere.
    pub fn items(&self) -> &[Self] {
        match &self.said {
            Said::List(items) => items,
            Said::Null => &[],
            Said::Bool(_) | Said::Number(_) | Said::Text(_) | Said::Map(_) | Said::Unknown(_) => {
                std::slice::from_ref(self)
            }
        }
    }

    /// The value as a text: CloudFormation takes numbers and booleans for texts, and the other way round. `None` for a
    /// list, a map and `null`.
    pub fn text(&self) -> Option<Cow<'_, Text>> {
        match &self.said {
            Said::Text(text) => Some(Cow::Borrowed(text)),
            Said::Number(number) => Some(Cow::Owned(Text::from(number.as_str()))),
            Said::Bool(bool) => Some(Cow::Owned(Text::from(if *bool { "true" } else { "false" }))),
            Said::Unknown(fact) => Some(Cow::Owned(Text::from(fact.clone()))),
            Said::Null | Said::List(_) | Said::Map(_) => None,
        }
    }

    /// The fact that would tell the value, where nothing at all is known of it.
    pub fn unknown(&self) -> Option<&Fact> {
        match &self.said {
            Said::Unknown(fact) => Some(fact),
            Said::Text(text) => match text.parts() {
                [Part::Unknown(fact)] => Some(fact),
                [..] => None,
            },
            Said::Null | Said::Bool(_) | Said::Number(_) | Said::List(_) | Said::Map(_) => None,
        }
    }

    /// The text at the end of a way of keys.
    pub fn text_at(&self, keys: &[&str]) -> Option<Text> {
        self.find(keys)?.text().map(Cow::into_owned)
    }

    /// The value as true or false; a text that says so counts. `None` where it is neither.
    pub fn bool(&self) -> Option<Known<bool>> {
        let text = self.text()?;
        match text.as_known() {
            Some(known) if known.eq_ignore_ascii_case("true") => Some(Known::Yes(true)),
            Some(known) if known.eq_ignore_ascii_case("false") => Some(Known::Yes(false)),
            Some(_) => None,
            None => text.facts().next().cloned().map(Known::No),
        }
    }

    /// The value as a number that is not negative; a text that is one counts. `None` where it is none.
    pub fn number(&self) -> Option<Known<u64>> {
        let text = self.text()?;
        match text.as_known() {
            Some(known) => whole(known).map(Known::Yes),
            None => text.facts().next().cloned().map(Known::No),
        }
    }

    /// The value as JSON without white space, as `Fn::ToJsonString` gives it.
    pub fn json(&self) -> Text {
        super::evaluate::json(self)
    }

    /// Everything that is not known in this term and below it.
    pub fn facts(&self) -> Vec<Fact> {
        let mut found = Vec::new();
        self.collect_facts(&mut found);
        found.sort();
        found.dedup();
        found
    }

    fn collect_facts(&self, found: &mut Vec<Fact>) {
        match &self.said {
            Said::Unknown(fact) => found.push(fact.clone()),
            Said::Text(text) => found.extend(text.facts().cloned()),
            Said::List(items) => items.iter().for_each(|item| item.collect_facts(found)),
            Said::Map(entries) => entries
                .iter()
                .for_each(|(_, term)| term.collect_facts(found)),
            Said::Null | Said::Bool(_) | Said::Number(_) => {}
        }
    }
}

/// `60`, and also `60.0`, as CloudFormation's own JSON has whole numbers now and then.
fn whole(text: &str) -> Option<u64> {
    let digits = text.split_once('.').map_or(text, |(digits, fraction)| {
        if fraction.bytes().all(|byte| byte == b'0') {
            digits
        } else {
            text
        }
    });
    digits.parse().ok()
}
