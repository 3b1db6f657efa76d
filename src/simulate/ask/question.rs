//! A question in words, as a line of a batch, a case of a test or the command line asks it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::source::Node;

/// A question whose names are not looked up yet. Every field may be left out, but not every combination means something.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Anything by which the one who asks knows the answer again; it is given back.
    #[serde(default, skip_serializing)]
    pub id: Option<Node>,
    /// The method of a request, `GET` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The URL: `https://HOST/PATH`, `http://…`, `s3://BUCKET/KEY`; taken as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A path with its query, asked of the only distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// An action of an API, such as `s3:PutObject`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What the action is for: an ARN, `s3://BUCKET/KEY`, a logical id, or `*`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// Who asks: `anonymous` if left out.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub caller: Option<String>,
    /// Who signed the URL that is used; it wins over `as`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presigned_by: Option<String>,
    /// Condition keys with their values; `null` says that the request does not carry the key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub context: BTreeMap<String, Node>,
    /// Headers of the request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The body of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether the request comes by http instead of https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http: Option<bool>,
    /// The version of HTTP, such as `1.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_version: Option<Node>,
    /// Whether the object that is finally asked for does not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<bool>,
    /// The headers with which the origin answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin_headers: Option<BTreeMap<String, String>>,
    /// The status with which the origin answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin_status: Option<u16>,
    /// Whether custom error pages do not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_missing: Option<bool>,
    /// The policies that a principal has in its own account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_policies: Option<Vec<Node>>,
    /// The policy that was passed when the session began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_policy: Option<Node>,
    /// The switches of the account that block public access.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_public_access_block: Option<Switches>,
    /// The canned access control list of the object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_acl: Option<String>,
}

/// The four switches as they are written; one that is left out is off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "S3 has these four switches, each on or off for itself"
)]
pub struct Switches {
    /// Public access control lists cannot be set.
    #[serde(default)]
    pub block_public_acls: bool,
    /// Public access control lists do not count.
    #[serde(default)]
    pub ignore_public_acls: bool,
    /// A public bucket policy cannot be set.
    #[serde(default)]
    pub block_public_policy: bool,
    /// A public bucket policy lets in nobody but services and the own account.
    #[serde(default)]
    pub restrict_public_buckets: bool,
}

impl Question {
    /// The question that these words ask: `GET URL`, `URL`, or `ACTION RESOURCE`.
    ///
    /// # Errors
    /// What is not understood about them, and what would be.
    pub fn from_words(words: &[&str]) -> Result<Self, String> {
        let mut question = Self::default();
        match *words {
            [] => {
                return Err(
                    "a request is missing: `GET /path`, `GET https://HOST/path`, or `s3:GetObject RESOURCE`"
                        .to_owned(),
                );
            }
            [one] if is_location(one) => question.locate(one),
            [action, resource] if is_action(action) => {
                question.action = Some(action.to_owned());
                question.resource = Some(resource.to_owned());
            }
            [action] if is_action(action) => {
                return Err(format!(
                    "`{action}` for what? a resource follows: an ARN, `s3://BUCKET/KEY`, a logical id, or `*`"
                ));
            }
            [method, location] if is_location(location) => {
                question.method = Some(method.to_owned());
                question.locate(location);
            }
            [method, other] if method.chars().all(|c| c.is_ascii_uppercase()) => {
                return Err(format!(
                    "`{other}` is not a place to ask: that is a path beginning with `/`, `https://HOST/PATH`, or `s3://BUCKET/KEY`"
                ));
            }
            _ => {
                return Err(format!(
                    "`{}` is not a request: those are `GET /path`, `GET https://HOST/path`, and `s3:GetObject RESOURCE`",
                    words.join(" ")
                ));
            }
        }
        Ok(question)
    }

    /// Writes down what is meant where nothing was said, for the answer to show it.
    pub fn complete(&mut self) {
        if self.presigned_by.is_none() {
            self.caller.get_or_insert_with(|| "anonymous".to_owned());
        }
        if self.action.is_none() {
            self.method.get_or_insert_with(|| "GET".to_owned());
        }
    }

    fn locate(&mut self, location: &str) {
        let place = if location.starts_with('/') {
            &mut self.path
        } else {
            &mut self.url
        };
        *place = Some(location.to_owned());
    }
}

fn is_location(word: &str) -> bool {
    word.starts_with('/') || word.contains("://")
}

/// `s3:GetObject`, but not `s3://bucket`.
fn is_action(word: &str) -> bool {
    word.split_once(':').is_some_and(|(service, name)| {
        let is_word = |word: &str, more: &str| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || more.contains(c))
        };
        is_word(service, "-") && is_word(name, "")
    })
}

#[cfg(test)]
mod tests {
    use super::Question;

    fn asked(words: &str) -> Result<Question, String> {
        Question::from_words(&words.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn a_request_a_path_and_an_action() {
        let get = asked("GET https://d1.cloudfront.net/x?y").unwrap();
        assert_eq!(get.method.as_deref(), Some("GET"));
        assert_eq!(get.url.as_deref(), Some("https://d1.cloudfront.net/x?y"));
        assert_eq!(asked("/x").unwrap().path.as_deref(), Some("/x"));
        let put = asked("s3:PutObject s3://photos/x").unwrap();
        assert_eq!(put.action.as_deref(), Some("s3:PutObject"));
        assert_eq!(put.resource.as_deref(), Some("s3://photos/x"));
    }

    #[test]
    fn what_is_no_request_is_told() {
        assert!(asked("GET photos").unwrap_err().contains("not a place"));
        assert!(asked("s3:GetObject").unwrap_err().contains("for what"));
        assert!(
            asked("please answer me")
                .unwrap_err()
                .contains("is not a request")
        );
        assert!(Question::from_words(&[]).unwrap_err().contains("missing"));
    }
}
