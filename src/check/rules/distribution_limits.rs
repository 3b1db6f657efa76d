//! A distribution with more than CloudFront takes.

use crate::aws::limits::cloudfront::{ALIASES, BEHAVIORS, ORIGIN_GROUPS, ORIGINS};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "distribution-limits",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("distribution_limits.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-web-distributions>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let limits: [(&[&str], &str, usize); 4] = [
            (
                &["CacheBehaviors"],
                "behaviors beside the default one",
                BEHAVIORS,
            ),
            (&["Origins"], "origins", ORIGINS),
            (&["OriginGroups", "Items"], "origin groups", ORIGIN_GROUPS),
            (&["Aliases"], "names of its own", ALIASES),
        ];
        for (keys, what, most) in limits {
            let Some(list) = distribution.config.find(keys) else {
                continue;
            };
            let count = list.items().len();
            if count > most {
                let message = format!(
                    "`{}` has {count} {what}, and CloudFront takes {most} unless the account has a higher quota",
                    distribution.resource.id
                );
                findings.add(findings.at(&list.at, message).help(
                    "put some of them into a second distribution, or ask for a higher quota",
                ));
            }
        }
    }
}
