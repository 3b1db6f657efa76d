//! What a declared bucket means.

mod cors;
mod prefix;

use super::scope::{Given, Scope, Section};
use crate::app::{BucketIs, Encryption, Expiry, Identity, Missing, Store};
use crate::aws::bucket_name;
use crate::diag::{Diagnostic, Note, Path, Place, Refusal};
use crate::stack::{self, Access, Bucket, Name, OnDelete, Read, Route, Site, Stack};

pub(super) fn store(scope: &mut Scope, name: &Name, bucket: &Bucket) -> Option<Store> {
    let at = Section::Buckets.path(name);
    let is = match &bucket.existing {
        Some(existing) => {
            refuse_settings_of_existing(scope, name, bucket);
            if is_served(scope.stack, name) {
                let message = format!(
                    "the policy of `{name}` is not part of this stack, and must let CloudFront's identity read"
                );
                let note =
                    Diagnostic::note(Note::BucketPolicyIsYours, Place::Key(at.clone()), message);
                scope.tell(note.help("allow it `s3:GetObject` on the keys that are routed to"));
            }
            let given = scope.external(existing, Given::BucketName, &at.join("existing"));
            BucketIs::Existing(given?)
        }
        None => BucketIs::Created(base_name(scope, name, bucket, &at)),
    };
    let spaces: Vec<_> = bucket
        .prefixes
        .iter()
        .filter_map(|(prefix, space)| prefix::space(scope, bucket, prefix, space, &at))
        .collect();
    prefix::refuse_overlaps(scope, &spaces);
    prefix::refuse_unserved(scope, name, &spaces);
    refuse_oai_in_region(scope, name, bucket, &at);
    prefix::refuse_public_but_blocked(scope, bucket, &at);
    let encryption = encryption(scope, name, bucket, &at);
    let mut cors: Vec<_> = (0_usize..)
        .zip(&bucket.cors)
        .filter_map(|(position, rule)| {
            cors::cors_rule(scope, rule, &at.join("cors").join(position))
        })
        .collect();
    cors.extend(cors::upload_rule(scope, bucket, &at));
    cors::refuse_cors_cycle(scope, name, &cors, &at);
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

/// The sites that route to a bucket.
fn sites_of<'a>(stack: &'a Stack, bucket: &Name) -> impl Iterator<Item = (&'a Name, &'a Site)> {
    stack.sites.iter().filter(move |(_, site)| {
        let of_bucket = |name: Option<&Name>| name == Some(bucket);
        let by_prefix = |route: &Route| of_bucket(route.prefix.as_ref().map(|keys| &keys.bucket));
        of_bucket(
            site.default
                .as_ref()
                .and_then(|route| route.bucket.as_ref()),
        ) || site
            .routes
            .iter()
            .any(|route| of_bucket(route.bucket.as_ref()) || by_prefix(route))
    })
}

/// Whether any site routes to a bucket.
fn is_served(stack: &Stack, bucket: &Name) -> bool {
    sites_of(stack, bucket).next().is_some()
}

/// Where CloudFront's identity cannot read a bucket, access control can.
fn refuse_oai_in_region(scope: &mut Scope, name: &Name, bucket: &Bucket, at: &Path) {
    let Some(region) = &scope.stack.region else {
        return;
    };
    let is_unsupported = region.origin_access_identity_supported() == Some(false);
    if is_unsupported && is_served(scope.stack, name) && bucket.access != Some(Access::Oac) {
        let refusal = Diagnostic::refusal(
            Refusal::OaiInRegion,
            Place::Key(at.clone()),
            format!("CloudFront has no origin access identities for buckets in {region}"),
        )
        .also(Path::from_iter(["region"]), "the stack's region")
        .help("add `access: oac` to the bucket");
        scope.tell(refusal);
    }
}

const fn missing(missing: Option<stack::Missing>) -> Missing {
    match missing {
        Some(stack::Missing::NotFound) => Missing::NotFound,
        Some(stack::Missing::Forbidden) | None => Missing::Forbidden,
    }
}

fn refuse_settings_of_existing(scope: &mut Scope, name: &Name, bucket: &Bucket) {
    let given = [
        ("name", bucket.name.is_some()),
        ("block-public-access", bucket.block_public_access.is_some()),
        ("encryption", bucket.encryption.is_some()),
        ("versioning", bucket.versioning),
        ("lifecycle", !bucket.lifecycle.is_empty()),
        ("cors", !bucket.cors.is_empty()),
        ("on-delete", bucket.on_delete.is_some()),
    ];
    scope.refuse_settings_of_existing(Section::Buckets, name, &given);
}

/// The name before `-<account id>`; an account id has twelve digits.
fn base_name(scope: &mut Scope, name: &Name, bucket: &Bucket, at: &Path) -> String {
    let base = bucket
        .name
        .clone()
        .unwrap_or_else(|| format!("{}-{name}", scope.name));
    let expanded = format!("{base}-123456789012");
    for reason in bucket_name::check(&expanded).err().unwrap_or_default() {
        let place = match bucket.name {
            Some(_) => Place::Value(at.join("name")),
            None => Place::Key(at.clone()),
        };
        scope.tell(
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

fn encryption(scope: &mut Scope, name: &Name, bucket: &Bucket, at: &Path) -> Option<Encryption> {
    match &bucket.encryption {
        None | Some(stack::Encryption::S3) => Some(Encryption::S3),
        Some(stack::Encryption::Kms(key)) => {
            let place = at.join("encryption");
            let is_served = is_served(scope.stack, name);
            if is_served && bucket.access == Some(Access::Oac) {
                let message = "the key's policy must let CloudFront decrypt, for the distributions that read this bucket";
                let note = Diagnostic::note(Note::KeyPolicyIsYours, &place, message);
                scope.tell(note.help("allow `kms:Decrypt` to `cloudfront.amazonaws.com` where `AWS:SourceArn` is the distribution's ARN"));
            } else if is_served {
                scope.tell(
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
                scope.tell(
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
                scope.tell(
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
        rules.push(Expiry {
            prefix: rule.prefix.clone(),
            days: days(rule.expire, "expire"),
            old_version_days: days(rule.expire_old_versions, "expire-old-versions"),
        });
        if rule.expire.or(rule.expire_old_versions).is_none() {
            scope.tell(
                Diagnostic::refusal(Refusal::MissingField, at, "this rule removes nothing")
                    .help("add `expire: 30d` or `expire-old-versions: 30d`"),
            );
        }
    }
    rules
}
