//! Methods that a behavior cannot let through or keep.

use crate::aws::{Method, MethodSet};
use crate::check::parts::Behavior;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "method-set",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("method_set.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowedHTTPMethods>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let allowed = read(findings, behavior, "AllowedMethods");
            let cached = read(findings, behavior, "CachedMethods");
            let (Some(allowed), Some(cached)) = (allowed, cached) else {
                continue;
            };
            if cached == MethodSet::GetHeadOptions && allowed == MethodSet::GetHead {
                let message = format!(
                    "{} keeps answers to OPTIONS and does not let it through, so that CloudFront refuses it",
                    behavior.name()
                );
                let finding = findings.at(behavior.at("CachedMethods"), message);
                findings.add(
                    finding.help(
                        "add `OPTIONS` to `AllowedMethods`, or take it out of `CachedMethods`",
                    ),
                );
            }
        }
    }
}

/// The set that a list of methods is: GET and HEAD where it is left out. `None` where it is none that CloudFront has, which
/// is then found, or not all of it is known.
fn read(findings: &mut Findings, behavior: &Behavior, key: &str) -> Option<MethodSet> {
    let items = behavior.term.get(key).map(Term::items).unwrap_or_default();
    if items.is_empty() {
        return Some(MethodSet::GetHead);
    }
    let words: Option<Vec<String>> = items
        .iter()
        .map(|item| Some(item.text()?.as_known()?.to_owned()))
        .collect();
    let words = words?;
    let methods: Result<Vec<Method>, String> = words.iter().map(|word| word.parse()).collect();
    let is_cached = key == "CachedMethods";
    let set = methods
        .as_ref()
        .ok()
        .and_then(|methods| MethodSet::from_methods(methods));
    let set = set.filter(|set| !is_cached || *set != MethodSet::All);
    if set.is_none() {
        let (verb, sets) = if is_cached {
            (
                "keeps the answers to",
                "`GET, HEAD`, or `GET, HEAD, OPTIONS`",
            )
        } else {
            (
                "lets through",
                "`GET, HEAD`, or `GET, HEAD, OPTIONS`, or all seven: `GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE`",
            )
        };
        let message = format!(
            "{} {verb} `{}`, which is none of the sets that CloudFront has, so that it refuses the distribution",
            behavior.name(),
            words.join(", ")
        );
        findings.add(
            findings
                .at(behavior.at(key), message)
                .help(format!("write {sets}")),
        );
    }
    set
}
