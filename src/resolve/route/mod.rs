//! What a declared route means.

mod cache;
mod headers;
mod pattern;
mod target;

use super::scope::{Given, Scope};
use crate::app::{Fact, PlainHttp, Route};
use crate::aws::{Method, MethodSet};
use crate::diag::{Diagnostic, Path, Refusal};
use crate::stack::{self, External, Keys, Name};

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
    let pattern = pattern::pattern(scope, route, at);
    let rest = self::route(scope, &Declared::from(route), at);
    Some(Route {
        pattern: Some(pattern?),
        ..rest?
    })
}

/// Everything about a route but its pattern.
pub(super) fn route(scope: &mut Scope, declared: &Declared, at: &Path) -> Option<Route> {
    let target = target::target(scope, declared, at);
    let signed_by: Option<Vec<Fact>> = (0_usize..)
        .zip(declared.signed_by)
        .map(|(position, group)| {
            scope.external(group, Given::Text, &at.join("signed-by").join(position))
        })
        .collect();
    let is_store = declared.bucket.is_some() || declared.prefix.is_some();
    let cache = cache::cache(scope, declared, is_store, at);
    let methods = methods(scope, declared, is_store, at);
    let headers = headers::headers(scope, declared, at);
    Some(Route {
        at: at.clone(),
        pattern: None,
        target: target?,
        cache: cache?,
        methods: methods?,
        plain_http: match (declared.protocol, is_store) {
            (Some(stack::Protocol::Redirect), _) | (None, true) => PlainHttp::Redirected,
            (Some(stack::Protocol::HttpsOnly), _) | (None, false) => PlainHttp::Refused,
        },
        headers,
        signed_by: signed_by?,
    })
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
            scope.tell(
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
            scope.tell(
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
