//! Two places that say how other origins are answered.

use crate::aws::managed::ResponseHeadersPolicy;
use crate::check::parts::{Cors, Holder, Origin};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Known, Term};

pub(super) const RULE: Rule = Rule {
    code: "cors-twice",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("cors_twice.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#understanding-response-headers-policies-cors>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = Cors::read_all(deployed);
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let urls = distribution
                .origins_of(behavior)
                .filter_map(Origin::function_url);
            let urls = urls.map(|id| deployed.resources().get(id));
            let mut urls = urls.filter_map(|url| {
                let mut all = all.iter();
                all.find(|cors| cors.holder == Holder::Url && cors.resource.at == url.at)
            });
            let Some(of_url) = urls.next() else {
                continue;
            };
            let Some(id) = behavior.term.text_at(&["ResponseHeadersPolicyId"]) else {
                continue;
            };
            let own = all.iter().find(|cors| {
                cors.holder == Holder::Policy && cors.resource.reference.as_ref() == Some(&id)
            });
            let overrides = own
                .and_then(|cors| cors.term.get("OriginOverride"))
                .and_then(Term::bool);
            let managed = id.as_known().and_then(ResponseHeadersPolicy::from_id);
            let wins = match (own, managed) {
                (Some(_), _) if overrides == Some(Known::Yes(true)) => "the policy",
                (Some(_), _) if overrides == Some(Known::Yes(false)) => "the function URL",
                (None, Some(managed)) if has_cors(managed) => "the function URL",
                (_, _) => continue,
            };
            let finding = findings.at(
                behavior.at("ResponseHeadersPolicyId"),
                format!(
                    "{} has a response headers policy with CORS settings, and so has its function URL `{}`: {wins} wins, and the other's settings do nothing",
                    behavior.name(),
                    of_url.resource.id
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(of_url.term.at.clone()), "the settings of the function URL")
                    .help("say it in one place: in `Cors` of the function URL, which answers the preflight requests too"),
            );
        }
    }
}

/// Whether a managed policy adds CORS headers, which the origin's own replace.
const fn has_cors(policy: ResponseHeadersPolicy) -> bool {
    match policy {
        ResponseHeadersPolicy::CorsAndSecurityHeaders
        | ResponseHeadersPolicy::CorsWithPreflight
        | ResponseHeadersPolicy::CorsWithPreflightAndSecurityHeaders
        | ResponseHeadersPolicy::SimpleCors => true,
        ResponseHeadersPolicy::SecurityHeaders => false,
    }
}
