//! What the key prefixes of a bucket are for.

use super::{missing, sites_of};
use crate::app::{Reader, Space};
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::resolve::scope::Scope;
use crate::stack::{Bucket, Name, Prefix, Read};

pub(super) fn space(
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
        scope.tell(Diagnostic::refusal(
            Refusal::BadPrefix,
            Place::Key(at),
            if prefix.is_empty() {
                format!("an empty text cannot be a prefix of keys: {fault}")
            } else {
                format!("`{prefix}` cannot be a prefix of keys: {fault}")
            },
        ));
        return None;
    }
    if space.legacy && (space.read.is_some() || space.upload.is_some()) {
        let field = if space.read.is_some() {
            "read"
        } else {
            "upload"
        };
        scope.tell(
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
        is_former: space.legacy,
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

/// What CloudFront may read and no route serves is a mistake in one of the two.
pub(super) fn refuse_unserved(scope: &mut Scope, bucket: &Name, spaces: &[Space]) {
    for space in spaces.iter().filter(|space| space.read == Reader::Sites) {
        let is_served = sites_of(scope.stack, bucket).any(|(_, site)| {
            let whole = |name: &Option<Name>| name.as_ref() == Some(bucket);
            site.default
                .as_ref()
                .is_some_and(|route| whole(&route.bucket))
                || site.routes.iter().any(|route| {
                    let by_prefix = route.prefix.as_ref().is_some_and(|keys| {
                        keys.bucket == *bucket && keys.prefix.as_deref() == Some(&space.prefix)
                    });
                    whole(&route.bucket) || by_prefix
                })
        });
        if !is_served {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::UnservedPrefix,
                    space.at.join("read"),
                    format!(
                        "CloudFront may read `{}`, but no route serves it",
                        space.prefix
                    ),
                )
                .help(format!(
                    "add a route to a site: `- {{ prefix: {bucket}/{} }}`",
                    space.prefix
                ))
                .help("or take out `read: cloudfront`"),
            );
        }
    }
}

/// A prefix inside another is readable by whoever may read the outer one.
pub(super) fn refuse_overlaps(scope: &mut Scope, spaces: &[Space]) {
    for inner in spaces {
        let around = spaces.iter().find(|outer| {
            outer.prefix != inner.prefix
                && inner.prefix.starts_with(&outer.prefix)
                && outer.read != inner.read
                && outer.read != Reader::Nobody
        });
        if let Some(outer) = around {
            scope.tell(
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

pub(super) fn refuse_public_but_blocked(scope: &mut Scope, bucket: &Bucket, at: &Path) {
    if bucket.block_public_access != Some(true) {
        return;
    }
    for (prefix, space) in bucket.prefixes.iter() {
        if space.read == Some(Read::Public) {
            scope.tell(
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
