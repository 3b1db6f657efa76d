//! How long the answers of a route are kept.

use super::Declared;
use crate::app::{Cache, OwnCache};
use crate::diag::{Diagnostic, Path, Refusal};
use crate::resolve::scope::Scope;
use crate::stack;

pub(super) fn cache(
    scope: &mut Scope,
    declared: &Declared,
    is_store: bool,
    at: &Path,
) -> Option<Cache> {
    let own = match declared.cache {
        None if is_store => return Some(Cache::Long),
        None | Some(stack::Cache::None) => return Some(Cache::Off),
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
            scope.tell(
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
        scope.tell(
            Diagnostic::refusal(
                Refusal::UncachedKey,
                at,
                "CloudFront refuses a cache policy that caches nothing and still tells requests apart",
            )
            .help("write `cache: none`; query, headers and cookies then reach the origin all the same"),
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
