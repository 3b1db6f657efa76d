//! An origin that asks a bucket of the template in another region than the one that is deployed to.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Backend;

pub(super) const RULE: Rule = Rule {
    code: "wrong-region-origin",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("wrong_region_origin.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let own = deployed.resources().settings.region.as_str();
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Backend::Bucket(host) = &origin.backend else {
                continue;
            };
            let (Some(bucket), Some(region)) =
                (host.bucket.and_then(|id| deployed.bucket(id)), &host.region)
            else {
                continue;
            };
            let Some(term) = origin.term.get("DomainName").filter(|_| region != own) else {
                continue;
            };
            let name = &bucket.resource.id;
            let answer = if host.website {
                "S3 knows no website of that name there"
            } else if origin.control().is_some() || origin.identity().is_some() {
                "every request is answered 400 (`AuthorizationHeaderMalformed`)"
            } else {
                "every request is answered 301"
            };
            let message = format!(
                "{} asks `{name}` in `{region}`, and the bucket is in the region of the stack: deployed to `{own}`, {answer}",
                origin.name()
            );
            let finding = findings
                .at(&term.at, message)
                .also(Place::Template(bucket.resource.at.clone()), "the bucket");
            findings.add(if host.website {
                finding.help("write `${AWS::Region}` for the region")
            } else {
                finding.help(format!("write `!GetAtt {name}.RegionalDomainName`"))
            });
        }
    }
}
