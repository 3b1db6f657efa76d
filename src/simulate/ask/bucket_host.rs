//! Hosts of S3: which bucket a host and a path name.

use super::super::request::Target;
use super::Asked;
use super::target::Door;

impl Asked<'_> {
    /// A host of S3: of a bucket (`BUCKET.s3.REGION.amazonaws.com` and its other forms), of all of them (path style), or
    /// of a website. `None` if the host is none of S3's.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>
    pub(super) fn at_bucket_host(&self, host: &str, path: &str) -> Result<Option<Door>, String> {
        let suffix = self.world.resources.settings.partition().url_suffix();
        let Some(stem) = host
            .strip_suffix(suffix)
            .and_then(|stem| stem.strip_suffix('.'))
        else {
            return Ok(None);
        };
        let Some((bucket, service)) = split_service(stem) else {
            return Ok(None);
        };
        let region = service.region.unwrap_or("us-east-1");
        let own = self.world.resources.settings.region.as_str();
        if service.region.is_some() && region != own {
            return Err(format!(
                "`{host}` lies in {region}, and this template is deployed in {own}; `--region` says another"
            ));
        }
        let (bucket, path) = if let Some(bucket) = bucket {
            (bucket.to_owned(), path.to_owned())
        } else {
            let inner = path.trim_start_matches('/');
            let (bucket, path) = inner.split_once('/').unwrap_or((inner, ""));
            (bucket.to_owned(), format!("/{path}"))
        };
        if bucket.is_empty() {
            return Err(format!(
                "`{host}` without a bucket in the path lists buckets, which is not answered here"
            ));
        }
        let target = match (self.bucket_named(&bucket), service.is_website) {
            (Target::Bucket(id), true) => Target::Website(id),
            (other, false) => other,
            (_, true) => {
                return Err(format!(
                    "the website of the bucket `{bucket}` is not in the template"
                ));
            }
        };
        Ok(Some(Door {
            target,
            host: host.to_owned(),
            path,
        }))
    }
}

struct Service<'a> {
    region: Option<&'a str>,
    is_website: bool,
}

/// `bucket.s3.region`, `bucket.s3-region`, `bucket.s3.dualstack.region`, `bucket.s3-website.region`, and all of them
/// without the bucket.
fn split_service(stem: &str) -> Option<(Option<&str>, Service<'_>)> {
    let (bucket, rest) = match stem.rfind(".s3") {
        Some(dot) => (Some(&stem[..dot]), &stem[dot + 1..]),
        None => (None, stem),
    };
    let tail = rest.strip_prefix("s3")?;
    let website = tail.strip_prefix("-website");
    let region = website.unwrap_or(tail);
    let region = region.strip_prefix(".dualstack").unwrap_or(region);
    let region = match region.strip_prefix(['.', '-']) {
        Some("") => return None,
        Some(region) if region.contains('.') => return None,
        Some(region) => Some(region),
        None if region.is_empty() => None,
        None => return None,
    };
    let is_website = website.is_some();
    Some((
        bucket.filter(|bucket| !bucket.is_empty()),
        Service { region, is_website },
    ))
}

#[cfg(test)]
mod tests {
    use super::split_service;

    #[test]
    fn hosts_of_buckets() {
        for (stem, bucket, region, website) in [
            ("photos.s3", Some("photos"), None, false),
            (
                "photos.s3.eu-west-1",
                Some("photos"),
                Some("eu-west-1"),
                false,
            ),
            (
                "photos.s3-eu-west-1",
                Some("photos"),
                Some("eu-west-1"),
                false,
            ),
            (
                "photos.s3.dualstack.eu-west-1",
                Some("photos"),
                Some("eu-west-1"),
                false,
            ),
            ("a.b.s3.eu-west-1", Some("a.b"), Some("eu-west-1"), false),
            (
                "photos.s3-website-us-east-1",
                Some("photos"),
                Some("us-east-1"),
                true,
            ),
            (
                "photos.s3-website.eu-central-1",
                Some("photos"),
                Some("eu-central-1"),
                true,
            ),
            ("s3.eu-west-1", None, Some("eu-west-1"), false),
            ("s3", None, None, false),
        ] {
            let (found, service) = split_service(stem).unwrap();
            assert_eq!(
                (found, service.region, service.is_website),
                (bucket, region, website),
                "{stem}"
            );
        }
        assert!(split_service("sqs.eu-west-1").is_none());
    }
}
