//! What a behavior keeps in its cache and passes on to its origin: cache and origin request policies, managed or of
//! one's own, and the legacy settings that stand in the behavior itself.

use super::selection::{Compared, Selection};
use super::setting::{Names, Setting, filled};
use crate::aws::managed::{self, Compression};
use crate::simulate::world::Resources;
use crate::template::{Fact, Resource, Term, Text};

/// A day, in seconds.
const DAY: u64 = 86_400;
/// A year, in seconds.
const YEAR: u64 = 365 * DAY;

/// The policies of a behavior.
#[derive(Debug)]
pub(super) struct Policies {
    /// How long answers are kept, and by which key.
    pub(super) cache: CacheRules,
    /// What stands in the cache key, which is passed on too.
    pub(super) key: Parts,
    /// What is passed on besides.
    pub(super) request: RequestPolicy,
    /// Whether these are the legacy settings, which pass on every header that they do not know.
    pub(super) legacy: bool,
    /// Whether answers are kept compressed, so that `Accept-Encoding` is passed on in a normal form.
    pub(super) compression: Compression,
}

/// How long answers are kept, and by which key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CacheRules {
    /// The times.
    pub(super) keeping: Keeping,
    /// The words of the key: see [`Cache`](crate::simulate::answer::Cache).
    pub(super) key: Vec<String>,
}

/// For how long answers are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Not at all, nor are errors: the managed policy `CachingDisabled`.
    Disabled,
    /// Not at all, because the legacy settings pass on all headers.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/header-caching.html#header-caching-web>
    AllHeaders,
    /// So long.
    Times(Times),
    /// It depends on these facts.
    Open(Vec<Fact>),
}

/// Times to live, in seconds.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html#cache-key-understand-cache-policy-ttl>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) min: u64,
    pub(super) default: u64,
    pub(super) max: u64,
}

/// Parts of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) headers: Selection,
    pub(super) cookies: Selection,
    pub(super) queries: Selection,
}

/// What an origin request policy passes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RequestPolicy {
    /// There is none.
    None,
    /// These parts.
    Parts(Parts),
    /// It lies outside the template, or hangs on a parameter.
    Open {
        /// How it is named.
        name: String,
        /// What would tell.
        facts: Vec<Fact>,
    },
}

impl Parts {
    /// Nothing.
    pub(super) fn none() -> Self {
        Self {
            headers: Selection::none(),
            cookies: Selection::none(),
            queries: Selection::none(),
        }
    }

    /// Everything.
    pub(super) fn all() -> Self {
        Self {
            headers: Selection::all(),
            cookies: Selection::all(),
            queries: Selection::all(),
        }
    }

    /// Everything but the host.
    pub(super) fn all_but_host() -> Self {
        Self {
            headers: Selection::all_except(&["Host"], Compared::AsHeaders),
            ..Self::all()
        }
    }

    fn facts(&self) -> Vec<Fact> {
        [&self.headers, &self.cookies, &self.queries]
            .into_iter()
            .flat_map(Selection::facts)
            .collect()
    }

    /// The words of a cache key: `path` and, for each part, what of it counts.
    fn words(&self, compression: Compression) -> Vec<String> {
        let mut words = vec!["path".to_owned()];
        words.extend(self.queries.words("query"));
        words.extend(self.headers.words("header"));
        words.extend(self.cookies.words("cookie"));
        if compression != Compression::None {
            words.push("accept-encoding".to_owned());
        }
        words
    }
}

impl Policies {
    /// Reads the policies of a behavior.
    pub(super) fn read(resources: &Resources, behavior: &Term) -> Self {
        let request = request_policy(resources, behavior.get("OriginRequestPolicyId"));
        match filled(behavior.get("CachePolicyId")) {
            Some(id) => Self::of_policy(resources, &id, request),
            None => Self::legacy(behavior, request),
        }
    }

    fn of_policy(resources: &Resources, id: &Text, request: RequestPolicy) -> Self {
        if let Some(managed) = id.as_known().and_then(managed::CachePolicy::from_id) {
            return Self::managed(managed, request);
        }
        match named(resources, "AWS::CloudFront::CachePolicy", id) {
            Some(policy) => Self::own(policy.properties.get("CachePolicyConfig"), request),
            None => Self {
                cache: CacheRules {
                    keeping: Keeping::Open(outside("cache policy", id)),
                    key: Vec::new(),
                },
                key: Parts::none(),
                request,
                legacy: false,
                compression: Compression::None,
            },
        }
    }

    fn managed(policy: managed::CachePolicy, request: RequestPolicy) -> Self {
        let settings = policy.settings();
        let key = Parts {
            headers: Selection::managed(settings.headers, Compared::AsHeaders),
            cookies: Selection::managed(settings.cookies, Compared::Exactly),
            queries: Selection::managed(settings.query_strings, Compared::Exactly),
        };
        let keeping = if policy == managed::CachePolicy::CachingDisabled {
            Keeping::Disabled
        } else {
            Keeping::Times(Times {
                min: settings.min_ttl.into(),
                default: settings.default_ttl.into(),
                max: settings.max_ttl.into(),
            })
        };
        Self::with(keeping, key, request, settings.compression)
    }

    /// A cache policy of the template.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-cachepolicy-cachepolicyconfig.html>
    fn own(config: Option<&Term>, request: RequestPolicy) -> Self {
        let parts =
            config.and_then(|config| config.get("ParametersInCacheKeyAndForwardedToOrigin"));
        let flag = |key| Setting::flag(parts.and_then(|parts| parts.get(key)), false);
        let (gzip, brotli) = (
            flag("EnableAcceptEncodingGzip"),
            flag("EnableAcceptEncodingBrotli"),
        );
        let compression = match (gzip.known(), brotli.known()) {
            (Some(true), Some(false)) => Compression::Gzip,
            (_, Some(true)) => Compression::GzipAndBrotli,
            (_, _) => Compression::None,
        };
        let key = read_parts(parts);
        let keeping = times(config);
        Self::with(keeping, key, request, compression)
    }

    fn with(
        keeping: Keeping,
        key: Parts,
        request: RequestPolicy,
        compression: Compression,
    ) -> Self {
        let facts = key.facts();
        // Of a key that is not known nothing is said.
        let keeping = if matches!(keeping, Keeping::Times(_)) && !facts.is_empty() {
            Keeping::Open(facts)
        } else {
            keeping
        };
        Self {
            cache: CacheRules {
                keeping,
                key: key.words(compression),
            },
            key,
            request,
            legacy: false,
            compression,
        }
    }

    /// The legacy settings.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-forwardedvalues.html>
    fn legacy(behavior: &Term, request: RequestPolicy) -> Self {
        let values = behavior.get("ForwardedValues");
        let get = |key| values.and_then(|values| values.get(key));
        let headers = Names::read(get("Headers"));
        let all_headers = headers.known.iter().any(|name| name == "*");
        let headers = if all_headers {
            Selection::all()
        } else {
            Selection::only(headers, Compared::AsHeaders)
        };
        let cookies = get("Cookies");
        let cookies = Selection::read(
            cookies.and_then(|cookies| cookies.get("Forward")),
            cookies.and_then(|cookies| cookies.get("WhitelistedNames")),
            Compared::AsPatterns,
        );
        // Where query strings are passed on, all are; the key may hold some of them alone.
        let (forwarded, keyed) = match Setting::flag(get("QueryString"), false) {
            Setting::Known(false) => (Selection::none(), Selection::none()),
            Setting::Known(true) => {
                let names = Names::read(get("QueryStringCacheKeys"));
                let keyed = if names.is_empty() {
                    Selection::all()
                } else {
                    Selection::only(names, Compared::Exactly)
                };
                (Selection::all(), keyed)
            }
            Setting::Open(text) => {
                let open = Names {
                    known: Vec::new(),
                    open: vec![text],
                };
                let selection = Selection::only(open, Compared::Exactly);
                (selection.clone(), selection)
            }
        };
        let key = Parts {
            headers,
            cookies,
            queries: keyed,
        };
        let keeping = if all_headers {
            Keeping::AllHeaders
        } else {
            times(Some(behavior))
        };
        let policies = Self::with(keeping, key, request, Compression::None);
        Self {
            key: Parts {
                queries: forwarded,
                ..policies.key
            },
            legacy: true,
            ..policies
        }
    }
}

/// The times of a cache policy or of the legacy settings; those that are left out have the same defaults in both.
fn times(config: Option<&Term>) -> Keeping {
    let read = |key| Setting::number(config.and_then(|config| config.get(key)));
    let given = [read("MinTTL"), read("DefaultTTL"), read("MaxTTL")];
    let facts: Vec<Fact> = given.iter().flatten().flat_map(Setting::facts).collect();
    if !facts.is_empty() {
        return Keeping::Open(facts);
    }
    let [min, default, max] = given.map(|time| time.and_then(|time| time.known().copied()));
    let min = min.unwrap_or(0);
    let default = default.unwrap_or_else(|| min.max(DAY));
    let max = max.unwrap_or_else(|| {
        if min.max(default) > YEAR {
            default
        } else {
            YEAR
        }
    });
    Keeping::Times(Times { min, default, max })
}

fn request_policy(resources: &Resources, id: Option<&Term>) -> RequestPolicy {
    let Some(id) = filled(id) else {
        return RequestPolicy::None;
    };
    if let Some(managed) = id
        .as_known()
        .and_then(managed::OriginRequestPolicy::from_id)
    {
        return RequestPolicy::Parts(Parts {
            headers: Selection::managed(managed.headers(), Compared::AsHeaders),
            cookies: Selection::managed(managed.cookies(), Compared::Exactly),
            queries: Selection::managed(managed.query_strings(), Compared::Exactly),
        });
    }
    match named(resources, "AWS::CloudFront::OriginRequestPolicy", &id) {
        Some(policy) => RequestPolicy::Parts(read_parts(
            policy.properties.get("OriginRequestPolicyConfig"),
        )),
        None => RequestPolicy::Open {
            name: format!("origin request policy {id}"),
            facts: outside("origin request policy", &id),
        },
    }
}

fn read_parts(config: Option<&Term>) -> Parts {
    let read = |part: &str, word: &str, names: &str, compared| {
        let part = config.and_then(|config| config.get(part));
        let get = |key| part.and_then(|part| part.get(key));
        Selection::read(get(word), get(names), compared)
    };
    Parts {
        headers: read(
            "HeadersConfig",
            "HeaderBehavior",
            "Headers",
            Compared::AsHeaders,
        ),
        cookies: read(
            "CookiesConfig",
            "CookieBehavior",
            "Cookies",
            Compared::Exactly,
        ),
        queries: read(
            "QueryStringsConfig",
            "QueryStringBehavior",
            "QueryStrings",
            Compared::Exactly,
        ),
    }
}

/// The resource of a type that a text refers to by its id.
pub(super) fn named<'a>(
    resources: &'a Resources,
    kind: &'a str,
    id: &Text,
) -> Option<&'a Resource> {
    resources
        .of_kind(kind)
        .map(|(_, resource)| resource)
        .find(|resource| resource.reference.as_ref() == Some(id))
}

/// The facts that would tell of a thing outside the template: those in its name, or the thing itself.
pub(super) fn outside(what: &str, id: &Text) -> Vec<Fact> {
    match id.as_known() {
        Some(known) => vec![Fact::new(format!("{what} {known}"))],
        None => id.facts().cloned().collect(),
    }
}
