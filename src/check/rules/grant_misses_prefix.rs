//! A behavior that serves keys of a bucket which CloudFront may not read, while it may read others.

use crate::check::parts::{Behavior, Bucket, Distribution, Origin, Readable, Signer, keys_of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Reason;

pub(super) const RULE: Rule = Rule {
    code: "grant-misses-prefix",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("grant_misses_prefix.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some(bucket) = origin.bucket().and_then(|id| deployed.bucket(id)) else {
                continue;
            };
            let signer = Signer::of(deployed.world, origin);
            if matches!(signer, Signer::Nobody) && bucket.may_have_public_objects() {
                continue;
            }
            for behavior in distribution.behaviors_of(origin) {
                let Some(keys) = keys(origin, behavior) else {
                    continue;
                };
                let served = deployed.readable(distribution, bucket, &signer, &keys);
                let Readable::No(reasons) = served else {
                    continue;
                };
                let restricted = reasons.contains(&Reason::RestrictPublicBuckets);
                // Where nothing at all may be read, that is told of the origin.
                let whole = || deployed.readable(distribution, bucket, &signer, "*");
                if !restricted && matches!(whole(), Readable::Yes(_)) {
                    told(
                        deployed,
                        findings,
                        distribution,
                        bucket,
                        &signer,
                        behavior,
                        &keys,
                    );
                }
            }
        }
    }
}

/// The keys that a behavior asks for, as a pattern; `None` where a function at the edge may ask for others, or they are
/// not known.
fn keys(origin: &Origin, behavior: &Behavior) -> Option<String> {
    if behavior.is_rewritten() {
        return None;
    }
    let path = match behavior.position {
        Some(_) => behavior.pattern.as_ref()?.absolute().to_owned(),
        None => "/*".to_owned(),
    };
    let whole = format!("{}{path}", origin.path.as_known()?);
    whole.strip_prefix('/').map(str::to_owned)
}

fn told(
    deployed: &Deployed,
    findings: &mut Findings,
    distribution: &Distribution,
    bucket: &Bucket,
    signer: &Signer,
    behavior: &Behavior,
    keys: &str,
) {
    let id = &bucket.resource.id;
    let arn = bucket.arn.widest();
    let allowing = deployed
        .policies_of(bucket.id)
        .flat_map(|document| &document.statements)
        .filter(|statement| statement.allows == Some(true));
    let granted: Vec<_> = allowing
        .flat_map(|statement| &statement.resources)
        .filter_map(|resource| Some((keys_of(&arn, &resource.pattern())?, &resource.term.at)))
        .collect();
    let others: Vec<String> = granted
        .iter()
        .map(|(keys, _)| format!("`{keys}`"))
        .collect();
    let message = format!(
        "{} asks `{id}` for `{keys}` as {}, and the bucket's policy lets it read {} alone: every request there is answered 403",
        behavior.name(),
        signer.name(distribution),
        others.join(", "),
    );
    let at = if behavior.position.is_some() {
        "PathPattern"
    } else {
        "TargetOriginId"
    };
    let mut finding = findings.at(behavior.at(at), message);
    for (keys, at) in granted.iter().take(4) {
        finding = finding.also(
            Place::Template((*at).clone()),
            format!("the policy grants `{keys}`"),
        );
    }
    findings.add(
        finding
            .help(format!("grant `{keys}` of `{id}` as well, or serve the pattern that the policy grants"))
            .help("write the prefix in one place: a key that is written under it, the behavior's pattern and the grant are the same text"),
    );
}
