//! What a declared bucket means.

use super::scope::{Given, Scope, Section};
use crate::app::{
    BucketIs, CorsRule, Encryption, Expiry, Identity, Missing, Reader, Space, Store, WebOrigin,
};
use crate::aws::{Method, bucket_name};
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::stack::{self, Bucket, CorsOrigin, Name, OnDelete, Prefix, Read};

pub(super) fn store(scope: &mut Scope, name: &Name, bucket: &Bucket) -> Option<Store> {
    let at = Section::Buckets.path(name);
    let is = match &bucket.existing {
        Some(existing) => {
            refuse_settings_of_existing(scope, bucket, &at);
            let given = scope.external(existing, Given::BucketName, &at.join("existing"));
            BucketIs::Existing(given?)
        }
        None => BucketIs::Created(base_name(scope, name, bucket, &at)),
    };
    let spaces: Vec<_> = bucket
        .prefixes
        .iter()
        .filter_map(|(prefix, space)| self::space(scope, bucket, prefix, space, &at))
        .collect();
    refuse_overlaps(scope, &spaces);
    refuse_public_but_blocked(scope, bucket, &at);
    let encryption = encryption(scope, bucket, &at);
    let mut cors: Vec<_> = (0_usize..)
        .zip(&bucket.cors)
        .filter_map(|(position, rule)| cors_rule(scope, rule, &at.join("cors").join(position)))
        .collect();
    cors.extend(upload_rule(scope, bucket, &at));
    refuse_cors_cycle(scope, name, &cors, &at);
    Some(Store {
        name: name.to_string(),
        id: bucket.id.clone(),
        bucket: is,
        spaces,
        identity: match bucket.access {
            Some(stack::Access::Oac) => Identity::Oac,
            Some(stack::Access::Oai) | None => Identity::Oai,
        },
        missing: missing(bucket.missing),
        encryption: encryption?,
        versioning: bucket.versioning,
        expiry: expiry(scope, bucket, &at),
        cors,
        keeps_data: bucket.on_delete != Some(OnDelete::Delete),
        at,
    })
}

const fn missing(missing: Option<stack::Missing>) -> Missing {
    match missing {
        Some(stack::Missing::NotFound) => Missing::NotFound,
        Some(stack::Missing::Forbidden) | None => Missing::Forbidden,
    }
}

fn refuse_settings_of_existing(scope: &mut Scope, bucket: &Bucket, at: &Path) {
    let given = [
        ("name", bucket.name.is_some()),
        ("block-public-access", bucket.block_public_access.is_some()),
        ("encryption", bucket.encryption.is_some()),
        ("versioning", bucket.versioning),
        ("lifecycle", !bucket.lifecycle.is_empty()),
        ("cors", !bucket.cors.is_empty()),
        ("on-delete", bucket.on_delete.is_some()),
    ];
    for (field, _) in given.iter().filter(|(_, given)| *given) {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::ExistingIsNotOurs,
                Place::Key(at.join(*field)),
                format!("`{field}` cannot be set on a bucket that exists already"),
            )
            .also(Place::Key(at.join("existing")), "said to exist here")
            .help(format!(
                "take out `{field}`, or `existing` to make the bucket part of the stack"
            )),
        );
    }
}

/// The name before `-<account id>`; an account id has twelve digits.
fn base_name(scope: &mut Scope, name: &Name, bucket: &Bucket, at: &Path) -> String {
    let base = bucket
        .name
        .clone()
        .unwrap_or_else(|| format!("{}-{name}", scope.stack.name));
    let expanded = format!("{base}-123456789012");
    for reason in bucket_name::check(&expanded).err().unwrap_or_default() {
        let place = match bucket.name {
            Some(_) => Place::Value(at.join("name")),
            None => Place::Key(at.clone()),
        };
        scope.refuse(
            Diagnostic::refusal(
                Refusal::BadBucketName,
                place,
                format!("`{base}-<account id>` cannot be a bucket's name: {reason}"),
            )
            .help("give the bucket another `name`; `-` and the twelve digits of the account id are added to it"),
        );
    }
    base
}

fn space(
    scope: &mut Scope,
    bucket: &Bucket,
    prefix: &str,
    space: &Prefix,
    bucket_at: &Path,
) -> Option<Space> {
    let at = bucket_at.join("prefixes").join(prefix);
    let fault = if prefix.is_empty() || prefix == "*" {
        Some("it says every key; leave out `prefixes` for a bucket that is for one thing")
    } else if prefix.starts_with('/') {
        Some("keys do not begin with `/`")
    } else if prefix.ends_with('*') {
        Some("a prefix is followed by anything already; leave out the `*` at its end")
    } else if prefix
        .split('/')
        .rev()
        .skip(1)
        .any(|segment| matches!(segment, "" | "." | ".."))
    {
        Some("CloudFront removes empty, `.` and `..` segments from a path before it is matched")
    } else {
        None
    };
    if let Some(fault) = fault {
        scope.refuse(Diagnostic::refusal(
            Refusal::BadPrefix,
            Place::Key(at),
            format!("`{prefix}` cannot be a prefix of keys: {fault}"),
        ));
        return None;
    }
    if space.legacy && (space.read.is_some() || space.upload.is_some()) {
        let field = if space.read.is_some() {
            "read"
        } else {
            "upload"
        };
        scope.refuse(
            Diagnostic::refusal(
                Refusal::LegacyPrefix,
                Place::Key(at.join(field)),
                format!("`{prefix}` is a former layout, which is neither served nor written"),
            )
            .also(Place::Key(at.join("legacy")), "said to be former here")
            .help(format!(
                "take out `{field}`, or `legacy` if the layout is still in use"
            )),
        );
    }
    Some(Space {
        prefix: prefix.to_owned(),
        at,
        read: match space.read {
            None => Reader::Nobody,
            Some(Read::Cloudfront) => Reader::Sites,
            Some(Read::Public) => Reader::Everybody,
        },
        missing: missing(space.missing.or(bucket.missing)),
    })
}

/// A prefix inside another is readable by whoever may read the outer one.
fn refuse_overlaps(scope: &mut Scope, spaces: &[Space]) {
    for inner in spaces {
        let around = spaces.iter().find(|outer| {
            outer.prefix != inner.prefix
                && inner.prefix.starts_with(&outer.prefix)
                && outer.read != inner.read
                && outer.read != Reader::Nobody
        });
        if let Some(outer) = around {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::OverlappingPrefixes,
                    Place::Key(inner.at.clone()),
                    format!(
                        "keys under `{}` are also under `{}`, and whoever may read those may read these",
                        inner.prefix, outer.prefix
                    ),
                )
                .also(Place::Key(outer.at.clone()), "the outer prefix")
                .help("give the two the same `read`, or prefixes of which none contains the other"),
            );
        }
    }
}

fn refuse_public_but_blocked(scope: &mut Scope, bucket: &Bucket, at: &Path) {
    if bucket.block_public_access != Some(true) {
        return;
    }
    for (prefix, space) in bucket.prefixes.iter() {
        if space.read == Some(Read::Public) {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::PublicButBlocked,
                    at.join("prefixes").join(prefix.as_str()).join("read"),
                    format!("`{prefix}` is public in a bucket that blocks public access"),
                )
                .also(at.join("block-public-access"), "blocked here")
                .help("serve it through a site instead, with `read: cloudfront` and a route")
                .help("or take out `block-public-access`: the policy switches are then off, the ACL switches stay on"),
            );
        }
    }
}

fn encryption(scope: &mut Scope, bucket: &Bucket, at: &Path) -> Option<Encryption> {
    match &bucket.encryption {
        None | Some(stack::Encryption::S3) => Some(Encryption::S3),
        Some(stack::Encryption::Kms(key)) => {
            let place = at.join("encryption");
            if bucket.access != Some(stack::Access::Oac) {
                scope.refuse(
                    Diagnostic::refusal(
                        Refusal::OaiWithKms,
                        &place,
                        "an origin access identity cannot read objects that are encrypted with a KMS key",
                    )
                    .help("add `access: oac` to the bucket, and let the key's policy allow CloudFront to decrypt"),
                );
            }
            if bucket
                .prefixes
                .iter()
                .any(|(_, space)| space.read == Some(Read::Public))
            {
                scope.refuse(
                    Diagnostic::refusal(
                        Refusal::PublicWithKms,
                        &place,
                        "nobody can read objects that are encrypted with a KMS key without signing the request",
                    )
                    .help("take out `read: public`, or `encryption`"),
                );
            }
            scope
                .external(key, Given::KeyArn, &place.join("kms"))
                .map(Encryption::Kms)
        }
    }
}

fn expiry(scope: &mut Scope, bucket: &Bucket, at: &Path) -> Vec<Expiry> {
    let mut rules = Vec::new();
    for (position, rule) in (0_usize..).zip(&bucket.lifecycle) {
        let at = at.join("lifecycle").join(position);
        let mut days = |span: Option<stack::Duration>, field: &str| {
            let span = span?;
            let days = span.whole_days().filter(|days| *days > 0);
            if days.is_none() {
                scope.refuse(
                    Diagnostic::refusal(
                        Refusal::OutOfRange,
                        at.join(field),
                        format!("S3 counts the age of objects in whole days, not `{span}`"),
                    )
                    .help("write whole days: `30d`"),
                );
            }
            days
        };
        let rule = Expiry {
            prefix: rule.prefix.clone(),
            days: days(rule.expire, "expire"),
            old_version_days: days(rule.expire_old_versions, "expire-old-versions"),
        };
        if bucket.lifecycle[position]
            .expire
            .or(bucket.lifecycle[position].expire_old_versions)
            .is_none()
        {
            scope.refuse(
                Diagnostic::refusal(Refusal::MissingField, at, "this rule removes nothing")
                    .help("add `expire: 30d` or `expire-old-versions: 30d`"),
            );
        }
        rules.push(rule);
    }
    rules
}

fn cors_rule(scope: &mut Scope, rule: &stack::CorsRule, at: &Path) -> Option<CorsRule> {
    for (position, method) in (0_usize..).zip(&rule.methods) {
        let known = match method {
            Method::Get | Method::Head | Method::Put | Method::Post | Method::Delete => true,
            Method::Options | Method::Patch => false,
        };
        if !known {
            scope.refuse(
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
fn upload_rule(scope: &mut Scope, bucket: &Bucket, bucket_at: &Path) -> Option<CorsRule> {
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
fn refuse_cors_cycle(scope: &mut Scope, name: &Name, cors: &[CorsRule], at: &Path) {
    let sites: Vec<_> = scope.stack.sites.iter().collect();
    for (site_name, site) in sites {
        let serves = site.default.bucket.as_ref() == Some(name)
            || site.routes.iter().any(|route| {
                route.bucket.as_ref() == Some(name)
                    || route
                        .prefix
                        .as_ref()
                        .is_some_and(|keys| keys.bucket == *name)
            });
        let site_at = Section::Sites.path(site_name);
        let names_it = serves && site.aliases.is_empty() && {
            let id = scope.site(site_name, &site_at);
            cors.iter()
                .flat_map(|rule| &rule.origins)
                .any(|origin| matches!(origin, WebOrigin::Site(site) if Some(*site) == id))
        };
        if names_it {
            scope.refuse(
                Diagnostic::refusal(
                    Refusal::CorsCycle,
                    Place::Key(at.clone()),
                    format!(
                        "the CORS rule of `{name}` needs the host name of `{site_name}`, which is made after the buckets it serves"
                    ),
                )
                .also(Place::Key(site_at), "serves the bucket, and has no name of its own")
                .help(format!("give `{site_name}` a name of your own under `aliases`"))
                .help("or name the pages' origins: `upload: { presigned: { origins: [\"https://example.com\"] } }`"),
            );
        }
    }
}
