//! A text of which parts may be unknown, and the facts that would tell them.

use std::fmt;
use std::sync::Arc;

/// A fact that no template holds, by the name under which answers ask for it: `parameter BucketName`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    name: Arc<str>,
    of: About,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// What is deployed, or lies outside the template: the same for every request.
    Deployment,
    /// A single request: the next one may have it otherwise.
    Request,
}

impl Fact {
    /// The fact of this name, about what is deployed.
    pub fn new(name: impl AsRef<str>) -> Self {
        Self {
            name: Arc::from(name.as_ref()),
            of: About::Deployment,
        }
    }

    /// The fact of this name, about a single request.
    pub fn of_request(name: impl AsRef<str>) -> Self {
        Self {
            name: Arc::from(name.as_ref()),
            of: About::Request,
        }
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Whether it is about a single request, so that some requests have it and others have not.
    pub fn is_of_request(&self) -> bool {
        match self.of {
            About::Request => true,
            About::Deployment => false,
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A text: known pieces, and between them what is not known. No known piece is empty, and no two stand side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(Vec<Part>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What stands there.
    Known(String),
    /// The fact that would tell.
    Unknown(Fact),
}

impl Text {
    /// The pieces.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The whole text, if all of it is known.
    pub fn as_known(&self) -> Option<&str> {
        match &self.0[..] {
            [] => Some(""),
            [Part::Known(text)] => Some(text),
            [_, ..] => None,
        }
    }

    /// What is not known of it.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.0.iter().filter_map(|part| match part {
            Part::Known(_) => None,
            Part::Unknown(fact) => Some(fact),
        })
    }

    /// Adds a known piece.
    pub fn push_known(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Part::Known(last)) => last.push_str(text),
            Some(Part::Unknown(_)) | None => self.0.push(Part::Known(text.to_owned())),
        }
    }

    /// Adds what is not known.
    pub fn push_unknown(&mut self, fact: Fact) {
        self.0.push(Part::Unknown(fact));
    }

    /// Adds another text.
    pub fn push(&mut self, other: &Self) {
        for part in &other.0 {
            match part {
                Part::Known(text) => self.push_known(text),
                Part::Unknown(fact) => self.push_unknown(fact.clone()),
            }
        }
    }

    /// The same with this text behind it.
    #[must_use]
    pub fn and(mut self, text: &str) -> Self {
        self.push_known(text);
        self
    }

    /// The pieces between separators, as those of an ARN. What is not known is taken to have none in it, so that how many
    /// pieces there are is known only where all of the text is.
    pub fn split(&self, separator: char) -> Vec<Self> {
        let mut pieces = vec![Self::default()];
        let mut add = |part: Part, is_new: bool| {
            if is_new {
                pieces.push(Self::default());
            }
            if let Some(last) = pieces.last_mut() {
                match part {
                    Part::Known(known) => last.push_known(&known),
                    Part::Unknown(fact) => last.push_unknown(fact),
                }
            }
        };
        for part in &self.0 {
            match part {
                Part::Known(text) => {
                    for (number, piece) in text.split(separator).enumerate() {
                        add(Part::Known(piece.to_owned()), number > 0);
                    }
                }
                Part::Unknown(fact) => add(Part::Unknown(fact.clone()), false),
            }
        }
        pieces
    }

    /// The same in lower case; what is not known is taken to be so already.
    #[must_use]
    pub fn lowercase(&self) -> Self {
        let lower = |part: &Part| match part {
            Part::Known(text) => Part::Known(text.to_lowercase()),
            Part::Unknown(_) => part.clone(),
        };
        Self(self.0.iter().map(lower).collect())
    }

    /// The text as a pattern that matches all that it may turn out to be: `*` for what is not known, and nothing else
    /// of its own.
    pub fn widest(&self) -> String {
        let wide = |part: &Part| match part {
            Part::Known(text) => text.clone(),
            Part::Unknown(_) => "*".to_owned(),
        };
        self.0.iter().map(wide).collect()
    }
}

impl FromIterator<Part> for Text {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Self {
        let mut text = Self::default();
        for part in parts {
            match part {
                Part::Known(known) => text.push_known(&known),
                Part::Unknown(fact) => text.push_unknown(fact),
            }
        }
        text
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self(vec![Part::Known(text)])
    }
}

impl From<Fact> for Text {
    fn from(fact: Fact) -> Self {
        Self(vec![Part::Unknown(fact)])
    }
}

/// What is not known stands in braces: `arn:aws:s3:::{parameter BucketName}/*`.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.0 {
            match part {
                Part::Known(text) => f.write_str(text)?,
                // Whoever shows a text may put it between backticks of its own.
                Part::Unknown(fact) => write!(f, "{{{}}}", fact.as_str().replace('`', ""))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Fact, Text};

    #[test]
    fn known_pieces_grow_together() {
        let mut text = Text::from("a").and("b");
        assert_eq!(text.as_known(), Some("ab"));
        text.push(&Text::from(Fact::new("parameter P")).and("/*"));
        assert_eq!(text.as_known(), None);
        assert_eq!(text.to_string(), "ab{parameter P}/*");
        assert_eq!(text.widest(), "ab*/*");
        assert_eq!(Text::default().as_known(), Some(""));
        let pieces = Text::from(Fact::new("a")).and(":b:").split(':');
        let pieces: Vec<String> = pieces.iter().map(ToString::to_string).collect();
        assert_eq!(pieces, ["{a}", "b", ""]);
    }
}
