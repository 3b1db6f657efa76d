//! A variable for a domain name whose value is more than one.

use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Text};

pub(super) const RULE: Rule = Rule {
    code: "domain-with-scheme",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("domain_with_scheme.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in Function::declared(deployed.world) {
        for (name, term) in Function::variables_of(function) {
            let upper = name.to_ascii_uppercase();
            let Some(text) = term.text().filter(|_| upper.ends_with("_DOMAIN")) else {
                continue;
            };
            let is_of_distribution = ["CLOUDFRONT", "CDN", "DISTRIBUTION"]
                .iter()
                .any(|word| upper.contains(word))
                || names_distribution(deployed, &text);
            let Some(extra) = extra(&text).filter(|_| is_of_distribution) else {
                continue;
            };
            let message = format!(
                "`{name}` is called after a domain name, and its value {extra}: code that puts `https://` before it and a path behind it makes `https://https://…` or `//`"
            );
            findings.add(
                findings
                    .at(&term.at, message)
                    .help("give the domain name alone, as `DomainName` of the distribution is")
                    .help("or call the variable after a URL"),
            );
        }
    }
}

/// What a value has beside a domain name.
fn extra(text: &Text) -> Option<&'static str> {
    let begins = match text.parts().first() {
        Some(Part::Known(known)) => known.starts_with("https://") || known.starts_with("http://"),
        Some(Part::Unknown(_)) | None => false,
    };
    let ends = match text.parts().last() {
        Some(Part::Known(known)) => known.ends_with('/'),
        Some(Part::Unknown(_)) | None => false,
    };
    match (begins, ends) {
        (true, _) => Some("begins with a scheme"),
        (false, true) => Some("ends with a slash"),
        (false, false) => None,
    }
}

/// Whether a value holds the domain name of a distribution of the template, or a name of its own that it has.
fn names_distribution(deployed: &Deployed, text: &Text) -> bool {
    let Some(known) = text.as_known() else {
        return false;
    };
    deployed.distributions.iter().any(|distribution| {
        let own = distribution.resource.attribute("DomainName");
        let aliases = distribution.aliases();
        let mut names = own
            .into_iter()
            .chain(aliases.iter().map(|(_, alias)| alias));
        names.any(|name| {
            name.as_known()
                .is_some_and(|name| !name.is_empty() && known.contains(name))
        })
    })
}
