//! How functions learn the host name of a site that may stand before them: CloudFormation cannot tell them,
//! since the distribution is made after its origins.

use super::scope::{Given, Scope, Section};
use crate::app::{Announcement, DomainWay, Id, Parameter};
use crate::aws::{DomainName, LogicalId};
use crate::diag::{Diagnostic, Note, Path, Place, Refusal};
use crate::stack::{Code, DomainFrom, Name, Site, Stack, Variable};

/// How `function` learns the host name of `site`.
pub(super) fn way(stack: &Stack, function: &Name, site: &Name) -> DomainWay {
    let is_ssm = stack
        .sites
        .get(site)
        .is_some_and(|site| matches!(site.domain_from, Some(DomainFrom::Ssm(_))));
    // An SSM parameter changes what the variable means, so it does for all who ask.
    if is_ssm || stands_before(stack, site, function) || known_alias(stack, site).is_some() {
        DomainWay::Announced
    } else {
        DomainWay::Directly
    }
}

/// How functions behind a site learn its host name, with the parameters that this takes.
pub(super) fn announcement(scope: &mut Scope, name: &Name, site: &Site) -> Option<Announcement> {
    let at = match &site.domain_from {
        Some(_) => Section::Sites.path(name).join("domain-from"),
        None => Section::Sites.path(name),
    };
    let alias = known_alias(scope.stack, name);
    let is_asked = scope.stack.functions.names().any(|function| {
        asks(scope.stack, function).any(|asked| asked == name)
            && stands_before(scope.stack, name, function)
    });
    let from = match (&site.domain_from, &alias) {
        (Some(from), _) => from.clone(),
        (None, Some(_)) => DomainFrom::Alias,
        (None, None) if is_asked => DomainFrom::CustomResource(None),
        (None, None) => return Some(Announcement::Unneeded),
    };
    match from {
        DomainFrom::Alias => {
            if alias.is_none() {
                scope.tell(
                    Diagnostic::refusal(
                        Refusal::UnknownDomain,
                        at,
                        format!("`{name}` has no alias whose name would be known beforehand"),
                    )
                    .help("add a name of your own under `aliases`, with its `certificate`")
                    .help("or leave out `domain-from`: a custom resource then sets the variable"),
                );
            }
            alias.map(Announcement::Known)
        }
        DomainFrom::Ssm(parameter) => Some(Announcement::Ssm(
            parameter.unwrap_or_else(|| format!("/{}/{name}/domain", scope.name)),
        )),
        DomainFrom::Parameter(_) | DomainFrom::CustomResource(_) if !is_asked => {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::UnusedDomainFrom,
                    Place::Key(at),
                    format!("no function behind `{name}` asks for its host name"),
                )
                .help(format!(
                    "take out `domain-from`, or give a function the variable: `CLOUDFRONT_DOMAIN: {{ domain: {name} }}`"
                )),
            );
            None
        }
        DomainFrom::Parameter(pin) => {
            let id = self::pin(
                scope,
                name,
                pin,
                &at,
                "its functions do not know the site's host name until then",
            )?;
            Some(Announcement::Parameter(id))
        }
        DomainFrom::CustomResource(pin) => {
            let id = self::pin(
                scope,
                name,
                pin,
                &at,
                "a rollback then leaves it in place, and the custom resource goes",
            )?;
            tell_unseen_code(scope, name);
            Some(Announcement::CustomResource(id))
        }
    }
}

/// A folder or archive is uploaded after the template is made, so the custom resource does not see its changes; AWS does
/// not say whether an update of the code alone writes the variables.
fn tell_unseen_code(scope: &mut Scope, site: &Name) {
    for (name, function) in scope.stack.functions.iter() {
        let code = function
            .code
            .as_ref()
            .or(scope.stack.defaults.functions.code.as_ref());
        let is_folder = matches!(code, Some(Code::Path(_)));
        if is_folder && asks(scope.stack, name).any(|asked| asked == site) {
            let at = Place::Key(Section::Functions.path(name));
            let message = format!(
                "a deployment that changes the code of `{name}` alone may take its variables back to those of the template"
            );
            let note = Diagnostic::note(Note::CodeIsNotSeen, at, message);
            scope.tell(note.help("pin the host name of the site before you deploy such a change"));
        }
    }
}

/// The parameter that pins a site's host name, with what to do after the first deployment, and why.
fn pin(
    scope: &mut Scope,
    name: &Name,
    given: Option<LogicalId>,
    at: &Path,
    why: &str,
) -> Option<Id<Parameter>> {
    let pin = given.or_else(|| derived_pin(scope.stack, name))?;
    let id = scope.parameter(&pin, Given::SiteDomain, at)?;
    let output = of_site(scope.stack, name, "DistributionDomainName");
    let message = format!("after the first deploy: --parameter-overrides {pin}=<output {output}>");
    let site_at = Place::Key(Section::Sites.path(name));
    let note = Diagnostic::note(Note::PinTheDomain, site_at, message);
    scope.tell(note.help(why));
    Some(id)
}

/// The first alias that is a host name and not a wildcard.
fn known_alias(stack: &Stack, site: &Name) -> Option<DomainName> {
    let site = stack.sites.get(site)?;
    match site.domain_from {
        None | Some(DomainFrom::Alias) => site
            .aliases
            .iter()
            .find(|alias| alias.wildcard_of().is_none())
            .cloned(),
        Some(DomainFrom::Parameter(_) | DomainFrom::CustomResource(_) | DomainFrom::Ssm(_)) => None,
    }
}

/// `CloudFrontDomain` for the first site, with the site's name before it for others.
fn derived_pin(stack: &Stack, site: &Name) -> Option<LogicalId> {
    of_site(stack, site, "CloudFrontDomain").parse().ok()
}

/// What belongs to a site: the noun, with the site's name before it for all but the first.
fn of_site(stack: &Stack, site: &Name, noun: &str) -> String {
    if stack.sites.names().next() == Some(site) {
        return noun.to_owned();
    }
    LogicalId::from_words(&[site.as_str(), noun]).to_string()
}

/// The sites whose host names a function asks for.
fn asks<'a>(stack: &'a Stack, function: &Name) -> impl Iterator<Item = &'a Name> {
    let own = stack
        .functions
        .get(function)
        .map(|function| &function.environment);
    own.into_iter()
        .chain([&stack.defaults.functions.environment])
        .flat_map(|variables| variables.values())
        .filter_map(|variable| match variable {
            Variable::Domain(site) => Some(site),
            Variable::External(_)
            | Variable::Bucket(_)
            | Variable::Table(_)
            | Variable::UserPool(_)
            | Variable::Function(_) => None,
        })
}

/// Whether the distribution of `site` depends on `function`: by a route, or by a function on a route that asks for
/// another site, and so on.
fn stands_before(stack: &Stack, site: &Name, function: &Name) -> bool {
    let mut waiting = vec![site];
    let mut seen = Vec::new();
    while let Some(name) = waiting.pop() {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let Some(site) = stack.sites.get(name) else {
            continue;
        };
        let routed = site
            .routes
            .iter()
            .filter_map(|route| route.function.as_ref());
        for behind in routed.chain(
            site.default
                .as_ref()
                .and_then(|route| route.function.as_ref()),
        ) {
            if behind == function {
                return true;
            }
            waiting.extend(asks(stack, behind));
        }
    }
    false
}
