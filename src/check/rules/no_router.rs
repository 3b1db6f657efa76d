//! An application before a bucket whose deep links lead nowhere.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Part;

pub(super) const RULE: Rule = Rule {
    code: "no-router",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("no_router.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html#DefaultRootObjectHow>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let object = distribution.config.get("DefaultRootObject");
        let Some((term, object)) = object.and_then(|term| Some((term, term.text()?))) else {
            continue;
        };
        let is_page = match object.parts().last() {
            Some(Part::Known(last)) => last.to_ascii_lowercase().ends_with("html"),
            Some(Part::Unknown(_)) | None => false,
        };
        let Some(behavior) = distribution.default().filter(|_| is_page) else {
            continue;
        };
        let mut origins = distribution.origins_of(behavior);
        let asks_bucket = origins.next().is_some_and(Origin::is_bucket);
        let has_page = distribution
            .error_pages()
            .any(|page| page.may_stand_in_for(403) || page.may_stand_in_for(404));
        if !asks_bucket || behavior.changes_requests() || has_page {
            continue;
        }
        let message = format!(
            "`{object}` answers `/` alone: a link into the application, such as `/workouts/7`, asks the bucket for an object of that name and is answered 403 or 404"
        );
        let finding = findings.at(&term.at, message);
        let place = Place::Template(behavior.term.at.clone());
        findings.add(
            finding
                .also(place, "no function sees its requests")
                .help("if this is an application with paths of its own, add a function at `viewer-request` that asks for the page where the path names no file"),
        );
    }
}
