//! A path pattern without `*` before what is plainly a prefix.

use crate::check::parts::{Behavior, Distribution};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "pattern-without-wildcard",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("pattern_without_wildcard.md"),
    find: Find::Deployed(find),
};

/// Paths without an extension that are asked for as they are.
const WHOLE: [&str; 16] = [
    "alive",
    "apple-app-site-association",
    "cname",
    "health",
    "healthcheck",
    "healthz",
    "install",
    "latest",
    "license",
    "live",
    "ping",
    "ready",
    "readme",
    "status",
    "version",
    "up",
];

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in distribution.ordered() {
            let Some(pattern) = &behavior.pattern else {
                continue;
            };
            let path = pattern.absolute();
            if path.contains(['*', '?']) || !is_prefix(distribution, behavior, path) {
                continue;
            }
            let directory = path.trim_end_matches('/');
            let Some(taker) = distribution.taker(&format!("{directory}/x")) else {
                continue;
            };
            // A behavior of its own for what lies below says that this one path is meant.
            let is_meant = taker
                .pattern
                .as_ref()
                .is_some_and(|other| !other.is_everything());
            if is_meant || distribution.share_origins(taker, behavior) {
                continue;
            }
            let message = format!(
                "`{pattern}` matches this one path and nothing below it: `{directory}/x` goes to {} and its origin `{}`",
                taker.name(),
                taker.target().unwrap_or_default()
            );
            let place = Place::Template(taker.at("TargetOriginId").clone());
            let finding = findings.at(behavior.at("PathPattern"), message);
            findings.add(
                finding
                    .also(place, "what lies below it goes here")
                    .help(format!(
                        "write `{directory}/*`: a pattern is matched against the whole path"
                    )),
            );
        }
    }
}

/// Whether more than this one path is plainly meant.
fn is_prefix(distribution: &Distribution, behavior: &Behavior, path: &str) -> bool {
    let directory = path.trim_end_matches('/');
    let Some((parent, name)) = directory.rsplit_once('/') else {
        return false;
    };
    let lower = name.to_ascii_lowercase();
    let is_hidden = directory.split('/').any(|segment| segment.starts_with('.'));
    if name.is_empty() || name.contains('.') || is_hidden || WHOLE.contains(&lower.as_str()) {
        return false;
    }
    let mut origins = distribution.origins_of(behavior);
    let Some(origin) = origins.next() else {
        return false;
    };
    if origin.is_bucket() {
        // An object has an extension, as a rule, unless a function gives it one.
        return !behavior.changes_requests();
    }
    if origin.is_website() {
        // `/blog/` is the index document of that folder.
        return false;
    }
    let is_version = lower
        .strip_prefix('v')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let is_api = is_version || matches!(lower.as_str(), "api" | "apis" | "rest");
    is_api || has_sibling(distribution, parent)
}

/// Whether another behavior takes all that lies below a neighbour, as `/api/b/*` does for `/api/a`.
fn has_sibling(distribution: &Distribution, parent: &str) -> bool {
    let is_one = |behavior: &Behavior| {
        let Some(pattern) = &behavior.pattern else {
            return false;
        };
        let other = pattern.absolute().strip_suffix("/*");
        let other = other.and_then(|other| other.rsplit_once('/'));
        other.is_some_and(|(other, name)| {
            other == parent && !name.contains(['*', '?']) && !name.is_empty()
        })
    };
    !parent.is_empty() && distribution.ordered().any(is_one)
}
