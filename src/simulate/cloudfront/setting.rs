//! A setting of a distribution: known, or hanging on what no template holds.

use std::borrow::Cow;

use crate::simulate::run::Run;
use crate::template::{Fact, Term, Text};

/// A setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Setting<T> {
    /// It is this.
    Known(T),
    /// It is whatever this text turns out to say.
    Open(Text),
}

impl<T> Setting<T> {
    /// What a term says, by a reading of its text; the default where the term is not there or says nothing that AWS
    /// takes, since such a template is refused anyway.
    pub(super) fn read(
        term: Option<&Term>,
        default: T,
        reading: impl Fn(&str) -> Option<T>,
    ) -> Self {
        let Some(text) = term.and_then(Term::text) else {
            return Self::Known(default);
        };
        match text.as_known() {
            Some(known) => Self::Known(reading(known).unwrap_or(default)),
            None => Self::Open(text.into_owned()),
        }
    }

    /// The value, if it is known.
    pub(super) const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Open(_) => None,
        }
    }

    /// The facts that would tell.
    pub(super) fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Known(_) => Vec::new(),
            Self::Open(text) => text.facts().cloned().collect(),
        }
    }
}

impl<T: Copy> Setting<T> {
    /// The value: the known one, or in turn each that it may be.
    pub(super) fn settle(&self, run: &mut Run, name: &str, options: &[T], default: T) -> T {
        match self {
            Self::Known(value) => *value,
            Self::Open(text) => {
                let facts: Vec<Fact> = text.facts().cloned().collect();
                let question = format!("{name} `{text}`");
                let taken = run.trial.choose(&question, &facts, options.len());
                options.get(taken).copied().unwrap_or(default)
            }
        }
    }
}

impl Setting<bool> {
    /// A switch.
    pub(super) fn flag(term: Option<&Term>, default: bool) -> Self {
        Self::read(term, default, |text| {
            if text.eq_ignore_ascii_case("true") {
                Some(true)
            } else if text.eq_ignore_ascii_case("false") {
                Some(false)
            } else {
                None
            }
        })
    }

    /// Whether it is on.
    pub(super) fn holds(&self, run: &mut Run, name: &str) -> bool {
        self.settle(run, name, &[true, false], false)
    }
}

impl Setting<u64> {
    /// A number that is not negative; `60.0` is one too.
    pub(super) fn number(term: Option<&Term>) -> Option<Self> {
        let term = term?;
        let text = term.text()?;
        match term.number()? {
            crate::template::Known::Yes(number) => Some(Self::Known(number)),
            crate::template::Known::No(_) => Some(Self::Open(text.into_owned())),
        }
    }
}

/// A text that is there and not empty.
pub(super) fn filled(term: Option<&Term>) -> Option<Cow<'_, Text>> {
    term.and_then(Term::text)
        .filter(|text| text.as_known() != Some(""))
}

/// Names in a list, of which some may not be known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Those that are known.
    pub(super) known: Vec<String>,
    /// What else stands in the list: each may be any name, and a whole list where one stands for the list.
    pub(super) open: Vec<Text>,
}

impl Names {
    /// The texts of a list; a single text counts as a list of it.
    pub(super) fn read(term: Option<&Term>) -> Self {
        let mut names = Self::default();
        for item in term.map(Term::items).unwrap_or_default() {
            let Some(text) = item.text() else { continue };
            match text.as_known() {
                Some(known) => names.known.push(known.to_owned()),
                None => names.open.push(text.into_owned()),
            }
        }
        names
    }

    /// Whether nothing is in the list, whatever is not known.
    pub(super) const fn is_empty(&self) -> bool {
        self.known.is_empty() && self.open.is_empty()
    }

    /// Whether one of them is such a name. What is not known is tried both ways.
    pub(super) fn any(&self, run: &mut Run, sought: &str, is: impl Fn(&str) -> bool) -> bool {
        if self.known.iter().any(|name| is(name)) {
            return true;
        }
        if self.open.is_empty() {
            return false;
        }
        let facts = self.facts();
        let list: Vec<String> = self.open.iter().map(ToString::to_string).collect();
        let question = format!("`{sought}` is among `{}`", list.join("`, `"));
        run.trial.whether(&question, &facts)
    }

    /// The facts that would tell the rest.
    pub(super) fn facts(&self) -> Vec<Fact> {
        self.open.iter().flat_map(Text::facts).cloned().collect()
    }
}
