//! Settings for requests of other origins, wherever a template has them: of a bucket, a function URL, a policy.

use crate::check::Deployed;
use crate::template::{Known, Resource, Term};

/// Settings of one kind or another.
#[derive(Debug)]
pub struct Cors<'a> {
    /// Who has them.
    pub holder: Holder,
    /// The resource.
    pub resource: &'a Resource,
    /// The settings; of a bucket, one rule of them.
    pub term: &'a Term,
}

/// Who has settings for requests of other origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// A bucket: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-corsrule.html>.
    Bucket,
    /// A function URL: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-url-cors.html>.
    Url,
    /// A response headers policy: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#understanding-response-headers-policies-cors>.
    Policy,
}

impl Holder {
    /// The methods that it takes in its list.
    pub const fn methods(self) -> &'static [&'static str] {
        match self {
            Self::Bucket => &["GET", "PUT", "HEAD", "POST", "DELETE"],
            Self::Url => &["GET", "PUT", "HEAD", "POST", "PATCH", "DELETE", "*"],
            Self::Policy => &[
                "GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "ALL",
            ],
        }
    }

    /// `the bucket` and so on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bucket => "a CORS rule of a bucket",
            Self::Url => "`Cors` of a function URL",
            Self::Policy => "a response headers policy",
        }
    }
}

impl<'a> Cors<'a> {
    /// All settings of the template; of a bucket, each rule.
    pub fn read_all(deployed: &Deployed<'a>) -> Vec<Self> {
        let mut found = Vec::new();
        let mut add = |holder, resource, term| {
            found.push(Self {
                holder,
                resource,
                term,
            });
        };
        for (_, bucket) in deployed.of_kind("AWS::S3::Bucket") {
            let rules = bucket.properties.find(&["CorsConfiguration", "CorsRules"]);
            for rule in rules.map(Term::items).unwrap_or_default() {
                add(Holder::Bucket, bucket, rule);
            }
        }
        for (_, url) in deployed.of_kind("AWS::Lambda::Url") {
            if let Some(term) = url.properties.get("Cors") {
                add(Holder::Url, url, term);
            }
        }
        for (_, policy) in deployed.of_kind("AWS::CloudFront::ResponseHeadersPolicy") {
            let way = ["ResponseHeadersPolicyConfig", "CorsConfig"];
            if let Some(term) = policy.properties.find(&way) {
                add(Holder::Policy, policy, term);
            }
        }
        found
    }

    /// The methods that it allows.
    pub fn methods(&self) -> &'a [Term] {
        self.listed(
            "AllowedMethods",
            "AllowMethods",
            "AccessControlAllowMethods",
        )
    }

    /// The headers that it allows.
    pub fn headers(&self) -> &'a [Term] {
        self.listed(
            "AllowedHeaders",
            "AllowHeaders",
            "AccessControlAllowHeaders",
        )
    }

    /// The origins that it allows.
    pub fn origins(&self) -> &'a [Term] {
        self.listed(
            "AllowedOrigins",
            "AllowOrigins",
            "AccessControlAllowOrigins",
        )
    }

    /// Whether it is said that requests may carry credentials. Of a bucket it cannot be said.
    pub fn allows_credentials(&self) -> bool {
        let key = match self.holder {
            Holder::Bucket => return false,
            Holder::Url => "AllowCredentials",
            Holder::Policy => "AccessControlAllowCredentials",
        };
        self.term.get(key).and_then(Term::bool) == Some(Known::Yes(true))
    }

    fn listed(&self, of_bucket: &str, of_url: &str, of_policy: &str) -> &'a [Term] {
        let list = match self.holder {
            Holder::Bucket => self.term.get(of_bucket),
            Holder::Url => self.term.get(of_url),
            Holder::Policy => self.term.find(&[of_policy, "Items"]),
        };
        list.map(Term::items).unwrap_or_default()
    }
}

/// Those of a list that are known.
pub fn known_texts(list: &[Term]) -> impl Iterator<Item = (&Term, String)> {
    list.iter().filter_map(|term| {
        let text = term.text()?;
        Some((term, text.as_known()?.to_owned()))
    })
}
