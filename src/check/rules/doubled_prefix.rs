//! An origin path that repeats the prefix of the behavior.

use crate::access::{May, is_plain};
use crate::check::parts::{Behavior, Origin};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::language::{Budget, Language};

pub(super) const RULE: Rule = Rule {
    code: "doubled-prefix",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("doubled_prefix.md"),
    find: Find::Deployed(find),
};

/// The matched part of a path is not taken off:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginPath>.
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in distribution.ordered() {
            // A function may well take the prefix off.
            if behavior.changes_requests() {
                continue;
            }
            for origin in distribution.origins_of(behavior) {
                look(deployed, findings, behavior, origin);
            }
        }
    }
}

fn look(deployed: &Deployed, findings: &mut Findings, behavior: &Behavior, origin: &Origin) {
    let (Some(pattern), Some(path)) = (&behavior.pattern, origin.path.as_known()) else {
        return;
    };
    let prefix = pattern.literal_prefix();
    let prefix = prefix.rsplit_once('/').map_or("", |(prefix, _)| prefix);
    let Some(before) = path.strip_suffix(prefix).filter(|_| !prefix.is_empty()) else {
        return;
    };
    if !origin.is_bucket() && !origin.is_website() {
        return;
    }
    let keys = |path: &str| {
        let keys = format!("{path}{}", pattern.absolute());
        keys.trim_start_matches('/').to_owned()
    };
    let (doubled, single) = (keys(path), keys(before));
    let severity = if denies(deployed, behavior, origin, &doubled, &single) {
        Severity::Error
    } else {
        Severity::Warning
    };
    let end = match severity {
        Severity::Error => {
            ", which nobody lets it read, while `{single}` may be read: all of them are answered 403"
        }
        Severity::Warning | Severity::Advice | Severity::Note => ", and not for `{single}`",
    };
    let message = format!(
        "{} repeats `{path}`, the origin path of {}: the path of a request is put behind it whole, so that the bucket is asked for `{doubled}`{}",
        behavior.name(),
        origin.name(),
        end.replace("{single}", &single)
    );
    let at = origin.term.get("OriginPath").unwrap_or(origin.term);
    let finding = findings.graded(severity, &at.at, message);
    let finding = finding.also(
        Place::Template(behavior.at("PathPattern").clone()),
        "the prefix stands here already",
    );
    findings.add(if before.is_empty() {
        finding.help("leave `OriginPath` out: the prefix of the path is the prefix of the key")
    } else {
        finding.help(format!(
            "let `OriginPath` be `{before}`: the prefix of the path comes behind it"
        ))
    });
}

/// Whether the bucket lets CloudFront read none of the doubled keys, and some of the others.
fn denies(
    deployed: &Deployed,
    behavior: &Behavior,
    origin: &Origin,
    doubled: &str,
    single: &str,
) -> bool {
    let Some(bucket) = origin.bucket() else {
        return false;
    };
    let mut all = deployed.access().iter();
    let Some((_, Ok(access))) = all.find(|(id, _)| *id == bucket) else {
        return false;
    };
    let mut routes = access.routes.iter();
    let Some(route) = routes.find(|route| route.at == behavior.term.at) else {
        return false;
    };
    let mut readers = access.readers.iter();
    let Some((_, each)) = readers.find(|(who, _)| *who == route.signs_as) else {
        return false;
    };
    let mut budget = Budget::default();
    // What everybody may read needs no signature.
    let mut meets = |keys: &str, is: fn(&May) -> bool| {
        access
            .parts
            .iter()
            .zip(each)
            .enumerate()
            .any(|(number, (part, may))| {
                let both = part.texts.clone().and(Language::glob(keys));
                (is(may) || access.is_public(number))
                    && both.is_empty(is_plain, &mut budget) != Ok(true)
            })
    };
    !meets(doubled, |may| *may != May::No) && meets(single, |may| matches!(may, May::Yes(_)))
}
