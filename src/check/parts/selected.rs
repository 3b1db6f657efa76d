//! Which of a request's headers, cookies or query strings a policy or the legacy settings mean.

use crate::aws::managed;
use crate::template::Term;

/// Some of the headers, cookies or query strings of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selected {
    /// None of them.
    None,
    /// Those with these names.
    Only(Names),
    /// All.
    All,
    /// All but those with these names.
    AllExcept(Names),
    /// It is not known which.
    Unknown,
}

/// Names in a list, of which some may not be known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Those that are known.
    pub known: Vec<String>,
    /// Whether there are others, of which it is not known what they say.
    pub has_others: bool,
}

impl Names {
    pub(super) fn read(term: Option<&Term>) -> Self {
        let mut names = Self::default();
        for item in term.map(Term::items).unwrap_or_default() {
            let Some(text) = item.text() else { continue };
            match text.as_known() {
                Some(known) => names.known.push(known.to_owned()),
                None => names.has_others = true,
            }
        }
        names
    }

    fn of(names: &[&str]) -> Self {
        let known = names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            known,
            has_others: false,
        }
    }

    /// Whether a name is among them, in any case; `None` where that is not known.
    fn has(&self, name: &str) -> Option<bool> {
        let is_it = |known: &String| known.eq_ignore_ascii_case(name);
        match (self.known.iter().any(is_it), self.has_others) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }
}

impl Selected {
    pub(super) fn managed(selection: managed::Selection) -> Self {
        match selection {
            managed::Selection::All => Self::All,
            managed::Selection::AllExcept(names) => Self::AllExcept(Names::of(names)),
            managed::Selection::Only([]) => Self::None,
            managed::Selection::Only(names) => Self::Only(Names::of(names)),
        }
    }

    /// What a word and a list of names say: `none`, `whitelist`, `allExcept` and so on.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originrequestpolicy-headersconfig.html>
    pub(super) fn read(word: Option<&Term>, names: Option<&Term>) -> Self {
        let Some(text) = word.and_then(Term::text) else {
            return Self::None;
        };
        match text.as_known() {
            Some("whitelist") => Self::Only(Names::read(names)),
            // The headers that are listed beside `allViewerAndWhitelistCloudFront` are CloudFront's own.
            Some("all" | "allViewer" | "allViewerAndWhitelistCloudFront") => Self::All,
            Some("allExcept") => Self::AllExcept(Names::read(names)),
            Some(_) => Self::None,
            None => Self::Unknown,
        }
    }

    /// Whether the header of this name is among them; `None` where that is not known.
    pub fn has_header(&self, name: &str) -> Option<bool> {
        match self {
            Self::None => Some(false),
            Self::All => Some(true),
            Self::Only(names) => names.has(name),
            Self::AllExcept(names) => names.has(name).map(|has| !has),
            Self::Unknown => None,
        }
    }

    /// Whether any are meant at all; `None` where that is not known.
    pub fn is_any(&self) -> Option<bool> {
        match self {
            Self::None => Some(false),
            Self::All | Self::AllExcept(_) => Some(true),
            Self::Only(names) => match (names.known.is_empty(), names.has_others) {
                (false, _) => Some(true),
                (true, true) => None,
                (true, false) => Some(false),
            },
            Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, Selected};

    #[test]
    fn what_is_not_known_is_not_guessed() {
        let names = |known: &[&str], has_others| Names {
            has_others,
            ..Names::of(known)
        };
        for (selected, header, has, any) in [
            (Selected::None, "host", Some(false), Some(false)),
            (Selected::All, "host", Some(true), Some(true)),
            (
                Selected::Only(names(&["Host"], true)),
                "host",
                Some(true),
                Some(true),
            ),
            (Selected::Only(names(&[], true)), "host", None, None),
            (
                Selected::Only(names(&[], false)),
                "host",
                Some(false),
                Some(false),
            ),
            (
                Selected::AllExcept(names(&["host"], false)),
                "Host",
                Some(false),
                Some(true),
            ),
            (
                Selected::AllExcept(names(&["host"], true)),
                "Origin",
                None,
                Some(true),
            ),
            (Selected::Unknown, "host", None, None),
        ] {
            assert_eq!(selected.has_header(header), has, "{selected:?}");
            assert_eq!(selected.is_any(), any, "{selected:?}");
        }
    }
}
