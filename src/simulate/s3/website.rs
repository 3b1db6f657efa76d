//! The website endpoint of a bucket.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html>

mod redirect;

use redirect::{Redirect, RoutingRule};

use super::access;
use super::bucket::Bucket;
use super::door::{Door, Reply};
use super::encryption::{self, Use};
use super::query::Query;
use super::{BucketRequest, Method, implied, serve};
use crate::aws::wildcard::Case;
use crate::diag::Path;
use crate::simulate::answer::{AnsweredBy, Response, Verdict};
use crate::simulate::assumption::Assumption;
use crate::simulate::caller::Caller;
use crate::simulate::matching;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::template::{Fact, Term, Text, Trial};

/// What a bucket is as a website.
#[derive(Debug)]
pub(super) enum Website {
    /// None.
    None,
    /// It hangs on a fact.
    Unknown(Fact),
    /// All requests are sent elsewhere.
    Elsewhere(Redirect),
    /// A site.
    Site(Site),
}

/// A site: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-websiteconfiguration.html>.
#[derive(Debug)]
pub(super) struct Site {
    index: Option<Text>,
    error: Option<(Text, Path)>,
    rules: Vec<RoutingRule>,
    at: Path,
}

impl Website {
    pub(super) fn read(properties: &Term) -> Self {
        let Some(configuration) = properties.get("WebsiteConfiguration") else {
            return Self::None;
        };
        if let Some(fact) = configuration.unknown() {
            return Self::Unknown(fact.clone());
        }
        if let Some(all) = configuration.get("RedirectAllRequestsTo") {
            return Self::Elsewhere(Redirect::read(all));
        }
        let error = configuration.get("ErrorDocument");
        Self::Site(Site {
            index: configuration.text_at(&["IndexDocument"]),
            error: error.and_then(|term| Some((term.text()?.into_owned(), term.at.clone()))),
            rules: configuration
                .get("RoutingRules")
                .map_or(&[][..], Term::items)
                .iter()
                .map(RoutingRule::read)
                .collect(),
            at: configuration.at.clone(),
        })
    }
}

/// Answers a request. A website endpoint knows GET and HEAD of what everyone may read, and no signatures.
pub(super) fn respond(run: &mut Run, bucket: &Bucket, request: &BucketRequest) -> Response {
    let door = |key| Door {
        bucket,
        key,
        method: request.method,
    };
    if request.https {
        // Nothing answers there, so that there is no status.
        let reason = Reason::WebsiteWithoutHttps;
        let door = door(None);
        door.note(run, None, reason, None);
        return Response {
            status: None,
            ..Response::new(0, AnsweredBy::S3, bucket.id, reason)
        };
    }
    match request.method {
        Method::Get | Method::Head => {}
        Method::Options | Method::Put | Method::Post | Method::Patch | Method::Delete => {
            let reply = Reply::error(405, "MethodNotAllowed", Reason::MethodNotSupported);
            return door(None).answer(run, &reply);
        }
    }
    let none = Reply::error(404, "NoSuchWebsiteConfiguration", Reason::NoWebsite);
    let site = match &bucket.website {
        Website::None => return door(None).answer(run, &none),
        Website::Unknown(fact) => {
            let question = format!("{fact} makes bucket {} a website", bucket.name);
            let reply = if run.trial.whether(&question, std::slice::from_ref(fact)) {
                Reply::done(200)
            } else {
                none
            };
            return door(None).answer(run, &reply);
        }
        Website::Elsewhere(redirect) => {
            return redirect.answer(run, &door(None), request, None);
        }
        Website::Site(site) => site,
    };
    let asked = match serve::readable(run, request.path) {
        Ok(key) => key.unwrap_or_default(),
        Err(reply) => return door(None).answer(run, &reply),
    };
    let visit = Visit {
        bucket,
        site,
        request,
        asked: &asked,
    };
    visit.respond(run)
}

/// A request for a page of a site.
struct Visit<'a> {
    bucket: &'a Bucket,
    site: &'a Site,
    request: &'a BucketRequest<'a>,
    /// The key in the path, before the index document has its say.
    asked: &'a str,
}

impl Visit<'_> {
    fn respond(&self, run: &mut Run) -> Response {
        let first = |rule: &&RoutingRule, run: &mut Run| {
            rule.error.is_none() && rule.takes(self.asked, run.trial)
        };
        if let Some(rule) = self.site.rules.iter().find(|rule| first(rule, run)) {
            return self.redirect(run, rule);
        }
        let key = self.key();
        let door = Door {
            bucket: self.bucket,
            key: Some(&key),
            method: self.request.method,
        };
        let refused = if run.missing {
            // Were there a folder of that name with an index document, this would be the way to it: 302.
            // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html>
            if self.site.index.is_some() && !self.asked.is_empty() && !self.asked.ends_with('/') {
                run.assume(Assumption::NoFolderOfThatName);
            }
            // Whether it may be read or not: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html>.
            Reply::error(404, "NoSuchKey", Reason::NoSuchKey)
        } else {
            match self.read(run, &key) {
                Ok(()) => return door.answer(run, &Reply::done(200).by(Some(&self.site.at))),
                Err(refused) => refused,
            }
        };
        let after = |rule: &&RoutingRule, run: &mut Run| {
            let status = Text::from(refused.status.to_string());
            let error = rule.error.as_ref();
            error.is_some_and(|error| matching::same(error, &status, run.trial))
                && rule.takes(self.asked, run.trial)
        };
        if let Some(rule) = self.site.rules.iter().find(|rule| after(rule, run)) {
            return self.redirect(run, rule);
        }
        let response = door.answer(run, &refused);
        if let Some((document, at)) = &self.site.error {
            let document = document.to_string();
            let page = Door {
                key: Some(&document),
                ..door
            };
            let reason = Reason::WebsiteErrorDocument;
            page.note(run, Some(refused.status), reason, Some(at));
        }
        response
    }

    /// The key that is looked for: with a slash at its end, or none at all, the index document in that folder.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html>
    fn key(&self) -> String {
        let mut key = self.asked.to_owned();
        if (key.is_empty() || key.ends_with('/'))
            && let Some(index) = &self.site.index
        {
            key.push_str(&index.to_string());
        }
        key
    }

    fn redirect(&self, run: &mut Run, rule: &RoutingRule) -> Response {
        let door = Door {
            bucket: self.bucket,
            key: Some(self.asked),
            method: self.request.method,
        };
        let prefix = rule.prefix.as_ref().and_then(Text::as_known);
        let rest = prefix.and_then(|prefix| self.asked.strip_prefix(prefix));
        let rest = rest.unwrap_or(self.asked);
        rule.redirect.answer(run, &door, self.request, Some(rest))
    }

    /// Whether everyone may read an object.
    fn read(&self, run: &mut Run, key: &str) -> Result<(), Reply<'_>> {
        let caller = &Caller::Anonymous;
        let account = run.world.resources.settings.account.as_str();
        let asked = BucketRequest {
            bucket: self.request.bucket.clone(),
            caller,
            presigned: false,
            via: self.request.via.clone(),
            context: self.request.context.clone(),
            ..*self.request
        };
        let context = implied::context(&asked, Query::of(None), account);
        let arn = self.bucket.arn.clone().and("/").and(key);
        let (bucket, action) = (self.bucket, "s3:GetObject");
        let ruling = access::decide_and_note(run, bucket, caller, action, &arn, &context);
        if ruling.verdict != Verdict::Allowed {
            return Err(Reply::denied(ruling.reason));
        }
        let usage = Use {
            caller,
            action: "kms:Decrypt",
            object: &arn,
            context: &context,
            https: false,
        };
        let checked = encryption::check(run, bucket, &bucket.encryption.with, &usage);
        checked.map_err(|(status, code, reason)| Reply {
            status,
            reason,
            code,
            place: bucket.encryption.at.as_ref(),
        })
    }
}

impl RoutingRule {
    /// Whether a key begins as the rule wants it.
    fn takes(&self, key: &str, trial: &mut Trial) -> bool {
        let Some(prefix) = &self.prefix else {
            return true;
        };
        if let Some(known) = prefix.as_known() {
            return key.starts_with(known);
        }
        let pattern = prefix.clone().and("*");
        matching::matches(&pattern, &Text::from(key), Case::Sensitive, trial)
    }
}

#[cfg(test)]
mod tests;
