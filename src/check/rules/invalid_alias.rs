//! A name of its own that CloudFront does not take for a distribution.

use crate::check::parts::{Distribution, pieces};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Known, Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "invalid-alias",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_alias.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements>,
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-wildcard.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let mut seen: Vec<(&Distribution, &Term, Text)> = Vec::new();
    for distribution in &deployed.distributions {
        for (term, name) in distribution.aliases() {
            if let Some(fault) = fault(&name) {
                let message = format!(
                    "`{}` has the name `{name}`, and {fault}: CloudFront refuses it",
                    distribution.resource.id
                );
                findings.add(findings.at(&term.at, message).help(
                    "write the host alone in lower case, with no wildcard or with `*.` at its beginning",
                ));
            }
            if pieces(&name).iter().all(Option::is_none) {
                continue;
            }
            let twin = seen.iter().find(|(other, _, known)| {
                *known == name && (other.id == distribution.id || !may_stage(other, distribution))
            });
            if let Some((other, first, _)) = twin {
                twice(findings, (distribution, term, &name), (other, first));
            } else {
                seen.push((distribution, term, name));
            }
        }
    }
}

/// What is wrong with a name, whatever stands where it is not known.
fn fault(name: &Text) -> Option<&'static str> {
    let pieces = pieces(name);
    let any = |is_it: &dyn Fn(&str) -> bool| pieces.iter().flatten().any(|piece| is_it(piece));
    if any(&|piece| piece.contains("://")) {
        return Some("a scheme stands before it");
    }
    if any(&|piece| piece.contains('/')) {
        return Some("a path is no part of a name");
    }
    if any(&|piece| piece.contains(|letter: char| letter.is_ascii_uppercase())) {
        return Some("names are in lower case");
    }
    let known = name.as_known()?;
    let behind = known.strip_prefix("*.").unwrap_or(known);
    behind
        .contains('*')
        .then_some("a wildcard stands for the whole first label alone")
}

/// Whether one of two may be a copy that tries the other's changes out.
fn may_stage(one: &Distribution, other: &Distribution) -> bool {
    [one, other].iter().any(|distribution| {
        let staging = distribution.config.get("Staging").map(Term::bool);
        !matches!(staging, None | Some(Some(Known::Yes(false))))
    })
}

fn twice(
    findings: &mut Findings,
    (distribution, term, name): (&Distribution, &Term, &Text),
    (other, first): (&Distribution, &Term),
) {
    let id = &distribution.resource.id;
    let message = if other.id == distribution.id {
        format!("`{id}` has the name `{name}` twice, so that CloudFront refuses it")
    } else {
        format!(
            "`{id}` has the name `{name}`, which `{}` has: CloudFront lets one distribution alone have a name",
            other.resource.id
        )
    };
    findings.add(
        findings
            .at(&term.at, message)
            .also(Place::Template(first.at.clone()), "it stands here too")
            .help("take one of the two out"),
    );
}
