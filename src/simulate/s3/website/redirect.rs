//! Redirects of a website: for all requests, or for those that a rule takes.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html>

use crate::aws::website_endpoint;
use crate::diag::Path;
use crate::simulate::answer::Response;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::simulate::s3::door::{Door, Reply};
use crate::simulate::s3::{BucketRequest, encoded};
use crate::template::{Known, Term, Text};

/// A rule; without a condition it takes every request.
#[derive(Debug)]
pub(super) struct RoutingRule {
    /// How a key begins.
    pub(super) prefix: Option<Text>,
    /// The error that must have occurred.
    pub(super) error: Option<Text>,
    pub(super) redirect: Redirect,
}

/// Where requests are sent.
#[derive(Debug)]
pub(in crate::simulate::s3) struct Redirect {
    host: Option<Text>,
    protocol: Option<Text>,
    status: Option<Known<u64>>,
    key: NewKey,
    at: Path,
}

/// What becomes of the key.
#[derive(Debug)]
enum NewKey {
    /// It stays.
    Same,
    /// Its beginning is replaced.
    Prefix(Text),
    /// It is replaced.
    Whole(Text),
}

impl RoutingRule {
    pub(super) fn read(rule: &Term) -> Self {
        let condition = |name| rule.text_at(&["RoutingRuleCondition", name]);
        Self {
            prefix: condition("KeyPrefixEquals"),
            error: condition("HttpErrorCodeReturnedEquals"),
            redirect: Redirect::read(rule.get("RedirectRule").unwrap_or(rule)),
        }
    }
}

impl Redirect {
    pub(super) fn read(redirect: &Term) -> Self {
        let text = |name| redirect.text_at(&[name]);
        let key = match (text("ReplaceKeyPrefixWith"), text("ReplaceKeyWith")) {
            (Some(prefix), _) => NewKey::Prefix(prefix),
            (None, Some(whole)) => NewKey::Whole(whole),
            (None, None) => NewKey::Same,
        };
        Self {
            host: text("HostName"),
            protocol: text("Protocol"),
            status: redirect.get("HttpRedirectCode").and_then(Term::number),
            key,
            at: redirect.at.clone(),
        }
    }

    /// Sends the request elsewhere: with 301, where no other status is given, and to the protocol and the host at which
    /// it came, where none are given. `rest` is the key without what its rule wants it to begin with; none where all
    /// requests are sent elsewhere, with the path as it is.
    pub(super) fn answer(
        &self,
        run: &mut Run,
        door: &Door,
        request: &BucketRequest,
        rest: Option<&str>,
    ) -> Response {
        let status = match &self.status {
            None => 301,
            Some(Known::Yes(status)) => u16::try_from(*status).unwrap_or(301),
            Some(Known::No(fact)) => {
                let taken = run
                    .trial
                    .choose(fact.as_str(), std::slice::from_ref(fact), 3);
                [301, 302, 307].get(taken).copied().unwrap_or(301)
            }
        };
        let reply = Reply {
            reason: Reason::WebsiteRedirect,
            ..Reply::done(status)
        };
        let mut response = door.answer(run, &reply.by(Some(&self.at)));
        let protocol = self
            .protocol
            .as_ref()
            .map_or_else(|| "http".to_owned(), Text::to_string);
        let host = self.host.as_ref().map_or_else(
            || {
                let endpoint = website_endpoint(&run.world.resources.settings.region);
                format!("{}.{endpoint}", door.bucket.name)
            },
            Text::to_string,
        );
        let path = match (&self.key, rest) {
            (_, None) => request.path.to_owned(),
            (NewKey::Same, Some(_)) => format!("/{}", encoded(door.key.unwrap_or_default())),
            (NewKey::Prefix(prefix), Some(rest)) => {
                format!("/{}{}", encoded_text(prefix), encoded(rest))
            }
            (NewKey::Whole(whole), Some(_)) => format!("/{}", encoded_text(whole)),
        };
        response.location = Some(format!("{protocol}://{host}{path}"));
        response
    }
}

fn encoded_text(text: &Text) -> String {
    text.as_known().map_or_else(|| text.to_string(), encoded)
}
