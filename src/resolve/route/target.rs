//! Where the requests of a route go.

use super::Declared;
use crate::app::Target;
use crate::aws::limits;
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::resolve::access;
use crate::resolve::scope::{Scope, Section};
use crate::stack::{self, Keys, Name, Read};

pub(super) fn target(scope: &mut Scope, declared: &Declared, at: &Path) -> Option<Target> {
    match declared {
        Declared {
            prefix: Some(keys),
            bucket: None,
            function: None,
            origin: None,
            ..
        } => prefix_target(scope, keys, &at.join("prefix")),
        Declared {
            bucket: Some(bucket),
            prefix: None,
            function: None,
            origin: None,
            ..
        } => bucket_target(scope, bucket, &at.join("bucket")),
        Declared {
            function: Some(function),
            bucket: None,
            prefix: None,
            origin: None,
            ..
        } => {
            let place = at.join("function");
            let service = scope.service(function, &place)?;
            refuse_slow(scope, function, &place);
            Some(Target::Service(service))
        }
        Declared {
            origin: Some(origin),
            bucket: None,
            prefix: None,
            function: None,
            ..
        } => scope.host(origin, &at.join("origin")).map(Target::Host),
        Declared { .. } => {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::UnclearRoute,
                    at,
                    "requests go to exactly one of a bucket, a function and an origin",
                )
                .help("name one: `bucket: NAME`, `prefix: <bucket>/<prefix>`, `function: NAME` or `origin: NAME`"),
            );
            None
        }
    }
}

fn prefix_target(scope: &mut Scope, keys: &Keys, at: &Path) -> Option<Target> {
    let store = scope.store(&keys.bucket, at)?;
    let prefix = access::prefix(scope, keys, &[], at)?;
    let bucket = scope.stack.buckets.get(&keys.bucket)?;
    let Some(space) = bucket.prefixes.get(&prefix) else {
        return bucket_target(scope, &keys.bucket, at);
    };
    if space.read.is_none() {
        let declared = Section::Buckets
            .path(&keys.bucket)
            .join("prefixes")
            .join(prefix.as_str());
        scope.tell(
            Diagnostic::refusal(
                Refusal::UnreadablePrefix,
                at,
                format!("CloudFront may not read `{prefix}`: every request of this route would be answered 403"),
            )
            .also(Place::Key(declared), "nobody but functions may read these keys")
            .help("add `read: cloudfront` to the prefix"),
        );
        return None;
    }
    let missing = space.missing.or(bucket.missing);
    Some(Target::Store {
        store,
        prefixes: vec![prefix],
        lists: missing == Some(stack::Missing::NotFound),
    })
}

fn bucket_target(scope: &mut Scope, name: &Name, at: &Path) -> Option<Target> {
    let store = scope.store(name, at)?;
    let bucket = scope.stack.buckets.get(name)?;
    let lists = bucket.missing == Some(stack::Missing::NotFound)
        || bucket
            .prefixes
            .iter()
            .any(|(_, space)| space.missing == Some(stack::Missing::NotFound));
    let readable = |read: Option<Read>| matches!(read, Some(Read::Cloudfront | Read::Public));
    let readable_ones = bucket
        .prefixes
        .iter()
        .filter(|(_, space)| readable(space.read))
        .map(|(prefix, _)| prefix.clone());
    let prefixes: Vec<_> = if bucket.prefixes.is_empty() {
        vec![String::new()]
    } else {
        readable_ones.collect()
    };
    if prefixes.is_empty() {
        scope.tell(
            Diagnostic::refusal(
                Refusal::UnreadablePrefix,
                at,
                format!(
                    "CloudFront may read nothing of `{name}`: every request would be answered 403"
                ),
            )
            .also(
                Place::Key(Section::Buckets.path(name).join("prefixes")),
                "none of these has `read: cloudfront`",
            )
            .help("add `read: cloudfront` to a prefix"),
        );
        return None;
    }
    let hides_some = bucket
        .prefixes
        .iter()
        .find(|(_, space)| !readable(space.read));
    if let (true, Some((hidden, _))) = (lists, hides_some) {
        scope.tell(
            Diagnostic::refusal(
                Refusal::ListingLeaks,
                at,
                format!("answering 404 for missing objects tells viewers of this route which keys of `{hidden}` exist"),
            )
            .also(
                Place::Key(Section::Buckets.path(name).join("prefixes").join(hidden.as_str())),
                "not readable through CloudFront",
            )
            .help("take out `missing: 404`, route by `prefix:`, or keep these keys in a bucket of their own"),
        );
    }
    Some(Target::Store {
        store,
        prefixes,
        lists,
    })
}

/// A function's time excludes its start, which takes up to 10 s more.
fn refuse_slow(scope: &mut Scope, name: &Name, at: &Path) {
    let own = scope.stack.functions.get(name);
    let (timeout, declared) = match own.and_then(|function| function.timeout) {
        Some(timeout) => (timeout, Section::Functions.path(name).join("timeout")),
        None => match scope.stack.defaults.functions.timeout {
            Some(timeout) => (
                timeout,
                Path::from_iter(["defaults", "functions", "timeout"]),
            ),
            None => return,
        },
    };
    let longest = *limits::cloudfront::ORIGIN_READ_TIMEOUT_SECONDS.end();
    let start = limits::lambda::START_SECONDS;
    let most = longest - start;
    if (most + 1..=*limits::lambda::TIMEOUT_SECONDS.end()).contains(&timeout.seconds()) {
        scope.tell(
            Diagnostic::refusal(
                Refusal::TimeoutOverOrigin,
                declared,
                format!(
                    "`{name}` may run for {timeout}, but CloudFront gives up after {longest} s, of which a start may take {start}",
                ),
            )
            .also(at, "a site waits for it here")
            .help(format!("set `timeout: {most}s` or less, and do what takes longer outside the request")),
        );
    }
}
