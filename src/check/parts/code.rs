//! The code of a function that stands in the template, read as far as it is plain.

use super::function::Function;
use crate::aws::{Language, Runtime};

/// Code that stands in the template.
#[derive(Debug)]
pub struct InlineCode {
    /// The text.
    pub text: String,
    /// The runtime that runs it, if it is one that Lambda has or had.
    pub runtime: Option<Runtime>,
}

impl InlineCode {
    /// The code of a function, where all of it is known.
    pub fn of(function: &Function) -> Option<Self> {
        let runtime = function.text(&["Runtime"]);
        Some(Self {
            text: function.inline_code()?,
            runtime: runtime.and_then(|runtime| runtime.parse().ok()),
        })
    }

    /// Whether it is written in this language.
    pub fn is_in(&self, language: Language) -> bool {
        self.runtime
            .is_some_and(|runtime| runtime.language == language)
    }

    /// Whether a name stands in it as a word of its own.
    pub fn has_word(&self, name: &str) -> bool {
        let is_inner = |character: char| character.is_alphanumeric() || "_$".contains(character);
        self.text.match_indices(name).any(|(at, _)| {
            let before = self
                .text
                .get(..at)
                .and_then(|text| text.chars().next_back());
            let behind = self
                .text
                .get(at + name.len()..)
                .and_then(|text| text.chars().next());
            !before.is_some_and(is_inner) && !behind.is_some_and(is_inner)
        })
    }

    /// Its lines, with what lies in comments and in texts of several lines left out, as far as that is plain.
    pub fn plain_lines(&self) -> Vec<&str> {
        let mut end: Option<&str> = None;
        let mut lines = Vec::new();
        for line in self.text.lines() {
            let begins_inside = end.is_some();
            let mut rest = line;
            loop {
                if let Some(closing) = end {
                    match rest.split_once(closing) {
                        Some((_, behind)) => (rest, end) = (behind, None),
                        None => break,
                    }
                } else {
                    let openings = [
                        ("/*", "*/"),
                        ("`", "`"),
                        ("\"\"\"", "\"\"\""),
                        ("'''", "'''"),
                    ];
                    let first = openings
                        .iter()
                        .filter_map(|(opening, closing)| {
                            Some((rest.find(opening)?, *opening, *closing))
                        })
                        .min_by_key(|(at, _, _)| *at);
                    let Some((at, opening, closing)) = first else {
                        break;
                    };
                    rest = rest.get(at + opening.len()..).unwrap_or_default();
                    end = Some(closing);
                }
            }
            if !begins_inside {
                lines.push(line);
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::InlineCode;

    fn code(text: &str) -> InlineCode {
        InlineCode {
            text: text.to_owned(),
            runtime: None,
        }
    }

    #[test]
    fn words_are_whole() {
        let code = code("def lambda_handler(event): pass\nexports.main = 1");
        assert!(code.has_word("lambda_handler") && code.has_word("main"));
        assert!(!code.has_word("handler"));
    }

    #[test]
    fn what_lies_in_comments_and_long_texts_is_left_out() {
        let code = code("a\n/* b\nimport c\n*/ d\n`e\nexport f`\n\"\"\"g\"\"\"\nh");
        assert_eq!(
            code.plain_lines(),
            ["a", "/* b", "`e", "\"\"\"g\"\"\"", "h"]
        );
    }
}
