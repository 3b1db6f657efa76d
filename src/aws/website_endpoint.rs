//! The host under which a region serves buckets as websites.

use super::Region;

/// Regions whose website endpoints have a hyphen before the region; all others have a dot.
///
/// Source: <https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints>.
const WITH_HYPHEN: &[&str] = &[
    "us-east-1",
    "us-west-1",
    "us-west-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "eu-west-1",
    "sa-east-1",
    "us-gov-west-1",
];

/// `s3-website-us-east-1.amazonaws.com`, before which the name of the bucket stands.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html>.
pub fn website_endpoint(region: &Region) -> String {
    let between = if WITH_HYPHEN.contains(&region.as_str()) {
        '-'
    } else {
        '.'
    };
    let suffix = region.partition().url_suffix();
    format!("s3-website{between}{region}.{suffix}")
}
