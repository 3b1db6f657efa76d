//! A distribution that shows everybody the keys of a bucket.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::{AnsweredBy, Did, Outcome};

pub(super) const RULE: Rule = Rule {
    code: "root-lists-bucket",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("root_lists_bucket.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html#DefaultRootObjectNotSet>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        if !distribution.has_no_root_object() {
            continue;
        }
        let Some(answer) = deployed.answer_to_root(distribution) else {
            continue;
        };
        let Outcome::Response(response) = &answer.outcome else {
            continue;
        };
        let is_list = response.status == Some(200)
            && response.answered_by == AnsweredBy::S3
            && response.key.is_none();
        let mut hops = answer.hops.iter();
        let listed = hops.find(
            |hop| matches!(&hop.did, Did::Decided { action, .. } if action == "s3:ListBucket"),
        );
        let (Some(bucket), Some(listed), true) = (response.resource, listed, is_list) else {
            continue;
        };
        let message = format!(
            "`{}` has no default root object and may list `{}`: whoever asks for `/` gets the keys of the bucket",
            distribution.resource.id,
            deployed.resources().name(bucket)
        );
        let mut finding = findings.at(&distribution.config.at, message);
        if let Some(place) = &listed.place {
            finding = finding.also(Place::Template(place.clone()), "lets it list the bucket");
        }
        findings.add(
            finding
                .help("set `DefaultRootObject`, to `index.html` for example")
                .help("or take `s3:ListBucket` away: a missing object is then answered 403 instead of 404"),
        );
    }
}
