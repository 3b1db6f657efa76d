//! What stackgen says when something is wrong: a code, a place, what is the case and what to do about it.

mod codes;
pub(crate) use codes::codes;
mod note;
mod origins;
mod place;
mod refusal;
mod suggest;

pub use note::Note;
pub use origins::Origins;
pub use place::{Path, Place, Step};
pub use refusal::Refusal;
pub use suggest::{did_you_mean, listed, ordinal, quoted};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used, AWS refuses it, or a request it provides for must fail.
    Error,
    /// A trap under a condition that the message names.
    Warning,
    /// Worth knowing.
    Advice,
    /// Something that stackgen did on the user's behalf.
    Note,
}

impl Severity {
    /// The word for it in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
            Self::Note => "note",
        }
    }
}

/// One thing said about a user's file: plain data, without colour or width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kebab-case name by which this kind of finding is known and explained.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is the case: lower case, no full stop, the user's own words in backticks.
    pub message: String,
    /// Where in the file.
    pub at: Place,
    /// Other places that have to do with it, each with a few words.
    pub related: Vec<Related>,
    /// What to do about it; one sentence each, the best first.
    pub help: Vec<String>,
}

/// Another place that has to do with a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub at: Place,
    /// What is there.
    pub words: String,
}

impl Diagnostic {
    /// A refusal: the file cannot be used as it is.
    pub fn refusal(refusal: Refusal, at: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(refusal.code(), Severity::Error, at, message)
    }

    /// Something that the user is told about a stack that is good.
    pub fn note(note: Note, at: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(note.code(), Severity::Note, at, message)
    }

    /// A finding of any severity under the given code.
    pub fn new(
        code: &'static str,
        severity: Severity,
        at: impl Into<Place>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            at: at.into(),
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, sentence: impl Into<String>) -> Self {
        self.help.push(sentence.into());
        self
    }

    /// Adds what to do about it, where something is known.
    #[must_use]
    pub fn maybe_help(self, sentence: Option<String>) -> Self {
        match sentence {
            Some(sentence) => self.help(sentence),
            None => self,
        }
    }

    /// The same with every place, its own and the related ones, moved: from the template to what it was made of.
    #[must_use]
    pub fn moved(mut self, to: impl Fn(Place) -> Place) -> Self {
        self.at = to(self.at);
        for related in &mut self.related {
            let at = std::mem::replace(&mut related.at, Place::Nowhere);
            related.at = to(at);
        }
        self
    }

    /// Adds another place that has to do with it.
    #[must_use]
    pub fn also(mut self, at: impl Into<Place>, words: impl Into<String>) -> Self {
        self.related.push(Related {
            at: at.into(),
            words: words.into(),
        });
        self
    }
}

/// One or more diagnostics, at least one of which is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// What was found, as problems if anything of it is an error, and as it is otherwise.
    ///
    /// # Errors
    /// The problems, if there are any.
    pub fn among(found: Vec<Diagnostic>) -> Result<Vec<Diagnostic>, Self> {
        if found.iter().any(|one| one.severity == Severity::Error) {
            return Err(Self(found));
        }
        Ok(found)
    }

    /// All of them, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl From<Diagnostic> for Problems {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}
