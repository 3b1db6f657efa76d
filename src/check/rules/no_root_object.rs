//! A distribution before a bucket that answers `/` with no page.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Outcome;

pub(super) const RULE: Rule = Rule {
    code: "no-root-object",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("no_root_object.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html#DefaultRootObjectNotSet>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        if !distribution.has_no_root_object() {
            continue;
        }
        // Whoever has a behavior for `/` itself sees to it there.
        let Some(taker) = distribution
            .taker("/")
            .filter(|taker| taker.position.is_none())
        else {
            continue;
        };
        let mut origins = distribution.origins_of(taker);
        let asks_bucket = origins.next().is_some_and(Origin::is_bucket);
        let has_page = distribution
            .error_pages()
            .any(|page| page.may_stand_in_for(403) || page.may_stand_in_for(404));
        if !asks_bucket || taker.changes_requests() || has_page {
            continue;
        }
        // A list of the bucket is another matter, and worse.
        let answer = deployed.answer_to_root(distribution);
        let lists = answer.is_some_and(|answer| match answer.outcome {
            Outcome::Response(response) => response.status == Some(200),
            Outcome::Decision(_) | Outcome::Unknown(_) => false,
        });
        if lists {
            continue;
        }
        let message = format!(
            "`{}` has no default root object: whoever asks for `/` gets no page, but an error of the bucket",
            distribution.resource.id
        );
        let finding = findings.at(&distribution.config.at, message);
        let place = Place::Template(taker.at("TargetOriginId").clone());
        findings.add(
            finding
                .also(place, "the bucket behind `/`")
                .help("set `DefaultRootObject`, to `index.html` for example; if nobody is ever to ask for `/`, silence this"),
        );
    }
}
