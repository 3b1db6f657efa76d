//! Which pages may call a bucket from a browser.

use super::sites_of;
use crate::app::{CorsRule, WebOrigin};
use crate::aws::Method;
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::resolve::scope::{Scope, Section};
use crate::stack::{self, Bucket, CorsOrigin, Name};

pub(super) fn cors_rule(scope: &mut Scope, rule: &stack::CorsRule, at: &Path) -> Option<CorsRule> {
    for (position, method) in (0_usize..).zip(&rule.methods) {
        let known = match method {
            Method::Get | Method::Head | Method::Put | Method::Post | Method::Delete => true,
            Method::Options | Method::Patch => false,
        };
        if !known {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::IllegalMethods,
                    at.join("methods").join(position),
                    format!("S3 takes no `{method}` in a CORS rule"),
                )
                .help(
                    "S3 answers the browser's OPTIONS itself; name GET, HEAD, PUT, POST or DELETE",
                ),
            );
        }
    }
    Some(CorsRule {
        origins: web_origins(scope, &rule.origins, &at.join("origins"))?,
        methods: rule.methods.clone(),
        headers: rule.headers.clone(),
        expose: rule.expose.clone(),
        max_age: rule.max_age.map(stack::Duration::seconds),
    })
}

fn web_origins(scope: &mut Scope, origins: &[CorsOrigin], at: &Path) -> Option<Vec<WebOrigin>> {
    (0_usize..)
        .zip(origins)
        .map(|(position, origin)| match origin {
            CorsOrigin::Literal(text) => Some(WebOrigin::Literal(text.clone())),
            CorsOrigin::Site(name) => scope
                .site(name, &at.join(position).join("site"))
                .map(WebOrigin::Site),
        })
        .collect()
}

/// What lets a browser's page send the presigned PUT; apps that are no browsers need nothing.
pub(super) fn upload_rule(
    scope: &mut Scope,
    bucket: &Bucket,
    bucket_at: &Path,
) -> Option<CorsRule> {
    let mut origins = Vec::new();
    for (prefix, space) in bucket.prefixes.iter() {
        let Some(upload) = &space.upload else {
            continue;
        };
        let at = bucket_at
            .join("prefixes")
            .join(prefix.as_str())
            .join("upload");
        let named = match &upload.origins {
            Some(named) => web_origins(scope, named, &at.join("presigned").join("origins"))?,
            None => scope
                .stack
                .sites
                .names()
                .filter_map(|site| scope.site(site, &at))
                .map(WebOrigin::Site)
                .collect(),
        };
        origins.extend(named);
    }
    let mut rule = CorsRule {
        origins: Vec::new(),
        methods: vec![Method::Put],
        headers: vec!["content-type".to_owned()],
        expose: Vec::new(),
        max_age: Some(3_600),
    };
    for origin in origins {
        if !rule.origins.contains(&origin) {
            rule.origins.push(origin);
        }
    }
    (!rule.origins.is_empty()).then_some(rule)
}

/// A bucket cannot name the generated host name of a distribution that reads from it: each would wait for the other.
pub(super) fn refuse_cors_cycle(scope: &mut Scope, name: &Name, cors: &[CorsRule], at: &Path) {
    for (site_name, site) in sites_of(scope.stack, name) {
        let site_at = Section::Sites.path(site_name);
        let names_it = site.aliases.is_empty() && {
            let id = scope.site(site_name, &site_at);
            cors.iter()
                .flat_map(|rule| &rule.origins)
                .any(|origin| matches!(origin, WebOrigin::Site(site) if Some(*site) == id))
        };
        if names_it {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::CorsCycle,
                    Place::Key(at.clone()),
                    format!(
                        "the CORS rule of `{name}` needs the host name of `{site_name}`, which is made after the buckets it serves"
                    ),
                )
                .also(Place::Key(site_at), "serves the bucket, and has no name of its own")
                .help(format!("give `{site_name}` a name of your own under `aliases`"))
                .help("or name the pages' origins instead of the site: `origins: [\"https://example.com\"]`"),
            );
        }
    }
}
