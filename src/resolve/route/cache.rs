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
    let seconds = |span: Option<stack::Duration>| span.map(stack::Duration::seconds);
    let min = seconds(own.min).unwrap_or(0);
    let default = seconds(own.default)
        .unwrap_or_else(|| 86_400.max(min).min(seconds(own.max).unwrap_or(u32::MAX)));
    let max = seconds(own.max).unwrap_or_else(|| 31_536_000.max(default));
    let said = [("min", own.min), ("default", own.default), ("max", own.max)];
    for (position, (low_field, low)) in said.iter().enumerate() {
        for (high_field, high) in &said[position + 1..] {
            let (Some(low), Some(high)) = (low, high) else {
                continue;
            };
            if low > high {
                scope.tell(
                    Diagnostic::refusal(
                        Refusal::TtlOrder,
                        at.join(*high_field),
                        format!("`{high_field}` is shorter than `{low_field}`"),
                    )
                    .also(
                        at.join(*low_field),
                        format!("`{low}` is more than `{high}`"),
                    )
                    .help("order the times: min, default, max"),
                );
                return None;
            }
        }
    }
    let host = own
        .headers
        .iter()
        .position(|header| header.eq_ignore_ascii_case("host"));
    if let (Some(position), None) = (host, declared.origin) {
        scope.tell(
            Diagnostic::refusal(
                Refusal::HostInKey,
                at.join("headers").join(position),
                "what tells requests apart is sent on, and neither a bucket nor a function URL answers to the viewer's host name",
            )
            .help("take `host` out: a distribution that should differ by host name is two sites"),
        );
        return None;
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
