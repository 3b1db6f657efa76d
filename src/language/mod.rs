//! Sets of texts: literals, `*` and `?`, and their algebra, with exact answers and readable examples.
//!
//! Grants, policies, routes and layouts of keys are patterns over texts. Whether one set lies within another, and what
//! lies in one and not in the other, is a question about regular languages: it is decided, not sampled. Every search has
//! a [`Budget`]; where it is spent, nothing is decided, and that is said.

mod glob;
mod search;

use std::collections::BTreeSet;

pub use glob::Glob;
pub use search::{Budget, Spent};

/// A set of texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// No text.
    Nothing,
    /// Every text, the empty one too.
    Everything,
    /// The texts that a pattern matches.
    Glob(Glob),
    /// All texts that are not in a set.
    Not(Box<Language>),
    /// The texts that are in every one of these sets.
    All(Vec<Language>),
    /// The texts that are in one of these sets at least.
    Any(Vec<Language>),
}

impl Language {
    /// The texts that a pattern matches: `*` stands for any run of characters, `?` for exactly one.
    pub fn glob(pattern: &str) -> Self {
        Self::Glob(Glob::new(pattern))
    }

    /// This text alone.
    pub fn literal(text: &str) -> Self {
        Self::Glob(Glob::literal(text))
    }

    /// The texts that are in one of these sets at least.
    pub fn any(sets: impl IntoIterator<Item = Self>) -> Self {
        let sets: BTreeSet<Self> = sets
            .into_iter()
            .filter(|one| *one != Self::Nothing)
            .collect();
        if sets.contains(&Self::Everything) {
            return Self::Everything;
        }
        let mut sets: Vec<Self> = sets.into_iter().collect();
        match sets.len() {
            0 => Self::Nothing,
            1 => sets.remove(0),
            _ => Self::Any(sets),
        }
    }

    /// The texts that are in every one of these sets.
    pub fn all(sets: impl IntoIterator<Item = Self>) -> Self {
        let sets: BTreeSet<Self> = sets
            .into_iter()
            .filter(|one| *one != Self::Everything)
            .collect();
        if sets.contains(&Self::Nothing) {
            return Self::Nothing;
        }
        let mut sets: Vec<Self> = sets.into_iter().collect();
        match sets.len() {
            0 => Self::Everything,
            1 => sets.remove(0),
            _ => Self::All(sets),
        }
    }

    /// All texts that are not in it.
    #[must_use]
    pub fn complement(self) -> Self {
        match self {
            Self::Nothing => Self::Everything,
            Self::Everything => Self::Nothing,
            Self::Not(inner) => *inner,
            Self::Glob(_) | Self::All(_) | Self::Any(_) => Self::Not(Box::new(self)),
        }
    }

    /// The texts that are in it and not in the other.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self::all([self, other.complement()])
    }

    /// The texts that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::all([self, other])
    }

    /// Whether a text is in it.
    pub fn contains(&self, text: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Glob(glob) => glob.matches(text),
            Self::Not(inner) => !inner.contains(text),
            Self::All(sets) => sets.iter().all(|one| one.contains(text)),
            Self::Any(sets) => sets.iter().any(|one| one.contains(text)),
        }
    }

    /// What may follow this text so that the whole is in it.
    #[must_use]
    pub fn after(&self, text: &str) -> Self {
        match self {
            Self::Nothing => Self::Nothing,
            Self::Everything => Self::Everything,
            Self::Glob(glob) => Self::any(glob.after(text).into_iter().map(Self::Glob)),
            Self::Not(inner) => inner.after(text).complement(),
            Self::All(sets) => Self::all(sets.iter().map(|one| one.after(text))),
            Self::Any(sets) => Self::any(sets.iter().map(|one| one.after(text))),
        }
    }

    /// Its texts, each with this text before it.
    #[must_use]
    pub fn behind(&self, text: &str) -> Self {
        let everything = || Self::Glob(Glob::literal(text).then(&Glob::new("*")));
        match self {
            Self::Nothing => Self::Nothing,
            Self::Everything => everything(),
            Self::Glob(glob) => Self::Glob(Glob::literal(text).then(glob)),
            Self::Not(inner) => everything().minus(inner.behind(text)),
            Self::All(sets) => Self::all(sets.iter().map(|one| one.behind(text))),
            Self::Any(sets) => Self::any(sets.iter().map(|one| one.behind(text))),
        }
    }

    /// One of its shortest texts, made of these characters and as readable as it may be; none where it has no such text.
    ///
    /// # Errors
    /// That the budget is spent before it is decided.
    pub fn example(
        &self,
        alphabet: fn(char) -> bool,
        budget: &mut Budget,
    ) -> Result<Option<String>, Spent> {
        search::example(self, alphabet, budget)
    }

    /// Whether it has no text that is made of these characters.
    ///
    /// # Errors
    /// That the budget is spent before it is decided.
    pub fn is_empty(&self, alphabet: fn(char) -> bool, budget: &mut Budget) -> Result<bool, Spent> {
        Ok(self.example(alphabet, budget)?.is_none())
    }

    /// Whether all its texts that are made of these characters are in the other.
    ///
    /// # Errors
    /// That the budget is spent before it is decided.
    pub fn is_within(
        &self,
        other: &Self,
        alphabet: fn(char) -> bool,
        budget: &mut Budget,
    ) -> Result<bool, Spent> {
        self.clone().minus(other.clone()).is_empty(alphabet, budget)
    }
}

#[cfg(test)]
mod tests;
