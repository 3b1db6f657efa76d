//! A URL where an origin wants a domain name.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Text};

pub(super) const RULE: Rule = Rule {
    code: "url-as-domain",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("url_as_domain.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesDomainName>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some(term) = origin.term.get("DomainName") else {
                continue;
            };
            let domain = &origin.domain;
            let Some(what) = extra(domain) else {
                continue;
            };
            let message = format!(
                "{} has `{domain}` for a domain name, which has {what} in it: CloudFront refuses the distribution",
                origin.name()
            );
            let finding = findings.at(&term.at, message);
            findings.add(match cure(deployed, origin) {
                Some(cure) => finding.help(cure),
                None => finding.help("write the host alone; a path goes into `OriginPath`, a port into `HTTPPort` or `HTTPSPort`"),
            });
        }
    }
}

/// What of a URL is there that a domain name has not.
fn extra(domain: &Text) -> Option<&'static str> {
    let has = |mark: &str| {
        let mut parts = domain.parts().iter();
        parts.any(|part| matches!(part, Part::Known(known) if known.contains(mark)))
    };
    if has("://") {
        Some("a scheme")
    } else if has("/") {
        Some("a path")
    } else if has(":") {
        Some("a port")
    } else {
        None
    }
}

/// How the host is taken out of a URL that a resource of the template gives.
fn cure(deployed: &Deployed, origin: &Origin) -> Option<String> {
    let mut urls = deployed.of_kind("AWS::Lambda::Url");
    let found = urls.find(|(_, url)| url.attribute("FunctionUrl") == Some(&origin.domain));
    if let Some((_, url)) = found {
        return Some(format!(
            "take the host out of it: `!Select [2, !Split [\"/\", !GetAtt {}.FunctionUrl]]`",
            url.id
        ));
    }
    let mut buckets = deployed.buckets.iter();
    let bucket =
        buckets.find(|bucket| bucket.resource.attribute("WebsiteURL") == Some(&origin.domain))?;
    Some(format!(
        "take the host out of it: `!Select [2, !Split [\"/\", !GetAtt {}.WebsiteURL]]`",
        bucket.resource.id
    ))
}
