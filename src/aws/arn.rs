//! An Amazon Resource Name and its parts.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// `arn:partition:service:region:account:resource`, complete; in a policy its parts may hold `*`, `?` and variables.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arn {
    /// `aws`, `aws-cn`, …
    pub partition: String,
    /// The namespace of the service, such as `s3`.
    pub service: String,
    /// The region, empty for what lies in none, as a role or a bucket.
    pub region: String,
    /// The twelve digits of the account, empty where the name needs none, as for a bucket; `aws` or the name of a
    /// service for what belongs to AWS.
    pub account: String,
    /// All the rest, with the `:` and `/` in it: `function:name:version`, `role/path/name`, `bucket/key`.
    pub resource: String,
}

impl Arn {
    /// Whether a distribution can present this certificate to its viewers: those of ACM must lie in `us-east-1`.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html>.
    pub fn is_certificate_for_cloudfront(&self) -> bool {
        self.service == "acm"
            && self.region == "us-east-1"
            && self.resource.starts_with("certificate/")
    }
}

impl FromStr for Arn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", partition, service, region, account, resource] = parts[..] else {
            return Err(format!(
                "`{text}` is not an ARN: that has six parts, `arn:partition:service:region:account:resource`"
            ));
        };
        for (part, what) in [
            (partition, "partition"),
            (service, "service"),
            (resource, "resource"),
        ] {
            if part.is_empty() {
                return Err(format!("`{text}` is not an ARN: its {what} is empty"));
            }
        }
        Ok(Self {
            partition: partition.to_owned(),
            service: service.to_owned(),
            region: region.to_owned(),
            account: account.to_owned(),
            resource: resource.to_owned(),
        })
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            partition,
            service,
            region,
            account,
            resource,
        } = self;
        write!(
            formatter,
            "arn:{partition}:{service}:{region}:{account}:{resource}"
        )
    }
}

impl Serialize for Arn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Arn;

    #[test]
    fn parts() {
        let arn: Arn = "arn:aws:lambda:us-east-1:123456789012:function:ai:7"
            .parse()
            .unwrap();
        assert_eq!(
            (arn.service.as_str(), arn.resource.as_str()),
            ("lambda", "function:ai:7")
        );
        let oai = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1";
        assert_eq!(oai.parse::<Arn>().unwrap().account, "cloudfront");
    }

    #[test]
    fn what_is_no_arn() {
        for text in [
            "",
            "arn:aws:s3",
            "arn:aws:s3:::",
            "arn::s3:::bucket",
            "urn:aws:s3:::bucket",
        ] {
            assert!(text.parse::<Arn>().is_err(), "{text}");
        }
    }

    #[test]
    fn certificates_for_cloudfront_lie_in_virginia() {
        let certificate = |region| -> Arn {
            format!("arn:aws:acm:{region}:123456789012:certificate/1f")
                .parse()
                .unwrap()
        };
        assert!(certificate("us-east-1").is_certificate_for_cloudfront());
        assert!(!certificate("eu-west-1").is_certificate_for_cloudfront());
    }

    proptest! {
        #[test]
        fn what_is_read_is_printed(text in "arn:[a-z-]{1,6}:[a-z0-9]{1,6}:[a-z0-9-]{0,9}:[0-9]{0,12}:[a-z:/*]{1,9}") {
            prop_assert_eq!(text.parse::<Arn>().unwrap().to_string(), text);
        }
    }
}
