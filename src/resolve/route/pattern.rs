//! Which paths a route takes.

use crate::aws::PathPattern;
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::resolve::scope::Scope;
use crate::stack;

/// The path pattern: as written, or `/<prefix>*`.
pub(super) fn pattern(scope: &mut Scope, route: &stack::Route, at: &Path) -> Option<PathPattern> {
    let pattern = match (&route.path, &route.prefix) {
        (Some(path), None) => path.clone(),
        (None, Some(keys)) => {
            let prefix = keys.prefix.as_deref().unwrap_or_default();
            match format!("/{prefix}*").parse() {
                Ok(pattern) => pattern,
                Err(reason) => {
                    scope.tell(Diagnostic::refusal(
                        Refusal::BadPrefix,
                        at.join("prefix"),
                        format!("`{prefix}` cannot be part of a path pattern: {reason}"),
                    ));
                    return None;
                }
            }
        }
        (Some(_), Some(_)) => {
            scope.tell(
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
            scope.tell(
                Diagnostic::refusal(
                    Refusal::MissingField,
                    at.join("path"),
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
        scope.tell(
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
        scope.tell(
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
