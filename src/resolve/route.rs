//! What a declared route means.

use super::access;
use super::scope::{Given, Scope, Section};
use crate::app::{Cache, Fact, Headers, OwnCache, PlainHttp, Route, Target};
use crate::aws::{Method, MethodSet, PathPattern, limits};
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::stack::{self, External, Keys, Name, Read};

/// What a route says beside which paths it takes; the default route says the same.
pub(super) struct Declared<'a> {
    pub(super) bucket: Option<&'a Name>,
    pub(super) function: Option<&'a Name>,
    pub(super) origin: Option<&'a Name>,
    pub(super) prefix: Option<&'a Keys>,
    pub(super) cache: Option<&'a stack::Cache>,
    pub(super) methods: Option<&'a [Method]>,
    pub(super) protocol: Option<stack::Protocol>,
    pub(super) headers: Option<&'a stack::Headers>,
    pub(super) signed_by: &'a [External],
}

impl<'a> From<&'a stack::Route> for Declared<'a> {
    fn from(route: &'a stack::Route) -> Self {
        Self {
            bucket: route.bucket.as_ref(),
            function: route.function.as_ref(),
            origin: route.origin.as_ref(),
            prefix: route.prefix.as_ref(),
            cache: route.cache.as_ref(),
            methods: route.methods.as_deref(),
            protocol: route.protocol,
            headers: route.headers.as_ref(),
            signed_by: &route.signed_by,
        }
    }
}

impl<'a> From<&'a stack::DefaultRoute> for Declared<'a> {
    fn from(route: &'a stack::DefaultRoute) -> Self {
        Self {
            bucket: route.bucket.as_ref(),
            function: route.function.as_ref(),
            origin: route.origin.as_ref(),
            prefix: None,
            cache: route.cache.as_ref(),
            methods: route.methods.as_deref(),
            protocol: route.protocol,
            headers: route.headers.as_ref(),
            signed_by: &route.signed_by,
        }
    }
}

/// The route at this place, with the paths it takes.
pub(super) fn ordered(scope: &mut Scope, route: &stack::Route, at: &Path) -> Option<Route> {
    let pattern = pattern(scope, route, at);
    let rest = self::route(scope, &Declared::from(route), at);
    Some(Route {
        pattern: Some(pattern?),
        ..rest?
    })
}

/// The path pattern: as written, or `/<prefix>*`.
fn pattern(scope: &mut Scope, route: &stack::Route, at: &Path) -> Option<PathPattern> {
    let pattern = match (&route.path, &route.prefix) {
        (Some(path), None) => path.clone(),
        (None, Some(keys)) => {
            let prefix = keys.prefix.as_deref().unwrap_or_default();
            match format!("/{prefix}*").parse() {
                Ok(pattern) => pattern,
                Err(reason) => {
                    scope.refuse(Diagnostic::refusal(
                        Refusal::BadPrefix,
                        at.join("prefix"),
                        format!("`{prefix}` cannot be part of a path pattern: {reason}"),
                    ));
                    return None;
                }
            }
        }
        (Some(_), Some(_)) => {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::UnclearRoute,
                    Place::Key(at.join("path")),
                    "this route says its paths twice, by `path` and by `prefix`",
                )
                .also(
                    Place::Key(at.join("prefix")),
                    "the pattern follows from the prefix",
                )
                .help("take out `path`"),
            );
            return None;
        }
        (None, None) => {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::MissingField,
                    at,
                    "this route does not say which paths it takes",
                )
                .help(
                    "add `path: /api/*`, or `prefix: <bucket>/<prefix>` for the keys of a bucket",
                ),
            );
            return None;
        }
    };
    let place = at.join(if route.path.is_some() {
        "path"
    } else {
        "prefix"
    });
    if pattern.is_everything() {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::RouteTakesEverything,
                place,
                format!("`{pattern}` takes every request, and leaves none to the routes after it"),
            )
            .help(
                "write what it says under `default`, which takes the requests that no route does",
            ),
        );
        return None;
    }
    let text = pattern.to_string();
    let last = text.rsplit('/').next().unwrap_or_default();
    let is_exact = !text.contains(['*', '?']);
    let means_a_folder = last.is_empty() || (!last.contains('.') && route.bucket.is_some());
    if is_exact && means_a_folder {
        let folder = text.trim_end_matches('/');
        scope.refuse(
            Diagnostic::refusal(
                Refusal::RouteWithoutWildcard,
                place,
                format!("`{text}` takes the one path `{text}` and nothing below it"),
            )
            .help(format!("write `{folder}/*`")),
        );
        return None;
    }
    Some(pattern)
}

/// Everything about a route but its pattern.
pub(super) fn route(scope: &mut Scope, declared: &Declared, at: &Path) -> Option<Route> {
    let target = target(scope, declared, at);
    let signed_by: Option<Vec<Fact>> = (0_usize..)
        .zip(declared.signed_by)
        .map(|(position, group)| {
            scope.external(group, Given::Text, &at.join("signed-by").join(position))
        })
        .collect();
    let is_store = declared.bucket.is_some() || declared.prefix.is_some();
    let cache = cache(scope, declared, is_store, at);
    let methods = methods(scope, declared, is_store, at);
    Some(Route {
        at: at.clone(),
        pattern: None,
        target: target?,
        cache: cache?,
        methods: methods?,
        plain_http: match declared.protocol {
            Some(stack::Protocol::Redirect) => PlainHttp::Redirected,
            Some(stack::Protocol::HttpsOnly) => PlainHttp::Refused,
            None if is_store => PlainHttp::Redirected,
            None => PlainHttp::Refused,
        },
        headers: match declared.headers {
            None | Some(stack::Headers::Security) => Headers::Security,
            Some(stack::Headers::None) => Headers::None,
            Some(stack::Headers::Own(own)) => Headers::Own {
                id: own.id.clone(),
                security: own.security.unwrap_or(true),
                set: own.set.clone(),
                remove: own.remove.clone(),
            },
        },
        signed_by: signed_by?,
    })
}

fn target(scope: &mut Scope, declared: &Declared, at: &Path) -> Option<Target> {
    match declared {
        Declared {
            prefix: Some(keys),
            bucket: None,
            function: None,
            origin: None,
            ..
        } => prefix_target(scope, keys, &at.join("prefix")),
        Declared {
            bucket: Some(bucket),
            prefix: None,
            function: None,
            origin: None,
            ..
        } => bucket_target(scope, bucket, &at.join("bucket")),
        Declared {
            function: Some(function),
            bucket: None,
            prefix: None,
            origin: None,
            ..
        } => {
            let place = at.join("function");
            let service = scope.service(function, &place)?;
            refuse_slow(scope, function, &place);
            Some(Target::Service(service))
        }
        Declared {
            origin: Some(origin),
            bucket: None,
            prefix: None,
            function: None,
            ..
        } => scope.host(origin, &at.join("origin")).map(Target::Host),
        Declared { .. } => {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::UnclearRoute,
                    at,
                    "requests go to exactly one of a bucket, a function and an origin",
                )
                .help("name one: `bucket: NAME`, `prefix: <bucket>/<prefix>`, `function: NAME` or `origin: NAME`"),
            );
            None
        }
    }
}

fn prefix_target(scope: &mut Scope, keys: &Keys, at: &Path) -> Option<Target> {
    let store = scope.store(&keys.bucket, at)?;
    let prefix = access::prefix(scope, keys, &[], at)?;
    let bucket = scope.stack.buckets.get(&keys.bucket)?;
    let Some(space) = bucket.prefixes.get(&prefix) else {
        return bucket_target(scope, &keys.bucket, at);
    };
    if space.read.is_none() {
        let declared = Section::Buckets
            .path(&keys.bucket)
            .join("prefixes")
            .join(prefix.as_str());
        scope.refuse(
            Diagnostic::refusal(
                Refusal::UnreadablePrefix,
                at,
                format!("CloudFront may not read `{prefix}`: every request of this route would be answered 403"),
            )
            .also(Place::Key(declared), "nobody but functions may read these keys")
            .help("add `read: cloudfront` to the prefix"),
        );
        return None;
    }
    let missing = space.missing.or(bucket.missing);
    Some(Target::Store {
        store,
        prefixes: vec![prefix],
        lists: missing == Some(stack::Missing::NotFound),
    })
}

fn bucket_target(scope: &mut Scope, name: &Name, at: &Path) -> Option<Target> {
    let store = scope.store(name, at)?;
    let bucket = scope.stack.buckets.get(name)?;
    let lists = bucket.missing == Some(stack::Missing::NotFound)
        || bucket
            .prefixes
            .iter()
            .any(|(_, space)| space.missing == Some(stack::Missing::NotFound));
    let readable = |read: Option<Read>| matches!(read, Some(Read::Cloudfront | Read::Public));
    let prefixes: Vec<_> = match bucket.prefixes.is_empty() {
        true => vec![String::new()],
        false => bucket
            .prefixes
            .iter()
            .filter(|(_, space)| readable(space.read))
            .map(|(prefix, _)| prefix.clone())
            .collect(),
    };
    if prefixes.is_empty() {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::UnreadablePrefix,
                at,
                format!(
                    "CloudFront may read nothing of `{name}`: every request would be answered 403"
                ),
            )
            .also(
                Place::Key(Section::Buckets.path(name).join("prefixes")),
                "none of these has `read: cloudfront`",
            )
            .help("add `read: cloudfront` to a prefix"),
        );
        return None;
    }
    let hides_some = bucket
        .prefixes
        .iter()
        .find(|(_, space)| !readable(space.read));
    if let (true, Some((hidden, _))) = (lists, hides_some) {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::ListingLeaks,
                at,
                format!("answering 404 for missing objects tells viewers of this route which keys of `{hidden}` exist"),
            )
            .also(
                Place::Key(Section::Buckets.path(name).join("prefixes").join(hidden.as_str())),
                "not readable through CloudFront",
            )
            .help("take out `missing: 404`, route by `prefix:`, or keep these keys in a bucket of their own"),
        );
    }
    Some(Target::Store {
        store,
        prefixes,
        lists,
    })
}

/// A function's time excludes its start, which takes up to 10 s more.
fn refuse_slow(scope: &mut Scope, name: &Name, at: &Path) {
    let own = scope.stack.functions.get(name);
    let (timeout, declared) = match own.and_then(|function| function.timeout) {
        Some(timeout) => (timeout, Section::Functions.path(name).join("timeout")),
        None => match scope.stack.defaults.functions.timeout {
            Some(timeout) => (
                timeout,
                Path::from_iter(["defaults", "functions", "timeout"]),
            ),
            None => return,
        },
    };
    let longest = *limits::cloudfront::ORIGIN_READ_TIMEOUT_SECONDS.end();
    let most = longest - 10;
    if (most + 1..=*limits::lambda::TIMEOUT_SECONDS.end()).contains(&timeout.seconds()) {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::TimeoutOverOrigin,
                declared,
                format!(
                    "`{name}` may run for {timeout}, but CloudFront gives up after {longest} s, of which a start may take 10",
                ),
            )
            .also(at, "a site waits for it here")
            .help(format!("set `timeout: {most}s` or less, and do what takes longer outside the request")),
        );
    }
}

fn methods(scope: &mut Scope, declared: &Declared, is_store: bool, at: &Path) -> Option<MethodSet> {
    let Some(methods) = declared.methods else {
        return Some(if is_store {
            MethodSet::GetHead
        } else {
            MethodSet::All
        });
    };
    let set = MethodSet::from_methods(methods);
    let place = at.join("methods");
    match set {
        Some(MethodSet::All) if is_store => {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::IllegalMethods,
                    place,
                    "CloudFront writes nothing to a bucket here",
                )
                .help("uploads go straight to S3: give the prefix `upload: presigned`"),
            );
            None
        }
        Some(set) => Some(set),
        None => {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::IllegalMethods,
                    place,
                    "CloudFront does not let through exactly these methods",
                )
                .help("write one of its three sets: [GET, HEAD], [GET, HEAD, OPTIONS] or [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]"),
            );
            None
        }
    }
}

fn cache(scope: &mut Scope, declared: &Declared, is_store: bool, at: &Path) -> Option<Cache> {
    let own = match declared.cache {
        None if is_store => return Some(Cache::Long),
        None | Some(stack::Cache::Off) => return Some(Cache::Off),
        Some(stack::Cache::Long) => return Some(Cache::Long),
        Some(stack::Cache::Origin) => return Some(Cache::AsAnswered),
        Some(stack::Cache::Own(own)) => own,
    };
    let at = at.join("cache");
    let said = |span: Option<stack::Duration>| span.map(stack::Duration::seconds);
    let min = said(own.min).unwrap_or(0);
    let default =
        said(own.default).unwrap_or_else(|| 86_400.max(min).min(said(own.max).unwrap_or(u32::MAX)));
    let max = said(own.max).unwrap_or_else(|| 31_536_000.max(default));
    for (low_field, low, high_field, high) in [
        ("min", min, "default", default),
        ("default", default, "max", max),
        ("min", min, "max", max),
    ] {
        let both_said = own_says(own, low_field) && own_says(own, high_field);
        if low > high && both_said {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::TtlOrder,
                    at.join(high_field),
                    format!("`{high_field}` is shorter than `{low_field}`"),
                )
                .also(
                    at.join(low_field),
                    format!("{low} s, which is more than {high} s"),
                )
                .help("order the times: min, default, max"),
            );
            return None;
        }
    }
    let has_key = !(own.query.is_empty() && own.headers.is_empty() && own.cookies.is_empty());
    if max == 0 && has_key {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::UncachedKey,
                at,
                "CloudFront refuses a cache policy that caches nothing and still tells requests apart",
            )
            .help("write `cache: off`; query, headers and cookies then reach the origin all the same"),
        );
        return None;
    }
    Some(Cache::Own(OwnCache {
        id: own.id.clone(),
        min,
        default,
        max,
        query: own.query.clone(),
        headers: own.headers.clone(),
        cookies: own.cookies.clone(),
        compress: own.compress,
    }))
}

fn own_says(own: &stack::OwnCache, field: &str) -> bool {
    match field {
        "min" => own.min.is_some(),
        "default" => own.default.is_some(),
        _ => own.max.is_some(),
    }
}
