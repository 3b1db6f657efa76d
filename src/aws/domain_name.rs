//! A domain name as a distribution takes it for an alias.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// The hosted zone to which an alias record for a distribution points; always this one.
///
/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-route53-recordset-aliastarget.html#cfn-route53-recordset-aliastarget-hostedzoneid>.
pub const CLOUDFRONT_HOSTED_ZONE_ID: &str = "Z2FDTNDATAQYW2";

/// A lowercase domain name, whose first label may be `*`.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html>,
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-wildcard.html>.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DomainName(String);

impl DomainName {
    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What comes after `*.`, if this name stands for all below it.
    pub fn wildcard_of(&self) -> Option<&str> {
        self.0.strip_prefix("*.")
    }

    /// Whether a request to this host is one to this name; `*` stands for one label or more. The host is compared
    /// without regard to case.
    pub fn matches(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        match self.wildcard_of() {
            None => host == self.0,
            Some(parent) => host
                .strip_suffix(parent)
                .and_then(|below| below.strip_suffix('.'))
                .is_some_and(|below| !below.is_empty()),
        }
    }
}

impl FromStr for DomainName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = |reason: &str| Err(format!("`{text}` is not a domain name: {reason}"));
        let labels: Vec<&str> = text.strip_prefix("*.").unwrap_or(text).split('.').collect();
        if text.contains('/') {
            return refused("that would have neither a scheme nor a path");
        }
        if text.len() > 253 {
            return refused("it has more than 253 characters");
        }
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return refused("CloudFront takes lowercase letters alone");
        }
        if labels.iter().any(|label| label.contains('*')) {
            return refused("`*` stands for the whole of the first label, or not at all");
        }
        if !labels.iter().all(|label| is_label(label)) {
            return refused(
                "between its dots stand 1 to 63 letters, digits and hyphens, with no hyphen at either end",
            );
        }
        let [_, .., last] = labels[..] else {
            return refused("it has no dot in it");
        };
        if last.bytes().all(|byte| byte.is_ascii_digit()) {
            return refused("its last part is a number");
        }
        Ok(Self(text.to_owned()))
    }
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl fmt::Display for DomainName {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::DomainName;

    fn name(text: &str) -> DomainName {
        text.parse().unwrap()
    }

    #[test]
    fn a_wildcard_stands_for_all_below_it() {
        for host in [
            "www.example.com",
            "marketing.product-name.example.com",
            "WWW.example.com",
        ] {
            assert!(name("*.example.com").matches(host), "{host}");
        }
        for host in [
            "example.com",
            ".example.com",
            "wwwexample.com",
            "example.com.evil.org",
        ] {
            assert!(!name("*.example.com").matches(host), "{host}");
        }
        assert!(name("app.example.com").matches("APP.example.com"));
    }

    #[test]
    fn what_is_refused() {
        let long = format!("{}.com", "a".repeat(64));
        let longer = format!("{}com", "abcdefg.".repeat(32));
        for text in [
            "",
            "localhost",
            "a..b",
            "a.b.",
            "-a.com",
            "a_b.com",
            "https://a.com",
            "1.2.3.4",
            "*domain.com",
            "a.*.com",
            "App.com",
            "*",
            &long,
            &longer,
        ] {
            assert!(text.parse::<DomainName>().is_err(), "{text}");
        }
    }
}
