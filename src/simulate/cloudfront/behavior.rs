//! The behaviors of a distribution: which one takes a request, and what it lets through.

use super::added_headers::added_headers;
use super::edge_function::EdgeFunctions;
use super::functions::Associations;
use super::origin::{Origins, Target};
use super::policies::Policies;
use super::response_headers::ResponseHeaders;
use super::setting::{Names, Setting};
use crate::aws::wildcard::{self, Case};
use crate::aws::{Method, PathPattern};
use crate::diag::Path;
use crate::simulate::matching;
use crate::simulate::run::Run;
use crate::simulate::world::Resources;
use crate::template::{Term, Text};

/// A behavior.
#[derive(Debug)]
pub(super) struct Behavior {
    /// Where it stands.
    pub(super) at: Path,
    /// The pattern as it is written; none for the default behavior.
    pub(super) written: Option<String>,
    pattern: Pattern,
    /// The origin, or the group of them.
    pub(super) target: Target,
    /// What it does with plain http.
    pub(super) protocol: Setting<ViewerProtocol>,
    /// Where that stands.
    pub(super) protocol_at: Path,
    /// The methods that it lets through.
    pub(super) allowed: Methods,
    /// Where those stand.
    pub(super) allowed_at: Path,
    /// The methods whose answers it keeps.
    pub(super) cached: Methods,
    /// Who may sign URLs and cookies; empty where anybody may ask.
    pub(super) signers: Names,
    /// Where those stand.
    pub(super) signers_at: Path,
    /// What is kept and what is passed on.
    pub(super) policies: Policies,
    /// What is changed about the headers of answers.
    pub(super) response_headers: ResponseHeaders,
    /// The functions at the edge.
    pub(super) functions: Associations,
}

/// What a behavior does with plain http.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ViewerProtocol {
    AllowAll,
    HttpsOnly,
    RedirectToHttps,
}

impl ViewerProtocol {
    pub(super) const ALL: [Self; 3] = [Self::AllowAll, Self::HttpsOnly, Self::RedirectToHttps];

    fn of(word: &str) -> Option<Self> {
        match word {
            "allow-all" => Some(Self::AllowAll),
            "https-only" => Some(Self::HttpsOnly),
            "redirect-to-https" => Some(Self::RedirectToHttps),
            _ => None,
        }
    }
}

/// Some of the methods. AWS takes three sets alone; what a template says beyond them is taken at its word.
#[derive(Debug)]
pub(super) struct Methods {
    known: Vec<Method>,
    names: Names,
}

impl Methods {
    /// GET and HEAD where nothing is said, as the pages of both properties have it.
    fn read(term: Option<&Term>) -> Self {
        let names = Names::read(term);
        let known = if names.is_empty() {
            vec![Method::Get, Method::Head]
        } else {
            let parsed = names.known.iter().filter_map(|name| name.parse().ok());
            parsed.collect()
        };
        Self { known, names }
    }

    /// Whether a method is among them.
    pub(super) fn contains(&self, run: &mut Run, method: Method) -> bool {
        self.known.contains(&method)
            || self
                .names
                .any(run, method.as_str(), |name| name == method.as_str())
    }
}

#[derive(Debug)]
enum Pattern {
    /// That of the default behavior.
    Everything,
    /// One that AWS takes.
    Valid(PathPattern),
    /// One that AWS refuses, with the slash at its beginning.
    Refused(String),
    /// One of which a part is not known, with the slash at its beginning.
    Open(Text),
}

impl Pattern {
    fn read(text: &Text) -> Self {
        match text.as_known() {
            Some(known) => match known.parse() {
                Ok(pattern) => Self::Valid(pattern),
                Err(_) if known.starts_with('/') => Self::Refused(known.to_owned()),
                Err(_) => Self::Refused(format!("/{known}")),
            },
            None if text.widest().starts_with('/') => Self::Open(text.clone()),
            None => {
                let mut absolute = Text::from("/");
                absolute.push(text);
                Self::Open(absolute)
            }
        }
    }

    fn matches(&self, run: &mut Run, path: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Valid(pattern) => pattern.matches(path),
            Self::Refused(pattern) => wildcard::matches(pattern, path, Case::Sensitive),
            Self::Open(pattern) => {
                matching::matches(pattern, &Text::from(path), Case::Sensitive, run.trial)
            }
        }
    }

    /// The pattern with the slash at its beginning, if all of it is known.
    fn known(&self) -> Option<&str> {
        match self {
            Self::Everything | Self::Open(_) => None,
            Self::Valid(pattern) => Some(pattern.absolute()),
            Self::Refused(pattern) => Some(pattern),
        }
    }
}

/// The behaviors of a distribution.
#[derive(Debug)]
pub(super) struct Behaviors {
    /// In their order.
    pub(super) ordered: Vec<Behavior>,
    /// The one that takes what no other does.
    pub(super) default: Behavior,
}

impl Behaviors {
    /// Reads the behaviors of a `DistributionConfig`.
    pub(super) fn read(
        resources: &Resources,
        functions: &EdgeFunctions,
        config: &Term,
        origins: &Origins,
    ) -> Self {
        let ordered = config.get("CacheBehaviors").map(Term::items);
        let ordered = ordered.unwrap_or_default();
        let read = |term: &Term, is_default| Behavior {
            functions: Associations::read(functions, term).adding(added_headers(resources, term)),
            ..Behavior::read(resources, term, origins, is_default)
        };
        let default = match config.get("DefaultCacheBehavior") {
            Some(term) => read(term, true),
            // AWS refuses a distribution without one; here it has nothing to say.
            None => read(
                &Term {
                    at: config.at.clone(),
                    said: crate::template::Said::Null,
                },
                true,
            ),
        };
        Self {
            ordered: ordered.iter().map(|term| read(term, false)).collect(),
            default,
        }
    }

    /// The behavior that takes a path, with its place among the ordered ones: the first in the list that matches, and
    /// the default one last. The path is normalized.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
    pub(super) fn choose(&self, run: &mut Run, path: &str) -> (&Behavior, Option<usize>) {
        let mut ordered = self.ordered.iter().enumerate();
        let found = ordered.find(|(_, behavior)| behavior.pattern.matches(run, path));
        match found {
            Some((precedence, behavior)) => (behavior, Some(precedence)),
            None => (&self.default, None),
        }
    }
}

impl Behavior {
    fn read(resources: &Resources, term: &Term, origins: &Origins, is_default: bool) -> Self {
        let at_of = |key| term.get(key).unwrap_or(term).at.clone();
        let text = term.text_at(&["PathPattern"]).unwrap_or_default();
        let (pattern, written) = if is_default {
            (Pattern::Everything, None)
        } else {
            (Pattern::read(&text), Some(text.to_string()))
        };
        // Key groups are the newer way; both may stand there.
        let mut signers = Names::read(term.get("TrustedKeyGroups"));
        let older = Names::read(term.get("TrustedSigners"));
        let signers_at = if signers.is_empty() {
            at_of("TrustedSigners")
        } else {
            at_of("TrustedKeyGroups")
        };
        signers.known.extend(older.known);
        signers.open.extend(older.open);
        Self {
            at: term.at.clone(),
            written,
            pattern,
            target: origins.target(term.get("TargetOriginId")),
            protocol: Setting::read(
                term.get("ViewerProtocolPolicy"),
                ViewerProtocol::AllowAll,
                ViewerProtocol::of,
            ),
            protocol_at: at_of("ViewerProtocolPolicy"),
            allowed: Methods::read(term.get("AllowedMethods")),
            allowed_at: at_of("AllowedMethods"),
            cached: Methods::read(term.get("CachedMethods")),
            signers,
            signers_at,
            policies: Policies::read(resources, term),
            response_headers: ResponseHeaders::read(resources, term),
            functions: Associations::default(),
        }
    }

    /// Whether the pattern matches a path only because a `?` in it stands for a `/`.
    pub(super) fn needs_slash_for_question_mark(&self, path: &str) -> bool {
        let pattern = self.pattern.known();
        pattern.is_some_and(|pattern| pattern.contains('?') && !matches_strictly(pattern, path))
    }
}

/// Whether a pattern matches a path when `?` stands for any character but `/`.
fn matches_strictly(pattern: &str, path: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    // The places in the pattern that are reached by what has been read of the path.
    let mut reached = vec![false; pattern.len() + 1];
    reached[0] = true;
    let pass_stars = |reached: &mut Vec<bool>| {
        for (place, wanted) in pattern.iter().enumerate() {
            if *wanted == '*' && reached[place] {
                reached[place + 1] = true;
            }
        }
    };
    pass_stars(&mut reached);
    for found in path.chars() {
        let mut next = vec![false; pattern.len() + 1];
        for (place, wanted) in pattern
            .iter()
            .enumerate()
            .filter(|(place, _)| reached[*place])
        {
            match wanted {
                '*' => next[place] = true,
                '?' => next[place + 1] |= found != '/',
                wanted => next[place + 1] |= *wanted == found,
            }
        }
        pass_stars(&mut next);
        reached = next;
    }
    reached[pattern.len()]
}
