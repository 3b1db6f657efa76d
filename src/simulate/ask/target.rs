//! At whose door a request comes: the host and path of a URL, looked up.

use super::super::request::{Headers, Http, Target};
use super::super::s3::encoded;
use super::super::world::ResourceId;
use super::{Asked, Question, body, is_http_1_0, method};
use crate::template::Text;

const DISTRIBUTION: &str = "AWS::CloudFront::Distribution";
const BUCKET: &str = "AWS::S3::Bucket";
const URL: &str = "AWS::Lambda::Url";

/// A host and a raw path.
pub(super) struct Door {
    pub(super) target: Target,
    pub(super) host: String,
    pub(super) path: String,
}

impl Asked<'_> {
    /// The request by HTTP that a question asks.
    pub(super) fn http(&self, question: &Question) -> Result<Http, String> {
        let (method, other_method) = method(question)?;
        let (location, https) = match (&question.url, &question.path) {
            (Some(_), Some(_)) => {
                return Err("`url` and `path` both say where; one of them does".to_owned());
            }
            (Some(url), None) => (url.as_str(), !url.starts_with("http://")),
            (None, Some(path)) => (path.as_str(), true),
            (None, None) => {
                return Err(
                    "nothing is asked: a request has `url` or `path`, an action has `action` and `resource`"
                        .to_owned(),
                );
            }
        };
        let (location, query) = match location.split_once('?') {
            // In the key of an object a `?` is a character as any other.
            Some(_) if location.starts_with("s3://") => (location, None),
            Some((location, query)) => (location, Some(query.to_owned())),
            None => (location, None),
        };
        let door = self.door(location)?;
        let https = https && !question.http.unwrap_or(false);
        if https && matches!(door.target, Target::Website(_)) {
            // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html>
            return Err(
                "nobody answers https at a website endpoint of S3; ask by `http://`".to_owned(),
            );
        }
        Ok(Http {
            method,
            other_method,
            target: door.target,
            path: door.path,
            query,
            https,
            http_1_0: is_http_1_0(question)?,
            headers: Headers(
                question
                    .headers
                    .iter()
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
            ),
            body: body(question),
            host: door.host,
        })
    }

    fn door(&self, location: &str) -> Result<Door, String> {
        if location.starts_with('/') {
            let id = self.only_distribution("a path alone")?;
            return Ok(self.at_distribution(id, location));
        }
        if let Some(rest) = location.strip_prefix("s3://") {
            return self.at_bucket_by_name(rest);
        }
        let Some((scheme, rest)) = location.split_once("://") else {
            return Err(format!(
                "`{location}` is not a URL: it begins with `https://`, `http://` or `s3://`, or is a path beginning with `/`"
            ));
        };
        if scheme != "https" && scheme != "http" {
            return Err(format!(
                "`{scheme}` is not a scheme that is asked here; `https`, `http` and `s3` are"
            ));
        }
        if location.contains('#') {
            return Err(
                "what follows `#` is never sent; write `%23` for a `#` in a path".to_owned(),
            );
        }
        let (host, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, "/"),
        };
        self.at_host(host, path)
    }

    fn at_host(&self, host: &str, path: &str) -> Result<Door, String> {
        let bare = host
            .strip_prefix('<')
            .and_then(|host| host.strip_suffix('>'));
        if let Some(id) = self.named(bare.unwrap_or(host)) {
            return self.at_resource(host, id, path);
        }
        let (name, port) = host.split_once(':').unwrap_or((host, ""));
        if !matches!(port, "" | "80" | "443") {
            return Err(format!("`{host}`: only the ports 80 and 443 are answered"));
        }
        let name = name.to_ascii_lowercase();
        if name.is_empty() {
            return Err("the URL has no host".to_owned());
        }
        if let Some(id) = self.distribution_of(&name)? {
            return Ok(Door {
                host: name,
                ..self.at_distribution(id, path)
            });
        }
        if let Some(door) = self.at_bucket_host(&name, path)? {
            return Ok(door);
        }
        if name.contains(".lambda-url.") {
            return self.at_function_url(&name, path);
        }
        Err(format!(
            "`{host}` is no host of this template; it has {}",
            self.known_hosts()
        ))
    }

    fn known_hosts(&self) -> String {
        let several = [
            (DISTRIBUTION, "the distributions"),
            (BUCKET, "the buckets"),
            (URL, "the function URLs"),
        ];
        let known: Vec<String> = several
            .iter()
            .map(|(kind, what)| (what, self.all_of(kind)))
            .filter(|(_, all)| !all.is_empty())
            .map(|(what, all)| format!("{what} {all}"))
            .collect();
        if known.is_empty() {
            return "no distribution, bucket or function URL".to_owned();
        }
        format!("{}, which `https://LOGICALID/…` names", known.join(", "))
    }

    fn at_resource(&self, word: &str, id: ResourceId, path: &str) -> Result<Door, String> {
        let resource = self.world.resources.get(id);
        match resource.kind.as_str() {
            DISTRIBUTION => Ok(self.at_distribution(id, path)),
            BUCKET => {
                let host = resource.attribute("RegionalDomainName");
                Ok(Door {
                    target: Target::Bucket(id),
                    host: host.map(ToString::to_string).unwrap_or_default(),
                    path: path.to_owned(),
                })
            }
            URL => Ok(self.at_url(id, path)),
            "AWS::Lambda::Function" => {
                let arn = resource.attribute("Arn");
                let mut urls = self.world.resources.of_kind(URL);
                let own = urls.find(|(_, url)| url.attribute("FunctionArn") == arn);
                match own {
                    Some((url, _)) => Ok(self.at_url(url, path)),
                    None => Err(format!("the function `{word}` has no URL in the template")),
                }
            }
            other => Err(format!(
                "`{word}` is of type {other}, which answers no requests; a distribution, a bucket and a function URL do"
            )),
        }
    }

    fn at_distribution(&self, id: ResourceId, path: &str) -> Door {
        let domain = self.world.resources.get(id).attribute("DomainName");
        Door {
            target: Target::Distribution(id),
            host: domain
                .map(|domain| domain.to_string().to_ascii_lowercase())
                .unwrap_or_default(),
            path: path.to_owned(),
        }
    }

    fn at_url(&self, id: ResourceId, path: &str) -> Door {
        Door {
            target: Target::FunctionUrl(id),
            host: self.url_host(id),
            path: path.to_owned(),
        }
    }

    /// The host of a function URL, `https://HOST/`, in lower case.
    fn url_host(&self, id: ResourceId) -> String {
        let url = self.world.resources.get(id).attribute("FunctionUrl");
        let url = url.map(ToString::to_string).unwrap_or_default();
        let host = url.trim_start_matches("https://").trim_end_matches('/');
        host.to_ascii_lowercase()
    }

    fn only_distribution(&self, what: &str) -> Result<ResourceId, String> {
        let all: Vec<ResourceId> = self
            .world
            .resources
            .of_kind(DISTRIBUTION)
            .map(|(id, _)| id)
            .collect();
        match all[..] {
            [only] => Ok(only),
            [] => Err(format!(
                "{what} means the only distribution, and this template has none; write `https://LOGICALID/…` or `s3://BUCKET/…`"
            )),
            _ => Err(format!(
                "{what} means the only distribution, and this template has several: {}; write `https://LOGICALID/…`",
                self.all_of(DISTRIBUTION)
            )),
        }
    }

    /// The distribution that answers at a host: by its alias, by its own name, or as the only one there is.
    fn distribution_of(&self, host: &str) -> Result<Option<ResourceId>, String> {
        let hosts = self.world.cloudfront.hosts();
        if let Some(id) = hosts.find(host) {
            return Ok(Some(id));
        }
        // An alias that is not known: whoever asks for this host takes it to be that one.
        if let [(id, _)] = hosts.may_be(host)[..] {
            return Ok(Some(id));
        }
        if host.ends_with(".cloudfront.net") {
            return self
                .only_distribution("a host below cloudfront.net that the template does not name")
                .map(Some);
        }
        Ok(None)
    }

    fn at_function_url(&self, host: &str, path: &str) -> Result<Door, String> {
        let all: Vec<ResourceId> = self
            .world
            .resources
            .of_kind(URL)
            .map(|(id, _)| id)
            .collect();
        let named = all.iter().find(|id| self.url_host(**id) == host);
        match (named, &all[..]) {
            (Some(id), _) | (None, [id]) => Ok(Door {
                host: host.to_owned(),
                ..self.at_url(*id, path)
            }),
            (None, []) => Err("this template has no function URL".to_owned()),
            (None, _) => Err(format!(
                "which function URL `{host}` is, AWS alone knows; write `https://LOGICALID/…` with one of {}",
                self.all_of(URL)
            )),
        }
    }

    /// `s3://BUCKET/KEY`: the key is the object's own, not a path that is still to be decoded.
    fn at_bucket_by_name(&self, rest: &str) -> Result<Door, String> {
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err("`s3://` names no bucket".to_owned());
        }
        let target = self.bucket_named(bucket);
        Ok(Door {
            host: format!(
                "{}.s3.{}.amazonaws.com",
                bucket.to_ascii_lowercase(),
                self.world.resources.settings.region
            ),
            target,
            path: format!("/{}", encoded(key)),
        })
    }

    /// A bucket by its logical id, the stack file's name, or its physical name.
    pub(super) fn bucket_named(&self, bucket: &str) -> Target {
        if let Some(id) = self.named(bucket)
            && self.kind(id) == BUCKET
        {
            return Target::Bucket(id);
        }
        let name = Text::from(bucket);
        let mut buckets = self.world.resources.of_kind(BUCKET);
        match buckets.find(|(_, known)| known.reference.as_ref() == Some(&name)) {
            Some((id, _)) => Target::Bucket(id),
            None => Target::OutsideBucket(name),
        }
    }
}
