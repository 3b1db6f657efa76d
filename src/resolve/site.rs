//! What a declared site means.

use super::domain;
use super::route::{self, Declared};
use super::scope::{Given, Scope, Section};
use crate::app::{AccessLogs, Certificate, OwnNames, PriceClass, Route, Router, Site, Target};
use crate::aws::{Arn, Region, limits};
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::stack::{self, External, Name};

pub(super) fn site(scope: &mut Scope, name: &Name, site: &stack::Site) -> Option<Site> {
    let at = Section::Sites.path(name);
    let default_at = at.join("default");
    let declared = site.default.as_ref();
    if declared.is_none() {
        let message = format!("the site `{name}` has no default route");
        let refusal = Diagnostic::refusal(
            Refusal::MissingField,
            Place::Key(default_at.clone()),
            message,
        );
        scope.tell(
            refusal.help("say where requests go that no route takes: `default: { bucket: NAME }`"),
        );
    }
    let default =
        declared.and_then(|declared| route::route(scope, &Declared::from(declared), &default_at));
    let routes: Vec<_> = (0_usize..)
        .zip(&site.routes)
        .filter_map(|(position, route)| {
            route::ordered(scope, route, &at.join("routes").join(position))
        })
        .collect();
    refuse_shadowed(scope, &routes);
    refuse_too_many(scope, name, site, &at);
    let index = declared.and_then(|declared| index(scope, declared, &default_at));
    if let Some(declared) = declared {
        refuse_router_without_bucket(scope, declared, &default_at);
    }
    if let Some(default) = &default {
        refuse_listing_at_root(scope, default, index.as_deref(), &default_at);
    }
    let comment = site
        .comment
        .clone()
        .unwrap_or_else(|| format!("{} {name}", scope.name));
    if comment.chars().count() > limits::cloudfront::COMMENT_CHARACTERS {
        scope.tell(Diagnostic::refusal(
            Refusal::OutOfRange,
            at.join("comment"),
            format!(
                "a distribution's comment has at most {} characters",
                limits::cloudfront::COMMENT_CHARACTERS
            ),
        ));
    }
    let web_acl = match &site.web_acl {
        Some(acl) => Some(scope.external(acl, Given::WebAclArn, &at.join("web-acl"))?),
        None => None,
    };
    let own_names = own_names(scope, name, site, &at);
    let announcement = domain::announcement(scope, name, site);
    let logs = logs(scope, site, &at);
    Some(Site {
        name: name.to_string(),
        id: site.id.clone(),
        comment,
        router: declared.and_then(|declared| router(declared, index.as_deref(), &routes)),
        index,
        default: default?,
        routes,
        own_names,
        announcement: announcement?,
        web_acl,
        price_class: match site.price_class {
            None | Some(stack::PriceClass::Class100) => PriceClass::Class100,
            Some(stack::PriceClass::Class200) => PriceClass::Class200,
            Some(stack::PriceClass::All) => PriceClass::All,
        },
        logs,
        at,
    })
}

/// The first route that matches takes the request: one that an earlier one covers never gets any.
fn refuse_shadowed(scope: &mut Scope, routes: &[Route]) {
    for (position, later) in routes.iter().enumerate() {
        let Some(pattern) = &later.pattern else {
            continue;
        };
        let covering = routes[..position].iter().find_map(|earlier| {
            let covers = earlier
                .pattern
                .as_ref()
                .filter(|earlier| earlier.covers(pattern));
            covers.map(|covers| (earlier, covers))
        });
        let Some((earlier, covers)) = covering else {
            continue;
        };
        let (refusal, message, help) = if pattern.covers(covers) {
            (
                Refusal::DuplicateRoute,
                format!("`{pattern}` is routed twice; the first route takes every request"),
                "take out one of the two".to_owned(),
            )
        } else {
            (
                Refusal::ShadowedRoute,
                format!(
                    "no request reaches this route: `{covers}` before it takes everything that `{pattern}` does"
                ),
                format!(
                    "move it before `{covers}`: the first route that matches wins, not the longest"
                ),
            )
        };
        scope.tell(
            Diagnostic::refusal(refusal, &later.at, message)
                .also(&earlier.at, "takes the requests")
                .help(help),
        );
    }
}

fn refuse_too_many(scope: &mut Scope, name: &Name, site: &stack::Site, at: &Path) {
    let behaviors = site.routes.len() + 1;
    if behaviors > limits::cloudfront::BEHAVIORS {
        scope.tell(
            Diagnostic::refusal(
                Refusal::TooMany,
                Place::Key(at.join("routes")),
                format!(
                    "`{name}` has {behaviors} behaviors with the default one; a distribution takes {}",
                    limits::cloudfront::BEHAVIORS
                ),
            )
            .help("let one pattern take what several do, or divide the site"),
        );
    }
    if site.aliases.len() > limits::cloudfront::ALIASES {
        scope.tell(Diagnostic::refusal(
            Refusal::TooMany,
            Place::Key(at.join("aliases")),
            format!(
                "`{name}` has {} aliases; a distribution takes {}",
                site.aliases.len(),
                limits::cloudfront::ALIASES
            ),
        ));
    }
}

/// The object that `/` stands for: for a bucket `index.html` where nothing is said.
fn index(scope: &mut Scope, default: &stack::DefaultRoute, at: &Path) -> Option<String> {
    match default.index.as_deref() {
        Some("none") => None,
        Some(path) if path.is_empty() || path.starts_with('/') => {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::InvalidValue,
                    at.join("index"),
                    "the index document is a key, which does not begin with `/`",
                )
                .help("write `index: index.html`"),
            );
            None
        }
        Some(path) => Some(path.to_owned()),
        None => default.bucket.is_some().then(|| "index.html".to_owned()),
    }
}

/// With the right to list and without an index document, `/` is the list of the bucket's keys.
fn refuse_listing_at_root(scope: &mut Scope, default: &Route, index: Option<&str>, at: &Path) {
    if matches!(default.target, Target::Store { lists: true, .. }) && index.is_none() {
        scope.tell(
            Diagnostic::refusal(
                Refusal::ListingLeaks,
                at.join("index"),
                "without an index document, and with `missing: 404`, `/` would show the list of all keys",
            )
            .help("name an index document: `index: index.html`")
            .help("or take out `missing: 404`"),
        );
    }
}

/// A router turns a viewer's path into an object's; a server makes of paths what it will.
fn refuse_router_without_bucket(scope: &mut Scope, default: &stack::DefaultRoute, at: &Path) {
    if default.router.is_some() && default.bucket.is_none() {
        scope.tell(
            Diagnostic::refusal(
                Refusal::RouterWithoutBucket,
                Place::Key(at.join("router")),
                "a router finds objects in a bucket, and this default route goes to none",
            )
            .help("take out `router`, or let the default route go to a bucket"),
        );
    }
}

fn router(default: &stack::DefaultRoute, index: Option<&str>, routes: &[Route]) -> Option<Router> {
    match default.router? {
        stack::Router::DirectoryIndex => Some(Router::DirectoryIndex),
        stack::Router::SinglePage => {
            let mut api: Vec<String> = routes
                .iter()
                .filter(|route| matches!(route.target, Target::Service(_) | Target::Host(_)))
                .filter_map(|route| route.pattern.as_ref()?.first_segment())
                .map(str::to_owned)
                .collect();
            api.sort();
            api.dedup();
            let index = format!("/{}", index.unwrap_or("index.html"));
            Some(Router::SinglePage { api, index })
        }
    }
}

fn own_names(scope: &mut Scope, name: &Name, site: &stack::Site, at: &Path) -> Option<OwnNames> {
    let certificate_at = at.join("certificate");
    if site.aliases.is_empty() {
        for (field, is_given) in [
            ("certificate", site.certificate.is_some()),
            ("zone", site.zone.is_some()),
        ] {
            if is_given {
                scope.tell(
                    Diagnostic::refusal(
                        Refusal::CertificateWithoutAlias,
                        Place::Key(at.join(field)),
                        format!("`{name}` has a {field}, but no alias that it is for"),
                    )
                    .help("add the host names: `aliases: [www.example.com]`"),
                );
            }
        }
        return None;
    }
    let zone_at = at.join("zone").join("existing");
    let zone = match &site.zone {
        Some(zone) => Some(scope.external(&zone.existing, Given::ZoneId, &zone_at)?),
        None => None,
    };
    let certificate = match &site.certificate {
        None => {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::AliasWithoutCertificate,
                    Place::Key(at.join("aliases")),
                    format!("`{name}` has aliases, but no certificate for them"),
                )
                .help("add `certificate: { existing: ARN }` with a certificate of us-east-1")
                .help("or `certificate: managed` with `zone: { existing: ID }`, in a stack in us-east-1"),
            );
            return None;
        }
        Some(stack::Certificate::Existing(existing)) => {
            let place = certificate_at.join("existing");
            if let External::Literal(text) = existing {
                refuse_certificate_elsewhere(scope, text, &place);
            }
            Certificate::Existing(scope.external(existing, Given::CertificateArn, &place)?)
        }
        Some(stack::Certificate::Managed) => {
            if !is_us_east_1(scope) {
                let region = region(scope);
                let refusal = Diagnostic::refusal(
                    Refusal::CertificateRegion,
                    certificate_at,
                    format!("CloudFront takes certificates of us-east-1 only, and this stack is in {region}"),
                )
                .help("request the certificate in us-east-1 and name it: `certificate: { existing: ARN }`");
                scope.tell(refusal);
                return None;
            }
            let Some(zone) = zone.clone() else {
                scope.tell(
                    Diagnostic::refusal(
                        Refusal::MissingField,
                        Place::Key(at.join("zone")),
                        "a managed certificate is proven by records in a zone, and there is none",
                    )
                    .help("add `zone: { existing: ID }`, the Route 53 zone of the aliases"),
                );
                return None;
            };
            Certificate::Managed(zone)
        }
    };
    Some(OwnNames {
        aliases: site.aliases.clone(),
        certificate,
        zone,
    })
}

fn region<'a>(scope: &Scope<'a>) -> &'a str {
    scope
        .stack
        .region
        .as_ref()
        .map_or("no known region", Region::as_str)
}

/// Where the region is wrong, which is told already, nothing more is said of it.
fn is_us_east_1(scope: &Scope) -> bool {
    scope
        .stack
        .region
        .as_ref()
        .is_none_or(|region| region.as_str() == "us-east-1")
}

fn refuse_certificate_elsewhere(scope: &mut Scope, text: &str, at: &Path) {
    let arn: Option<Arn> = text.parse().ok();
    let refusal = match &arn {
        Some(arn) if arn.is_certificate_for_cloudfront() => return,
        Some(arn) if arn.service == "acm" => Diagnostic::refusal(
            Refusal::CertificateRegion,
            at,
            format!(
                "CloudFront takes certificates of us-east-1 only, and this one is of {}",
                arn.region
            ),
        )
        .help("request a certificate for the same names in us-east-1"),
        Some(_) | None => Diagnostic::refusal(
            Refusal::InvalidValue,
            at,
            format!("`{text}` is not the ARN of a certificate"),
        )
        .help("it looks like `arn:aws:acm:us-east-1:123456789012:certificate/…`"),
    };
    scope.tell(refusal);
}

fn logs(scope: &mut Scope, site: &stack::Site, at: &Path) -> Option<AccessLogs> {
    let logs = site.logs.as_ref()?;
    let at = at.join("logs");
    let store = scope.store(&logs.bucket, &at.join("bucket"))?;
    if !is_us_east_1(scope) {
        let region = region(scope);
        let refusal = Diagnostic::refusal(
            Refusal::LogsRegion,
            &at,
            format!(
                "CloudFront delivers access logs from us-east-1 only, and this stack is in {region}"
            ),
        )
        .help("set up the delivery in a stack of its own, in us-east-1");
        scope.tell(refusal);
    }
    if scope
        .stack
        .buckets
        .get(&logs.bucket)
        .is_some_and(|bucket| bucket.existing.is_some())
    {
        scope.tell(
            Diagnostic::refusal(
                Refusal::ExistingIsNotOurs,
                at.join("bucket"),
                format!(
                    "the policy of `{}` is not part of this stack, and could not let the logs in",
                    logs.bucket
                ),
            )
            .help("name a bucket of the stack"),
        );
    }
    Some(AccessLogs {
        store,
        prefix: logs.prefix.clone(),
        at,
    })
}
