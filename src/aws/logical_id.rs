//! The name by which one part of a template refers to another.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// The logical id of a parameter, condition, resource or output: ASCII letters and digits, 1 to 255 of them.
///
/// Pages: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html>
/// and <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LogicalId(String);

impl LogicalId {
    /// The most characters a logical id may have.
    pub const MAX_LENGTH: usize = 255;

    /// Turns words that were checked before into one id: `["progress-photos", "bucket"]` becomes `ProgressPhotosBucket`.
    ///
    /// Each run of letters and digits begins with a capital and is otherwise kept, so that an id may be one of the
    /// words; everything else separates.
    pub fn from_words(words: &[&str]) -> Self {
        let mut id = String::new();
        for run in words
            .iter()
            .flat_map(|word| word.split(|c: char| !c.is_ascii_alphanumeric()))
        {
            let mut letters = run.chars();
            id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            id.push_str(letters.as_str());
        }
        Self(id)
    }

    /// The id as it stands in the template.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LogicalId {
    type Err = InvalidLogicalId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(other) = text.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(InvalidLogicalId::Character(other));
        }
        match text.len() {
            0 => Err(InvalidLogicalId::Empty),
            length if length > Self::MAX_LENGTH => Err(InvalidLogicalId::Length(length)),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Display for LogicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no logical id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidLogicalId {
    /// There is nothing.
    Empty,
    /// This character is neither an ASCII letter nor a digit.
    Character(char),
    /// It has this many characters.
    Length(usize),
}

impl fmt::Display for InvalidLogicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a logical id has at least one letter or digit"),
            Self::Character(other) => {
                write!(
                    f,
                    "a logical id has letters and digits (A–Z, a–z, 0–9), not `{other}`"
                )
            }
            Self::Length(length) => write!(
                f,
                "a logical id has at most {} characters, this one has {length}",
                LogicalId::MAX_LENGTH
            ),
        }
    }
}

impl std::error::Error for InvalidLogicalId {}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{InvalidLogicalId, LogicalId};

    #[test]
    fn letters_and_digits_are_an_id_and_all_else_is_refused() {
        let id: LogicalId = "AIServiceLambda2".parse().unwrap();
        assert_eq!(id.as_str(), "AIServiceLambda2");
        assert_eq!("".parse::<LogicalId>(), Err(InvalidLogicalId::Empty));
        assert_eq!(
            "a-b".parse::<LogicalId>(),
            Err(InvalidLogicalId::Character('-'))
        );
        assert_eq!(
            "é".parse::<LogicalId>(),
            Err(InvalidLogicalId::Character('é'))
        );
        assert!("a".repeat(255).parse::<LogicalId>().is_ok());
        assert_eq!(
            "a".repeat(256).parse::<LogicalId>(),
            Err(InvalidLogicalId::Length(256))
        );
    }

    #[test]
    fn words_become_one_id_and_an_id_among_them_is_kept() {
        let of = |words: &[&str]| LogicalId::from_words(words).to_string();
        assert_eq!(of(&["progress-photos", "bucket"]), "ProgressPhotosBucket");
        assert_eq!(of(&["AIServiceLambda", "role"]), "AIServiceLambdaRole");
        assert_eq!(of(&["v2-api", "url"]), "V2ApiUrl");
    }

    proptest! {
        #[test]
        fn words_of_kebab_case_always_give_an_id(word in "[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,5}") {
            let id = LogicalId::from_words(&[&word, "policy"]);
            prop_assert!(id.as_str().parse::<LogicalId>().is_ok());
        }
    }
}
