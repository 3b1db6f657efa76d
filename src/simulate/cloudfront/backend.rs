//! What stands behind the domain name of an origin: a bucket, a function URL, another distribution, or another host.

use super::hosts::Hosts;
use crate::simulate::s3::BucketRef;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Part, Term, Text};

/// What stands behind the domain name of an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Backend {
    /// A bucket, by the REST API or as a website.
    Bucket(BucketHost),
    /// A function URL of the template.
    FunctionUrl(ResourceId),
    /// A distribution of the template.
    Distribution(ResourceId),
    /// Any other host.
    Outside,
}

/// A bucket in the domain name of an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketHost {
    /// The name of the bucket.
    pub name: Text,
    /// The bucket of the template that has this name.
    pub bucket: Option<ResourceId>,
    /// The buckets of the template that may have it, because a part of one or the other name is not known.
    pub candidates: Vec<ResourceId>,
    /// Whether it is asked as a website.
    pub website: bool,
    /// The region whose endpoint it is; none for the global one.
    pub region: Option<String>,
}

impl BucketHost {
    /// The bucket, where it is settled which one it is.
    pub(super) fn reference(&self) -> BucketRef {
        match self.bucket {
            Some(id) => BucketRef::Inside(id),
            None => BucketRef::Outside(self.name.clone()),
        }
    }
}

impl Backend {
    /// Reads a domain name, which is compared without regard to case.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesDomainName>
    pub(super) fn read(resources: &Resources, hosts: &Hosts, domain: &Text) -> Self {
        if let Some(found) = bucket(resources, domain) {
            return Self::Bucket(found);
        }
        let lower = domain.lowercase();
        let url = resources.of_kind("AWS::Lambda::Url").find(|(_, resource)| {
            let url = resource.attribute("FunctionUrl").and_then(Text::as_known);
            url.and_then(host_of)
                .is_some_and(|host| lower.as_known() == Some(&host.to_lowercase()))
        });
        if let Some((id, _)) = url {
            return Self::FunctionUrl(id);
        }
        match lower.as_known().and_then(|host| hosts.find(host)) {
            Some(id) => Self::Distribution(id),
            None => Self::Outside,
        }
    }

    /// What stands behind an origin of a distribution, as the template writes it.
    pub(super) fn of_origin(resources: &Resources, hosts: &Hosts, origin: &Term) -> Self {
        let domain = origin.text_at(&["DomainName"]).unwrap_or_default();
        let is_bucket =
            origin.get("S3OriginConfig").is_some() && origin.get("CustomOriginConfig").is_none();
        let found = Self::read(resources, hosts, &domain);
        if is_bucket && found == Self::Outside && domain.as_known().is_none() {
            // A parameter for the domain name of a bucket.
            return Self::some_bucket(resources, &domain);
        }
        found
    }

    /// A bucket of which nothing is known but that it is one.
    fn some_bucket(resources: &Resources, domain: &Text) -> Self {
        let buckets = resources.of_kind("AWS::S3::Bucket");
        Self::Bucket(BucketHost {
            name: domain.clone(),
            bucket: None,
            candidates: buckets.map(|(id, _)| id).collect(),
            website: false,
            region: None,
        })
    }
}

/// The host of `https://HOST/`.
fn host_of(url: &str) -> Option<&str> {
    Some(url.strip_prefix("https://")?.trim_end_matches('/'))
}

/// The bucket that a domain name means: `BUCKET.s3.REGION.amazonaws.com` and the older and newer forms of it.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html>,
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html>
fn bucket(resources: &Resources, domain: &Text) -> Option<BucketHost> {
    let (head, tail) = last_known(domain)?;
    let lower = tail.to_lowercase();
    let suffix = format!(".{}", resources.settings.partition().url_suffix());
    let before_suffix = lower.strip_suffix(&suffix)?;
    // The name of a bucket may hold `.s3.` itself: the last one counts.
    let start = before_suffix
        .strip_suffix(".s3")
        .map(str::len)
        .or_else(|| {
            let marks = [".s3.", ".s3-"].into_iter();
            marks.filter_map(|mark| before_suffix.rfind(mark)).max()
        })?;
    let (website, region) = endpoint(&before_suffix[start + 3..])?;
    let mut name = head;
    name.push_known(&lower[..start]);
    if name.as_known() == Some("") || is_access_point(&name) {
        return None;
    }
    let (bucket, candidates) = of_the_template(resources, &name);
    Some(BucketHost {
        name,
        bucket,
        candidates,
        website,
        region: region.map(str::to_owned),
    })
}

/// What stands between `.s3` and the domain of the partition: whether it is a website endpoint, and its region.
fn endpoint(middle: &str) -> Option<(bool, Option<&str>)> {
    let is_region = |region: &&str| region.parse::<crate::aws::Region>().is_ok();
    if middle.is_empty() {
        return Some((false, None));
    }
    for (mark, website) in [
        ("-website.", true),
        ("-website-", true),
        (".dualstack.", false),
        ("-fips.dualstack.", false),
        ("-fips.", false),
        (".", false),
        ("-", false),
    ] {
        if let Some(region) = middle.strip_prefix(mark).filter(is_region) {
            return Some((website, Some(region)));
        }
    }
    None
}

/// An access point goes under a name that looks like that of a bucket.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
fn is_access_point(name: &Text) -> bool {
    let ends = |text: &str| text.ends_with("-s3alias") || text.ends_with("--ol-s3");
    matches!(name.parts().last(), Some(Part::Known(tail)) if ends(tail))
}

/// The bucket of the template that has a name, and those that may have it.
fn of_the_template(resources: &Resources, name: &Text) -> (Option<ResourceId>, Vec<ResourceId>) {
    let mut candidates = Vec::new();
    let lower = name.lowercase();
    for (id, bucket) in resources.of_kind("AWS::S3::Bucket") {
        let Some(own) = &bucket.reference else {
            continue;
        };
        if own.lowercase() == lower {
            return (Some(id), Vec::new());
        }
        if own.as_known().is_none() || name.as_known().is_none() {
            candidates.push(id);
        }
    }
    (None, candidates)
}

/// The last piece of a text, which is known, and what stands before it.
fn last_known(text: &Text) -> Option<(Text, &str)> {
    match text.parts() {
        [before @ .., Part::Known(tail)] => Some((before.iter().cloned().collect(), tail)),
        [.., Part::Unknown(_)] | [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Backend, BucketHost};
    use crate::simulate::deployed::world;
    use crate::template::{Fact, Text};

    const TEMPLATE: &str = r#"
Parameters: { Name: { Type: String }, Other: { Type: String } }
Resources:
  Known: { Type: AWS::S3::Bucket, Properties: { BucketName: photos.s3.example } }
  Made: { Type: AWS::S3::Bucket }
  Named: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }
  Api: { Type: AWS::Lambda::Url, Properties: { AuthType: NONE, TargetFunctionArn: f } }
  Site:
    Type: AWS::CloudFront::Distribution
    Properties: { DistributionConfig: { Enabled: true, Aliases: ["*.example.com"] } }
"#;

    fn said(domain: &Text) -> String {
        let world = world(TEMPLATE);
        let hosts = world.cloudfront.hosts();
        let name = |id| world.resources.name(id);
        match Backend::read(&world.resources, hosts, domain) {
            Backend::Bucket(BucketHost {
                name: bucket_name,
                bucket,
                candidates,
                website,
                region,
            }) => {
                let bucket =
                    bucket.map_or_else(|| bucket_name.to_string(), |id| name(id).to_owned());
                let maybe = candidates.iter().map(|id| format!("?{}", name(*id)));
                let website = if website { " website" } else { "" };
                let region = region
                    .map(|region| format!(" {region}"))
                    .unwrap_or_default();
                format!("{bucket}{website}{region}{}", maybe.collect::<String>())
            }
            Backend::FunctionUrl(id) => format!("url {}", name(id)),
            Backend::Distribution(id) => format!("distribution {}", name(id)),
            Backend::Outside => "outside".to_owned(),
        }
    }

    #[test]
    fn what_stands_behind_a_domain_name() {
        for (domain, expected) in [
            ("photos.s3.example.s3.amazonaws.com", "Known"),
            (
                "photos.s3.example.s3.us-east-1.amazonaws.com",
                "Known us-east-1",
            ),
            (
                "PHOTOS.s3.example.S3.us-east-1.amazonaws.com",
                "Known us-east-1",
            ),
            (
                "photos.s3.example.s3-us-west-2.amazonaws.com",
                "Known us-west-2",
            ),
            (
                "photos.s3.example.s3.dualstack.eu-west-1.amazonaws.com",
                "Known eu-west-1",
            ),
            (
                "photos.s3.example.s3-website-us-east-1.amazonaws.com",
                "Known website us-east-1",
            ),
            (
                "photos.s3.example.s3-website.eu-central-1.amazonaws.com",
                "Known website eu-central-1",
            ),
            (
                "stack-made-<Made>.s3.us-east-1.amazonaws.com",
                "Made us-east-1",
            ),
            (
                "elsewhere.s3.us-east-1.amazonaws.com",
                "elsewhere us-east-1?Named",
            ),
            ("ap-x-s3alias.s3.us-east-1.amazonaws.com", "outside"),
            ("x.accesspoint.s3-global.amazonaws.com", "outside"),
            ("s3.us-east-1.amazonaws.com", "outside"),
            (".s3.us-east-1.amazonaws.com", "outside"),
            ("photos.s3.us-east-1.amazonaws.com.cn", "outside"),
            ("<Api>.lambda-url.us-east-1.on.aws", "url Api"),
            ("abc.lambda-url.us-east-1.on.aws", "outside"),
            ("<Site>.cloudfront.net", "distribution Site"),
            ("www.example.com", "distribution Site"),
            ("d111.cloudfront.net", "outside"),
            ("api.example.org", "outside"),
            ("", "outside"),
        ] {
            assert_eq!(said(&Text::from(domain)), expected, "{domain}");
        }
    }

    #[test]
    fn a_name_that_is_not_known_is_compared_as_far_as_it_goes() {
        let of = |parameter: &str| {
            let fact = Fact::new(format!("parameter {parameter}"));
            Text::from(fact).and(".s3.us-east-1.amazonaws.com")
        };
        assert_eq!(said(&of("Name")), "Named us-east-1");
        assert_eq!(
            said(&of("Other")),
            "{parameter Other} us-east-1?Known?Made?Named"
        );
        assert_eq!(said(&Text::from(Fact::new("parameter Other"))), "outside");
    }
}
