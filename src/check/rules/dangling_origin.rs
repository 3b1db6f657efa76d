//! A behavior or an origin group that names an origin which is not there.

use crate::check::parts::Distribution;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Severity, did_you_mean, quoted};
use crate::template::{Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "dangling-origin",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("dangling_origin.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesTargetOriginId>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        // What these were called before there were several origins has no ids.
        let is_legacy = |key| distribution.config.get(key).is_some();
        if is_legacy("S3Origin") || is_legacy("CustomOrigin") {
            continue;
        }
        let Some(origins) = origins(distribution) else {
            continue;
        };
        for group in distribution.groups {
            let members = group.find(&["Members", "Items"]).map(Term::items);
            for member in members.unwrap_or_default() {
                let id = member.get("OriginId");
                let name = format!(
                    "origin group `{}`",
                    group.text_at(&["Id"]).unwrap_or_default()
                );
                look_up(id, &name, &origins, findings);
            }
        }
        let Some(groups) = known(
            distribution
                .groups
                .iter()
                .map(|group| group.text_at(&["Id"])),
        ) else {
            continue;
        };
        let all = [origins, groups].concat();
        for behavior in &distribution.behaviors {
            look_up(
                behavior.term.get("TargetOriginId"),
                &behavior.name(),
                &all,
                findings,
            );
        }
    }
}

/// The ids of all origins, where all of them are known.
fn origins(distribution: &Distribution) -> Option<Vec<String>> {
    known(
        distribution
            .origins
            .iter()
            .map(|origin| origin.term.text_at(&["Id"])),
    )
}

fn known(ids: impl Iterator<Item = Option<Text>>) -> Option<Vec<String>> {
    ids.map(|id| id?.as_known().map(str::to_owned)).collect()
}

fn look_up(term: Option<&Term>, who: &str, ids: &[String], findings: &mut Findings) {
    let Some(term) = term else {
        return;
    };
    let text = term.text();
    let Some(id) = text.as_ref().and_then(|text| text.as_known()) else {
        return;
    };
    if ids.iter().any(|known| known == id) {
        return;
    }
    let words = || ids.iter().map(String::as_str);
    let message = format!(
        "{who} names the origin `{id}`, which the distribution does not have, so that CloudFront refuses it"
    );
    let finding = findings.at(&term.at, message);
    let near = did_you_mean(id, words()).map(|near| format!("did you mean `{near}`?"));
    let finding = match (near, ids) {
        (Some(near), _) => finding.help(near),
        (None, []) => finding.help("the distribution has no origins"),
        (None, [_, ..]) => finding.help(format!("it has these: {}", quoted(words()))),
    };
    findings.add(finding);
}
