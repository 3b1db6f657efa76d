//! An action of an API, such as `s3:GetObject`, as policies name it.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::wildcard::{self, Case};

/// A service and the name of one of its actions; in a policy the name may hold `*` and `?`, and `*` alone is every
/// action of every service. Kept as it was written, and compared without regard to case by [`covers`](Self::covers).
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Action {
    text: String,
    /// Where the `:` stands; the end of the text if there is none.
    colon: usize,
}

impl Action {
    /// An action that is known to be one, by its service's prefix and its name.
    pub(crate) fn known(service: &str, name: &str) -> Self {
        Self {
            text: format!("{service}:{name}"),
            colon: service.len(),
        }
    }

    /// The prefix of the service, `s3`; of `*` it is `*`.
    pub fn service(&self) -> &str {
        &self.text[..self.colon]
    }

    /// What follows the prefix, `GetObject`; of `*` it is `*`.
    pub fn name(&self) -> &str {
        self.text.get(self.colon + 1..).unwrap_or(&self.text)
    }

    /// The whole, `s3:GetObject`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether this stands for one action alone.
    pub fn is_exact(&self) -> bool {
        !self.text.contains(['*', '?'])
    }

    /// Whether every action that `other` stands for is one that this stands for: `s3:Get*` covers `S3:getobject`.
    pub fn covers(&self, other: &Self) -> bool {
        if other.is_exact() {
            return wildcard::matches(&self.text, &other.text, Case::Insensitive);
        }
        wildcard::covers(
            &self.text.to_ascii_lowercase(),
            &other.text.to_ascii_lowercase(),
        )
    }
}

impl FromStr for Action {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text != "*" {
            check(text)?;
        }
        Ok(Self {
            text: text.to_owned(),
            colon: text.find(':').unwrap_or(text.len()),
        })
    }
}

fn check(text: &str) -> Result<(), String> {
    let Some((service, name)) = text.split_once(':') else {
        return Err(format!(
            "`{text}` is not an action: it has no service before a `:`, as `s3:GetObject` has"
        ));
    };
    let is_word = |word: &str, also: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || also.contains(c))
    };
    if !is_word(service, "-") {
        return Err(format!(
            "`{service}` in `{text}` is not the prefix of a service: it consists of letters, digits and `-`"
        ));
    }
    if !is_word(name, "*?") {
        return Err(format!(
            "`{name}` in `{text}` is not the name of an action: it consists of letters, digits, `*` and `?`"
        ));
    }
    Ok(())
}

impl fmt::Display for Action {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Action;

    fn action(text: &str) -> Action {
        text.parse().unwrap()
    }

    #[test]
    fn parts() {
        let get = action("s3:GetObject");
        assert_eq!((get.service(), get.name()), ("s3", "GetObject"));
        assert_eq!((action("*").service(), action("*").name()), ("*", "*"));
    }

    #[test]
    fn wildcards_without_regard_to_case() {
        assert!(action("S3:get*").covers(&action("s3:GetObject")));
        assert!(action("*").covers(&action("s3:Get*")));
        assert!(action("s3:*").covers(&action("S3:Get*")));
        assert!(!action("s3:Get*").covers(&action("s3:*")));
        assert!(!action("s3:Get?").covers(&action("s3:GetObject")));
    }

    #[test]
    fn what_is_no_action() {
        for text in [
            "",
            "GetObject",
            ":GetObject",
            "s3:",
            "s*:GetObject",
            "s3:Get Object",
            "s3:a:b",
        ] {
            assert!(text.parse::<Action>().is_err(), "{text}");
        }
    }
}
