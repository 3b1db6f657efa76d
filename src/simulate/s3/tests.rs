//! Whole requests at buckets: what is decided, and by what.

mod anything;
mod encrypted;
mod lists;
mod public;
mod reading;
mod writing;

use super::{BucketRef, BucketRequest, authorize, respond};
use crate::aws::Method;
use crate::simulate::answer::{Response, Verdict};
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::context::Context;
use crate::simulate::deployed::{ACCOUNT, explored, request, role, world};
use crate::simulate::reason::Reason;
use crate::simulate::request::{Body, Headers, PublicAccessBlock};
use crate::simulate::world::World;
use crate::template::{Explored, Text};

/// A template under test.
pub(super) struct Stand {
    world: World,
}

/// A request to the bucket `B`.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    /// `anonymous`, `oai`, `oac`, `account:ID`, or the logical id of a role.
    by: &'a str,
    method: Method,
    path: &'a str,
    query: Option<&'a str>,
    headers: &'a [(&'a str, &'a str)],
    https: bool,
    website: bool,
    missing: bool,
    bytes: Option<usize>,
    object_acl: Option<&'a str>,
    account: Option<PublicAccessBlock>,
    /// The name of a bucket outside the template, where it is one.
    outside: Option<&'a str>,
}

pub(super) const GET: Ask = Ask {
    by: "anonymous",
    method: Method::Get,
    path: "/photos/x.jpg",
    query: None,
    headers: &[],
    https: true,
    website: false,
    missing: false,
    bytes: None,
    object_acl: None,
    account: None,
    outside: None,
};

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Came {
    To(u16, Reason),
    /// The statuses that it may come to.
    Hinges(Vec<u16>),
}

impl Stand {
    pub(super) fn of(resources: &str) -> Self {
        let world = world(&format!("Resources:\n{resources}"));
        Self { world }
    }

    fn caller(&self, by: &str) -> Caller {
        match by {
            "anonymous" => Caller::Anonymous,
            "oac" => Caller::Service("cloudfront.amazonaws.com".to_owned()),
            "oai" => Caller::OriginAccessIdentity(Identity {
                arn: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity <OAI>".into(),
                account: "cloudfront".to_owned(),
                session: None,
                resource: self.world.resources.find("OAI"),
            }),
            _ => by.strip_prefix("account:").map_or_else(
                || role(&self.world, by),
                |account| Caller::Account(account.to_owned()),
            ),
        }
    }

    fn responses(&self, ask: &Ask) -> Explored<Response> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers = Headers(ask.headers.iter().map(own).collect());
        let body = ask.bytes.map(|bytes| Body { bytes });
        let caller = self.caller(ask.by);
        let distribution = self.world.resources.find("D");
        let via = distribution.filter(|_| ask.by == "oac").map(|id| {
            let arn = format!("arn:aws:cloudfront::{ACCOUNT}:distribution/<D>");
            (id, Text::from(arn))
        });
        let bucket = match ask.outside {
            Some(name) => BucketRef::Outside(Text::from(name)),
            None => BucketRef::Inside(self.world.resources.find("B").unwrap()),
        };
        let mut asked = request();
        asked.missing = ask.missing;
        asked.facts.object_acl = ask.object_acl.map(str::to_owned);
        asked.facts.account_public_access_block = ask.account;
        explored(&self.world, &asked, |run| {
            let request = BucketRequest {
                bucket: bucket.clone(),
                website: ask.website,
                method: ask.method,
                path: ask.path,
                query: ask.query,
                headers: &headers,
                body: body.as_ref(),
                https: ask.https,
                caller: &caller,
                presigned: false,
                via: via.clone(),
                context: Context::default(),
            };
            let response = respond(run, &request);
            assert!(!run.hops.is_empty());
            response
        })
    }

    pub(super) fn one(&self, ask: &Ask) -> Response {
        match self.responses(ask) {
            Explored::Always(response) => response,
            Explored::Depends { results, .. } => panic!("{results:#?}"),
        }
    }

    pub(super) fn came(&self, ask: &Ask) -> Came {
        match self.responses(ask) {
            Explored::Always(response) => Came::To(response.status.unwrap(), response.reason),
            Explored::Depends { results, .. } => {
                let mut all: Vec<u16> = results.iter().filter_map(|one| one.status).collect();
                all.sort_unstable();
                all.dedup();
                Came::Hinges(all)
            }
        }
    }

    #[track_caller]
    pub(super) fn check(&self, ask: &Ask, status: u16, reason: Reason) {
        assert_eq!(self.came(ask), Came::To(status, reason));
    }

    fn decides(&self, by: &str, action: &str, arn: &str) -> Option<Verdict> {
        let caller = self.caller(by);
        let arn = Text::from(arn);
        let asked = request();
        let mut context = Context::default();
        context.set("aws:SecureTransport", "true");
        let found = explored(&self.world, &asked, |run| {
            authorize(run, &caller, action, &arn, &context).verdict
        });
        match found {
            Explored::Always(verdict) => Some(verdict),
            Explored::Depends { .. } => None,
        }
    }
}
