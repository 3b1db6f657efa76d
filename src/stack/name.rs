//! The names that a user gives to the parts of a stack.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Deserialize;

/// A kebab-case name: lower-case words of letters and digits, joined by single hyphens, starting with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("pattern" = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
pub struct Name(String);

impl Name {
    /// The most characters of a name: much longer ones would fit into no name of AWS's.
    pub const LONGEST: usize = 63;

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name nearest to a text that is not written as one, if there is one.
    pub fn near(text: &str) -> Option<Self> {
        kebab(text)?.parse().ok()
    }

    /// The words between the hyphens.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split('-')
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words_are_good = text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        if words_are_good && text.starts_with(|c: char| c.is_ascii_lowercase()) {
            return match text.len() {
                0..=Self::LONGEST => Ok(Self(text.to_owned())),
                length => Err(format!(
                    "this name has {length} characters; names have at most {}",
                    Self::LONGEST
                )),
            };
        }
        Err(format!(
            "`{text}` is not a name{}",
            match kebab(text) {
                Some(better) => format!("\nwrite it in kebab-case: `{better}`"),
                None => "\na name is lower-case letters and digits, its words joined by hyphens"
                    .to_owned(),
            }
        ))
    }
}

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What `AnalyticsService`, `analytics_service` and `analytics service` would be as a name.
fn kebab(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut after_lower = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && after_lower {
                out.push('-');
            }
            after_lower = !c.is_ascii_uppercase();
            out.push(c.to_ascii_lowercase());
        } else if matches!(c, ' ' | '_' | '-' | '.' | '/') {
            after_lower = false;
            if !out.ends_with('-') {
                out.push('-');
            }
        } else {
            return None;
        }
    }
    let out = out.trim_matches('-').to_owned();
    out.starts_with(|c: char| c.is_ascii_lowercase())
        .then_some(out)
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn other_spellings_are_refused_with_the_kebab_case_one() {
        assert!("progress-photos".parse::<Name>().is_ok());
        for (wrong, better) in [
            ("AnalyticsService", "`analytics-service`"),
            ("user_pool", "`user-pool`"),
            ("-a", "`a`"),
        ] {
            assert!(wrong.parse::<Name>().unwrap_err().contains(better));
        }
        assert!("4ever".parse::<Name>().unwrap_err().contains("lower-case"));
    }
}
