//! Which of a request's headers, cookies or query strings a policy means.

use super::setting::Names;
use crate::aws::managed;
use crate::aws::wildcard::{self, Case};
use crate::simulate::run::Run;
use crate::template::{Fact, Term, Text};

/// Some of the headers, cookies or query strings of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selection {
    take: Take,
    names: Names,
    compared: Compared,
}

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Take {
    None,
    Only,
    All,
    AllExcept,
    /// It depends on what this says.
    Open(Text),
}

/// How names are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    /// Without regard to case, as the names of headers.
    AsHeaders,
    /// Letter for letter, as the names of cookies and query strings.
    Exactly,
    /// `*` and `?` stand for others, as in the cookies of the legacy settings.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowlistCookies>
    AsPatterns,
}

impl Selection {
    /// None.
    pub(super) fn none() -> Self {
        Self::of(Take::None, Names::default(), Compared::Exactly)
    }

    /// All.
    pub(super) fn all() -> Self {
        Self::of(Take::All, Names::default(), Compared::Exactly)
    }

    /// All but those with these names.
    pub(super) fn all_except(names: &[&str], compared: Compared) -> Self {
        let known = names.iter().map(|name| (*name).to_owned()).collect();
        let names = Names {
            known,
            open: Vec::new(),
        };
        Self::of(Take::AllExcept, names, compared)
    }

    /// Those with these names.
    pub(super) const fn only(names: Names, compared: Compared) -> Self {
        Self::of(Take::Only, names, compared)
    }

    /// What a managed policy says.
    pub(super) fn managed(selection: managed::Selection, compared: Compared) -> Self {
        match selection {
            managed::Selection::All => Self::all(),
            managed::Selection::AllExcept(names) => Self::all_except(names, compared),
            managed::Selection::Only(names) => {
                let known = names.iter().map(|name| (*name).to_owned()).collect();
                let names = Names {
                    known,
                    open: Vec::new(),
                };
                Self::of(Take::Only, names, compared)
            }
        }
    }

    /// What a policy of one's own says by a word and a list of names: `none`, `whitelist`, `allExcept` and so on.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originrequestpolicy-headersconfig.html>
    pub(super) fn read(word: Option<&Term>, names: Option<&Term>, compared: Compared) -> Self {
        let names = Names::read(names);
        let Some(text) = word.and_then(Term::text) else {
            return Self::none();
        };
        let take = match text.as_known() {
            Some("whitelist") => Take::Only,
            // The headers that are listed beside `allViewerAndWhitelistCloudFront` are CloudFront's own.
            Some("all" | "allViewer" | "allViewerAndWhitelistCloudFront") => Take::All,
            Some("allExcept") => Take::AllExcept,
            Some(_) => Take::None,
            None => Take::Open(text.into_owned()),
        };
        Self::of(take, names, compared)
    }

    const fn of(take: Take, names: Names, compared: Compared) -> Self {
        Self {
            take,
            names,
            compared,
        }
    }

    /// Whether it takes all there are.
    pub(super) fn is_all(&self) -> bool {
        self.take == Take::All
    }

    /// Whether it takes none, whatever the request holds.
    pub(super) fn is_none(&self) -> bool {
        match self.take {
            Take::None => true,
            Take::Only => self.names.is_empty(),
            Take::All | Take::AllExcept | Take::Open(_) => false,
        }
    }

    /// Whether the one of this name is among them.
    pub(super) fn contains(&self, run: &mut Run, name: &str) -> bool {
        match &self.take {
            Take::None => false,
            Take::All => true,
            Take::Only => self.lists(run, name),
            Take::AllExcept => !self.lists(run, name),
            Take::Open(text) => {
                let facts: Vec<Fact> = text.facts().cloned().collect();
                let question = format!("`{text}` takes `{name}`");
                run.trial.whether(&question, &facts)
            }
        }
    }

    fn lists(&self, run: &mut Run, name: &str) -> bool {
        let compared = self.compared;
        self.names
            .any(run, name, |listed| compared.same(listed, name))
    }

    /// The words for them in a cache key: `header:origin`, `query:*`, `cookie:!session`.
    pub(super) fn words(&self, kind: &str) -> Vec<String> {
        let lower = self.compared == Compared::AsHeaders;
        let named = |sign: &str, name: &String| {
            if lower {
                format!("{kind}:{sign}{}", name.to_ascii_lowercase())
            } else {
                format!("{kind}:{sign}{name}")
            }
        };
        match self.take {
            Take::None | Take::Open(_) => Vec::new(),
            Take::All => vec![format!("{kind}:*")],
            Take::Only => self
                .names
                .known
                .iter()
                .map(|name| named("", name))
                .collect(),
            Take::AllExcept => std::iter::once(format!("{kind}:*"))
                .chain(self.names.known.iter().map(|name| named("!", name)))
                .collect(),
        }
    }

    /// What is not known about it.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let mut facts = self.names.facts();
        if let Take::Open(text) = &self.take {
            facts.extend(text.facts().cloned());
        }
        facts
    }
}

impl Compared {
    fn same(self, listed: &str, name: &str) -> bool {
        match self {
            Self::AsHeaders => listed.eq_ignore_ascii_case(name),
            Self::Exactly => listed == name,
            Self::AsPatterns => wildcard::matches(listed, name, Case::Sensitive),
        }
    }
}
