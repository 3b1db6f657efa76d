//! A timeout or a number of attempts that CloudFront does not take.

use std::ops::RangeInclusive;

use crate::aws::limits::cloudfront::{
    CONNECTION_ATTEMPTS, CONNECTION_TIMEOUT_SECONDS, ORIGIN_KEEPALIVE_TIMEOUT_SECONDS,
    ORIGIN_READ_TIMEOUT_SECONDS,
};
use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Known, Term};

pub(super) const RULE: Rule = Rule {
    code: "origin-timeout-limits",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("origin_timeout_limits.md"),
    find: Find::Deployed(find),
};

/// Seconds that an origin has where nothing is said.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#response-keep-alive-timeout-quota>
const READ_TIMEOUT: u64 = 30;

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-web-distributions>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let configs = ["CustomOriginConfig", "S3OriginConfig", "VpcOriginConfig"];
            let configs = configs.iter().filter_map(|config| origin.term.get(config));
            for config in configs {
                let keepalive = ORIGIN_KEEPALIVE_TIMEOUT_SECONDS;
                look(
                    findings,
                    config,
                    "OriginReadTimeout",
                    &ORIGIN_READ_TIMEOUT_SECONDS,
                    true,
                );
                look(findings, config, "OriginKeepaliveTimeout", &keepalive, true);
            }
            look(
                findings,
                origin.term,
                "ConnectionTimeout",
                &CONNECTION_TIMEOUT_SECONDS,
                false,
            );
            look(
                findings,
                origin.term,
                "ConnectionAttempts",
                &CONNECTION_ATTEMPTS,
                false,
            );
            completion(findings, origin);
        }
    }
}

fn known(term: Option<&Term>) -> Option<u64> {
    match term?.number() {
        Some(Known::Yes(number)) => Some(number),
        Some(Known::No(_)) | None => None,
    }
}

fn look(
    findings: &mut Findings,
    within: &Term,
    key: &str,
    range: &RangeInclusive<u32>,
    more_may_be_had: bool,
) {
    let Some(term) = within.get(key) else {
        return;
    };
    let Some(number) = known(Some(term)) else {
        return;
    };
    let (least, most) = (u64::from(*range.start()), u64::from(*range.end()));
    if (least..=most).contains(&number) {
        return;
    }
    let raised = if more_may_be_had && number > most {
        " unless the account has a higher quota"
    } else {
        ""
    };
    let message = format!(
        "`{key}` is {number}, and CloudFront takes {least} to {most}{raised}: it refuses the distribution"
    );
    let nearest = number.clamp(least, most);
    findings.add(findings.at(&term.at, message).help(format!(
        "write {nearest}, or something between {least} and {most}"
    )));
}

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#response-completion-timeout>
fn completion(findings: &mut Findings, origin: &Origin) {
    let Some(term) = origin.term.get("ResponseCompletionTimeout") else {
        return;
    };
    let configs = ["CustomOriginConfig", "S3OriginConfig", "VpcOriginConfig"];
    let configs = configs.iter().filter_map(|config| origin.term.get(config));
    let mut reads = configs.filter_map(|config| config.get("OriginReadTimeout"));
    let read = reads.next();
    let (seconds, said) = match read {
        Some(read) => match known(Some(read)) {
            Some(seconds) => (seconds, ""),
            None => return,
        },
        None => (READ_TIMEOUT, " where nothing is said"),
    };
    let Some(whole) = known(Some(term)).filter(|whole| *whole < seconds) else {
        return;
    };
    let message = format!(
        "`ResponseCompletionTimeout` is {whole}, less than the {seconds} seconds{said} of `OriginReadTimeout`, so that CloudFront refuses {}",
        origin.name()
    );
    let mut finding = findings.at(&term.at, message);
    if let Some(read) = read {
        finding = finding.also(
            Place::Template(read.at.clone()),
            "how long a part of the answer may take",
        );
    }
    findings.add(finding.help(format!(
        "write {seconds} or more, or leave it out: then nothing limits the whole"
    )));
}
