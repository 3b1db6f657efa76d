//! Regions and the partitions in which they lie.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// A region by its code, such as `us-east-1`. AWS opens new ones all the time, so any name of the right form is one;
/// those that were there in November 2026 are known.
///
/// Source: <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Region(String);

/// A group of regions with accounts, ARNs and domains of its own.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Partition {
    /// `aws`.
    Aws,
    /// `aws-cn`, China.
    China,
    /// `aws-us-gov`, AWS `GovCloud` (US).
    GovCloud,
    /// `aws-eusc`, the European Sovereign Cloud.
    EuropeanSovereign,
}

impl Region {
    /// The code, `us-east-1`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this region was there in November 2026; if not it is newer, or a slip of the finger.
    pub fn is_known(&self) -> bool {
        self.availability().is_some()
    }

    /// The partition, which the beginning of the code tells.
    pub fn partition(&self) -> Partition {
        if self.0.starts_with("cn-") {
            Partition::China
        } else if self.0.starts_with("us-gov-") {
            Partition::GovCloud
        } else if self.0.starts_with("eusc-") {
            Partition::EuropeanSovereign
        } else {
            Partition::Aws
        }
    }

    /// Whether a distribution can read a bucket in this region by an origin access identity: not in a region that an
    /// account must opt in to, nor in one that was opened after January 2023. `None` if the region is not known.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html#private-content-restricting-access-to-s3-overview>.
    pub fn origin_access_identity_supported(&self) -> Option<bool> {
        // What has been opened in the partition `aws` since March 2019 is opt-in. The European Sovereign Cloud is
        // not, and dates from 2026.
        let is_new = self.partition() == Partition::EuropeanSovereign;
        self.availability()
            .map(|availability| availability == "default" && !is_new)
    }

    fn availability(&self) -> Option<&'static str> {
        let mut rows = include_str!("data/regions.csv").lines().skip(1);
        rows.find_map(|row| row.split_once(',').filter(|(code, _)| *code == self.0))
            .map(|(_, availability)| availability)
    }
}

impl FromStr for Region {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        let all =
            |part: &str, is: fn(&u8) -> bool| !part.is_empty() && part.bytes().all(|b| is(&b));
        let parts: Vec<&str> = code.split('-').collect();
        match parts[..] {
            [_, isolated, _, _] if isolated.starts_with("iso") => Err(format!(
                "`{code}` lies in an isolated partition, about which AWS publishes nothing"
            )),
            [ref words @ .., number]
                if (2..=3).contains(&words.len())
                    && words.iter().all(|word| all(word, u8::is_ascii_lowercase))
                    && all(number, u8::is_ascii_digit) =>
            {
                Ok(Self(code.to_owned()))
            }
            _ => Err(format!(
                "`{code}` is not a region; those have the form of `us-east-1`"
            )),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Partition {
    /// The second part of an ARN, and the value of `AWS::Partition`.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::China => "aws-cn",
            Self::GovCloud => "aws-us-gov",
            Self::EuropeanSovereign => "aws-eusc",
        }
    }

    /// The domain in which the services of the partition answer, and the value of `AWS::URLSuffix`; that of the
    /// European Sovereign Cloud stands in the SDKs alone.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>.
    pub const fn url_suffix(self) -> &'static str {
        match self {
            Self::Aws | Self::GovCloud => "amazonaws.com",
            Self::China => "amazonaws.com.cn",
            Self::EuropeanSovereign => "amazonaws.eu",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Partition, Region};

    fn region(code: &str) -> Region {
        code.parse().unwrap()
    }

    #[test]
    fn every_row_is_a_known_region() {
        for row in include_str!("data/regions.csv").lines().skip(1) {
            let (code, availability) = row.split_once(',').unwrap();
            assert!(region(code).is_known());
            assert!(["default", "opt-in"].contains(&availability), "{row}");
        }
    }

    #[test]
    fn partitions() {
        assert_eq!(region("eu-west-1").partition().name(), "aws");
        assert_eq!(
            region("cn-north-1").partition().url_suffix(),
            "amazonaws.com.cn"
        );
        assert_eq!(region("us-gov-west-1").partition(), Partition::GovCloud);
        assert_eq!(
            region("eusc-de-east-1").partition(),
            Partition::EuropeanSovereign
        );
    }

    #[test]
    fn where_an_origin_access_identity_reads() {
        assert_eq!(
            region("us-east-1").origin_access_identity_supported(),
            Some(true)
        );
        assert_eq!(
            region("il-central-1").origin_access_identity_supported(),
            Some(false)
        );
        assert_eq!(
            region("af-south-1").origin_access_identity_supported(),
            Some(false)
        );
        assert_eq!(
            region("eusc-de-east-1").origin_access_identity_supported(),
            Some(false)
        );
        assert_eq!(region("sa-west-1").origin_access_identity_supported(), None);
    }

    #[test]
    fn what_is_no_region() {
        for code in [
            "",
            "us-east",
            "us-east-1a",
            "US-EAST-1",
            "virginia",
            "us-iso-east-1",
            "us--1",
        ] {
            assert!(code.parse::<Region>().is_err(), "{code}");
        }
    }
}
