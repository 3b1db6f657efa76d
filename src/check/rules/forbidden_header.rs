//! A header that CloudFront does not add to requests.

use crate::aws::header;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "forbidden-header",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("forbidden_header.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-denylist>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = deployed.distributions.iter();
    for origin in all.flat_map(|distribution| &distribution.origins) {
        let headers = origin.term.get("OriginCustomHeaders").map(Term::items);
        for term in headers.unwrap_or_default() {
            let Some(name) = term.get("HeaderName") else {
                continue;
            };
            let text = name.text().unwrap_or_default();
            let known = text.as_known().unwrap_or_default();
            if header::is_added_to_requests(known) {
                continue;
            }
            let message = format!(
                "{} adds the header `{known}` to requests, which CloudFront does not let: it refuses the distribution",
                origin.name()
            );
            findings.add(findings.at(&name.at, message).help(
                "take another name, such as `X-Origin-Secret`: `X-Amz-` and `X-Edge-` are CloudFront's own",
            ));
        }
    }
}
