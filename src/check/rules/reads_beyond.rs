//! Keys that an identity of CloudFront may read and that no behavior asks for.

use crate::access::{BucketAccess, May, Who};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::language::Language;

pub(super) const RULE: Rule = Rule {
    code: "reads-beyond",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("reads_beyond.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, access) in deployed.access() {
        let Ok(access) = access else {
            continue;
        };
        for (who, each) in &access.readers {
            match who {
                Who::Identity(_) | Who::Distribution(_) => {
                    identity(deployed, findings, access, *who, each);
                }
                // What a role may read its own policies ask for; what everybody may, the bucket's, with its blocks off.
                Who::Principal(_) | Who::Everybody => {}
            }
        }
    }
}

/// What an identity reads beyond the behaviors that ask as it, as if each of them stood alone.
fn identity(
    deployed: &Deployed,
    findings: &mut Findings,
    access: &BucketAccess,
    who: Who,
    each: &[May],
) {
    let routes: Vec<_> = access
        .routes
        .iter()
        .filter(|route| route.signs_as == who)
        .collect();
    let asked = Language::any(routes.iter().map(|route| route.keys()));
    let open = deployed.open_routes_to(access.bucket);
    if open
        .iter()
        .any(|route| route.signs_as.is_none_or(|signs_as| signs_as == who))
    {
        return;
    }
    // What everybody may read straight from S3 is declared to be so.
    let mut parts = access.parts.iter().zip(each).enumerate();
    let beyond = parts.find(|(number, (part, may))| {
        **may != May::No && !asked.contains(&part.example) && !access.is_public(*number)
    });
    let Some((_, (part, may))) = beyond else {
        return;
    };
    let (May::Yes(Some(at)) | May::If(_, Some(at))) = may else {
        return;
    };
    let bucket = deployed.resources().name(access.bucket);
    let name = who.name(deployed.world);
    let finding = if routes.is_empty() {
        findings.at(
            at,
            format!(
                "{name} may read keys of `{bucket}` such as `{}`, and no behavior asks that bucket as it",
                part.example
            ),
        )
    } else {
        // Nobody can ask for it as long as the behaviors are as they are.
        findings.graded(
            Severity::Advice,
            at,
            format!(
                "{name} may read keys of `{bucket}` for which no behavior asks, such as `{}`",
                part.example
            ),
        )
    };
    let routes = routes.iter().fold(finding, |finding, route| {
        finding.also(Place::Template(route.at.clone()), "what is asked for")
    });
    findings.add(routes.help("let the statement name the keys that are served, and no others"));
}
