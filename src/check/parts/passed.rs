//! What of a request a behavior passes on to its origin, what of it is in the cache key, and how long answers are kept.

use super::keeping::Keeping;
use super::selected::{Names, Selected};
use crate::aws::managed::{self, Compression};
use crate::check::parts::behavior::{Caching, Forwarding};
use crate::template::{Known, Resource, Term};

/// What a behavior does with the parts of a request.
#[derive(Debug)]
pub struct Passed {
    /// What is in the cache key, and passed on with it.
    pub key: Parts,
    /// What is passed on besides.
    pub besides: Parts,
    /// How long answers are kept.
    pub keeping: Keeping,
    /// In which compressed forms answers are kept; `None` where that is not known, and for the legacy settings, which
    /// know nothing of it.
    pub compression: Option<Compression>,
}

/// Some of the headers, cookies and query strings of a request.
#[derive(Debug)]
pub struct Parts {
    /// The headers.
    pub headers: Selected,
    /// The cookies.
    pub cookies: Selected,
    /// The query strings.
    pub queries: Selected,
}

impl Passed {
    pub(super) fn read(behavior: &Term, caching: &Caching, forwarding: &Forwarding) -> Self {
        let besides = match forwarding {
            Forwarding::None => Parts::all_alike(&Selected::None),
            Forwarding::Managed(policy) => Parts {
                headers: Selected::managed(policy.headers()),
                cookies: Selected::managed(policy.cookies()),
                queries: Selected::managed(policy.query_strings()),
            },
            Forwarding::Own(policy) => {
                Parts::read(policy.properties.get("OriginRequestPolicyConfig"))
            }
            Forwarding::Elsewhere(_) => Parts::all_alike(&Selected::Unknown),
        };
        match caching {
            Caching::Managed(policy) => Self {
                besides,
                ..Self::managed(*policy)
            },
            Caching::Own(policy) => Self {
                besides,
                ..Self::own(policy)
            },
            Caching::Elsewhere(_) => Self {
                key: Parts::all_alike(&Selected::Unknown),
                besides,
                keeping: Keeping::Unknown,
                compression: None,
            },
            Caching::Legacy => Self {
                besides,
                ..Self::legacy(behavior)
            },
        }
    }

    fn managed(policy: managed::CachePolicy) -> Self {
        let settings = policy.settings();
        let key = Parts {
            headers: Selected::managed(settings.headers),
            cookies: Selected::managed(settings.cookies),
            queries: Selected::managed(settings.query_strings),
        };
        Self {
            key,
            besides: Parts::all_alike(&Selected::None),
            keeping: Keeping::managed(policy),
            compression: Some(settings.compression),
        }
    }

    fn own(policy: &Resource) -> Self {
        let config = policy.properties.get("CachePolicyConfig");
        let parts =
            config.and_then(|config| config.get("ParametersInCacheKeyAndForwardedToOrigin"));
        Self {
            key: Parts::read(parts),
            besides: Parts::all_alike(&Selected::None),
            keeping: Keeping::read(config),
            compression: parts.map_or(Some(Compression::None), compression),
        }
    }

    /// The legacy settings: where query strings are passed on, all are.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-forwardedvalues.html>
    fn legacy(behavior: &Term) -> Self {
        let find = |keys: &[&str]| {
            let values = behavior.get("ForwardedValues");
            values.and_then(|values| values.find(keys))
        };
        // A behavior that says nothing at all is refused.
        if behavior
            .get("ForwardedValues")
            .is_none_or(|term| term.unknown().is_some())
        {
            return Self {
                key: Parts::all_alike(&Selected::Unknown),
                besides: Parts::all_alike(&Selected::None),
                keeping: Keeping::Unknown,
                compression: None,
            };
        }
        let headers = Names::read(find(&["Headers"]));
        let all_headers = headers.known.iter().any(|name| name == "*");
        let queries = match find(&["QueryString"]).map(Term::bool) {
            Some(Some(Known::Yes(true))) => Selected::All,
            Some(Some(Known::No(_))) => Selected::Unknown,
            Some(Some(Known::Yes(false)) | None) | None => Selected::None,
        };
        Self {
            key: Parts {
                headers: if all_headers {
                    Selected::All
                } else {
                    Selected::Only(headers)
                },
                cookies: Selected::read(
                    find(&["Cookies", "Forward"]),
                    find(&["Cookies", "WhitelistedNames"]),
                ),
                queries,
            },
            besides: Parts::all_alike(&Selected::None),
            keeping: if all_headers {
                Keeping::Never
            } else {
                Keeping::read(Some(behavior))
            },
            compression: None,
        }
    }

    /// Whether a header of the viewer reaches the origin; `None` where that is not known.
    pub fn passes_header(&self, name: &str) -> Option<bool> {
        either(
            self.key.headers.has_header(name),
            self.besides.headers.has_header(name),
        )
    }

    /// Whether any query string reaches the origin; `None` where that is not known.
    pub fn passes_queries(&self) -> Option<bool> {
        either(self.key.queries.is_any(), self.besides.queries.is_any())
    }

    /// Whether any cookie reaches the origin; `None` where that is not known.
    pub fn passes_cookies(&self) -> Option<bool> {
        either(self.key.cookies.is_any(), self.besides.cookies.is_any())
    }
}

impl Parts {
    fn all_alike(selected: &Selected) -> Self {
        Self {
            headers: selected.clone(),
            cookies: selected.clone(),
            queries: selected.clone(),
        }
    }

    /// Reads a policy of the template: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originrequestpolicy-originrequestpolicyconfig.html>.
    fn read(config: Option<&Term>) -> Self {
        let read = |part: &str, word: &str, names: &str| {
            let part = config.and_then(|config| config.get(part));
            if part.is_some_and(|part| part.unknown().is_some()) {
                return Selected::Unknown;
            }
            let get = |key| part.and_then(|part| part.get(key));
            Selected::read(get(word), get(names))
        };
        Self {
            headers: read("HeadersConfig", "HeaderBehavior", "Headers"),
            cookies: read("CookiesConfig", "CookieBehavior", "Cookies"),
            queries: read("QueryStringsConfig", "QueryStringBehavior", "QueryStrings"),
        }
    }
}

/// In which forms a policy of the template keeps answers compressed.
fn compression(parts: &Term) -> Option<Compression> {
    let flag = |key| match parts.get(key).map(Term::bool) {
        None | Some(None) => Some(false),
        Some(Some(Known::Yes(on))) => Some(on),
        Some(Some(Known::No(_))) => None,
    };
    let gzip = flag("EnableAcceptEncodingGzip")?;
    let brotli = flag("EnableAcceptEncodingBrotli")?;
    Some(match (gzip, brotli) {
        (_, true) => Compression::GzipAndBrotli,
        (true, false) => Compression::Gzip,
        (false, false) => Compression::None,
    })
}

/// Whether one or the other holds.
fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        (None, _) | (_, None) => None,
    }
}
