//! A website endpoint of a bucket that is asked as what it is not.

use crate::check::parts::{Distribution, Origin};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Backend;
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "website-origin",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("website_origin.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html#concept_S3Origin_website>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in distribution
            .origins
            .iter()
            .filter(|origin| origin.is_website())
        {
            as_bucket(findings, origin);
            over_https(findings, distribution, origin);
            without_website(deployed, findings, origin);
        }
    }
}

/// An identity, a control or the settings of a bucket.
fn as_bucket(findings: &mut Findings, origin: &Origin) {
    let signed = origin.identity().or_else(|| origin.control());
    let settings = origin.term.get("S3OriginConfig");
    let (what, at) = match (&signed, settings) {
        (Some((term, _)), _) => ("is signed to", *term),
        (None, Some(settings)) => ("is set up as a bucket's", settings),
        (None, None) => return,
    };
    let message = format!(
        "{} is the website endpoint of a bucket and {what}: to CloudFront that is a custom origin, which it refuses to ask so",
        origin.name()
    );
    findings.add(
        findings
            .at(&at.at, message)
            .help("name the bucket by its REST endpoint, `RegionalDomainName`, and let a function find the index pages of folders")
            .help("or use `CustomOriginConfig` with `http-only`, and let everybody read the bucket"),
    );
}

/// A website endpoint speaks http alone.
fn over_https(findings: &mut Findings, distribution: &Distribution, origin: &Origin) {
    let Some(term) = origin
        .custom()
        .and_then(|custom| custom.get("OriginProtocolPolicy"))
    else {
        return;
    };
    let text = term.text();
    let mut behaviors = distribution.behaviors_of(origin);
    let when = match text.as_deref().and_then(Text::as_known) {
        Some("https-only") => "every request",
        Some("match-viewer") if behaviors.next().is_some() => "every request over https",
        Some(_) | None => return,
    };
    let message = format!(
        "{} is the website endpoint of a bucket, which does not speak https: {when} is answered 502",
        origin.name()
    );
    findings.add(findings.at(&term.at, message).help("write `http-only`"));
}

/// A bucket of the template that is no website.
fn without_website(deployed: &Deployed, findings: &mut Findings, origin: &Origin) {
    let Backend::Bucket(host) = &origin.backend else {
        return;
    };
    let Some(bucket) = host.bucket.and_then(|id| deployed.bucket(id)) else {
        return;
    };
    if bucket
        .resource
        .properties
        .get("WebsiteConfiguration")
        .is_some()
    {
        return;
    }
    let message = format!(
        "{} is the website endpoint of `{}`, which is no website: every request is answered 404 `NoSuchWebsiteConfiguration`",
        origin.name(),
        bucket.resource.id
    );
    let at = origin.term.get("DomainName").unwrap_or(origin.term);
    let place = Place::Template(bucket.resource.at.clone());
    findings.add(
        findings
            .at(&at.at, message)
            .also(place, "has no `WebsiteConfiguration`")
            .help("name the bucket by its REST endpoint, `RegionalDomainName`")
            .help("or give it a `WebsiteConfiguration`"),
    );
}
