//! The REST API of a bucket: which operation is asked for, whether it is allowed, and what it answers.

use std::borrow::Cow;

use super::access;
use super::bucket::Bucket;
use super::conditional;
use super::door::{Door, Reply};
use super::encryption::{self, Use};
use super::implied;
use super::key::{self, Asked};
use super::operation::{Configuration, Operation, Read};
use super::query::Query;
use super::write;
use super::{BucketRequest, Method};
use crate::simulate::answer::{Response, Verdict};
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::template::{Fact, Text};

/// A request whose bucket, key and context are known.
pub(super) struct Serving<'a> {
    pub(super) door: Door<'a>,
    pub(super) request: &'a BucketRequest<'a>,
    pub(super) query: Query<'a>,
    pub(super) context: &'a Context,
    /// The ARN of the object, or of the bucket where no key is asked for.
    pub(super) arn: Text,
}

/// Answers a request.
pub(super) fn respond(run: &mut Run, bucket: &Bucket, request: &BucketRequest) -> Response {
    let world = run.world;
    let door = |key| Door {
        bucket,
        key,
        method: request.method,
    };
    let key = match readable(run, request.path) {
        Ok(key) => key,
        Err(reply) => return door(None).answer(run, &reply),
    };
    let door = door(key.as_deref());
    if request.method == Method::Options {
        let found = bucket.cors.preflight(request.headers, run.trial);
        let reply = Reply {
            status: found.status,
            reason: found.reason,
            code: found.code,
            place: found.at.as_ref(),
        };
        return door.answer(run, &reply);
    }
    let query = Query::of(request.query);
    let account = world.resources.settings.account.as_str();
    let context = implied::context(request, query, account);
    let arn = match door.key {
        None => bucket.arn.clone(),
        Some(key) => bucket.arn.clone().and("/").and(key),
    };
    let serving = Serving {
        door,
        request,
        query,
        context: &context,
        arn,
    };
    let reply = serving.reply(run, account);
    door.answer(run, &reply)
}

/// The key of a path, or why S3 cannot read it.
pub(super) fn readable<'p>(
    run: &mut Run,
    path: &'p str,
) -> Result<Option<Cow<'p, str>>, Reply<'static>> {
    match key::read(path) {
        Asked::Bucket => Ok(None),
        Asked::Key(key) => Ok(Some(key)),
        Asked::KeyIfEmptySegmentsCount(key) => {
            let question = "whether `..` may lead out of an empty segment of a key";
            if run.trial.whether(question, &[Fact::new(question)]) {
                Ok(Some(key))
            } else {
                Err(Reply::error(400, "InvalidURI", Reason::InvalidKey))
            }
        }
        Asked::Unreadable => Err(Reply::error(400, "InvalidURI", Reason::InvalidKey)),
        Asked::TooLong => Err(Reply::error(400, "KeyTooLongError", Reason::KeyTooLong)),
    }
}

impl<'a> Serving<'a> {
    fn reply(&self, run: &mut Run, account: &str) -> Reply<'a> {
        let expected = self.request.headers.get("x-amz-expected-bucket-owner");
        if expected.is_some_and(|expected| expected != account) {
            // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html>
            return Reply::denied(Reason::OtherBucketOwner);
        }
        let operation = match self.door.key {
            Some(_) => Operation::on_object(self.request.method, self.query),
            None => Operation::on_bucket(self.request.method, self.query),
        };
        match operation {
            Operation::Read(read) => self.read(run, read),
            Operation::Belonging {
                action,
                status,
                sets_acl,
            } => self.belonging(run, action, status, sets_acl),
            Operation::Write(write) => write::write(run, self, write),
            Operation::Delete { action } => write::delete(run, self, action),
            Operation::Plain { action, status } => match self.allows(run, action) {
                Ok(()) => Reply::done(status),
                Err(reply) => reply,
            },
            Operation::Configuration { action, kind } => self.configuration(run, action, kind),
            Operation::SetBucketAcl => match self.allows(run, "s3:PutBucketAcl") {
                Ok(()) => write::sets_acl(run, self, true).unwrap_or(Reply::done(200)),
                Err(reply) => reply,
            },
            Operation::CreateBucket => self.create(run, account),
            Operation::DeleteBucket => self.delete_bucket(run),
            Operation::InBody => in_body(run),
            Operation::NotAllowed => {
                Reply::error(405, "MethodNotAllowed", Reason::MethodNotSupported)
            }
        }
    }

    /// Whether the caller may do this to the object, or to the bucket where no key is asked for.
    pub(super) fn allows(&self, run: &mut Run, action: &str) -> Result<(), Reply<'a>> {
        self.allows_on(run, action, &self.arn)
    }

    fn allows_on(&self, run: &mut Run, action: &str, arn: &Text) -> Result<(), Reply<'a>> {
        let bucket = self.door.bucket;
        let caller = self.request.caller;
        let ruling = access::decide_and_note(run, bucket, caller, action, arn, self.context);
        match ruling.verdict {
            Verdict::Allowed => Ok(()),
            Verdict::ExplicitDeny | Verdict::ImplicitDeny => Err(Reply::denied(ruling.reason)),
        }
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
    fn read(&self, run: &mut Run, read: Read) -> Reply<'a> {
        let headers = self.request.headers;
        let unsigned = *self.request.caller == Caller::Anonymous;
        if unsigned && self.query.has_beginning("response-") {
            return Reply::error(400, "InvalidRequest", Reason::InvalidRequest);
        }
        if let Err(reply) = self.allows(run, read.action) {
            return self.unread(run, reply);
        }
        if run.missing {
            return self.missing(run);
        }
        if headers.get("x-amz-server-side-encryption").is_some() {
            return Reply::error(400, "InvalidArgument", Reason::InvalidRequest);
        }
        // Headers are kept in clear, but for the digest of what is encrypted:
        // <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>.
        let digest = headers.get("x-amz-checksum-mode").is_some();
        if (read.body || digest)
            && let Err(reply) = self.can_use_key(run, "kms:Decrypt")
        {
            return reply;
        }
        conditional::read(run, headers, read.body).unwrap_or(Reply::done(200))
    }

    /// The caller may not read the object. Where it is not there and the caller may list the bucket, it may be told so all
    /// the same: AWS's page speaks of those who "also" may list, and does not say what those learn who may only list.
    fn unread(&self, run: &mut Run, reply: Reply<'a>) -> Reply<'a> {
        if !run.missing || reply.reason == Reason::ExplicitDeny {
            return reply;
        }
        let missing = self.missing(run);
        let question = "whether S3 tells who may list, but not read, that an object is missing";
        if missing.status == 404 && run.trial.whether(question, &[Fact::new(question)]) {
            return missing;
        }
        reply
    }

    /// The object is not there: only who may list the bucket is told so.
    fn missing(&self, run: &mut Run) -> Reply<'a> {
        let bucket = self.door.bucket;
        if self.allows_on(run, "s3:ListBucket", &bucket.arn).is_err() {
            return Reply::denied(Reason::MissingObjectAndNoListPermission);
        }
        let code = if self.query.has("versionId") {
            "NoSuchVersion"
        } else {
            "NoSuchKey"
        };
        Reply::error(404, code, Reason::NoSuchKey)
    }

    /// Whether the caller can use the key with which the objects of the bucket are encrypted.
    fn can_use_key(&self, run: &mut Run, action: &str) -> Result<(), Reply<'a>> {
        let bucket = self.door.bucket;
        let usage = self.usage(action);
        encryption::check(run, bucket, &bucket.encryption.with, &usage)
            .map_err(|refused| self.undecrypted(refused))
    }

    pub(super) fn usage<'u>(&'u self, action: &'u str) -> Use<'u> {
        Use {
            caller: self.request.caller,
            action,
            object: &self.arn,
            context: self.context,
            https: self.request.https,
        }
    }

    pub(super) const fn undecrypted(&self, refused: encryption::Refused) -> Reply<'a> {
        let (status, code, reason) = refused;
        Reply {
            status,
            reason,
            code,
            place: self.door.bucket.encryption.at.as_ref(),
        }
    }

    fn belonging(&self, run: &mut Run, action: &str, status: u16, sets_acl: bool) -> Reply<'a> {
        if let Err(reply) = self.allows(run, action) {
            return reply;
        }
        if run.missing {
            return self.missing(run);
        }
        let refused = if sets_acl {
            write::sets_acl(run, self, true)
        } else {
            None
        };
        refused.unwrap_or(Reply::done(status))
    }

    fn configuration(&self, run: &mut Run, action: &str, kind: Configuration) -> Reply<'a> {
        if let Err(reply) = self.allows(run, action) {
            return reply;
        }
        let bucket = self.door.bucket;
        let there = bucket.has(kind, run).unwrap_or_else(|| {
            let question = format!("bucket {} has what is asked for", bucket.name);
            run.trial.whether(&question, &[Fact::new(&question)])
        });
        if there {
            Reply::done(200)
        } else {
            Reply::error(404, kind.missing(), Reason::NoSuchConfiguration)
        }
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html#API_CreateBucket_Errors>
    fn create(&self, run: &mut Run, account: &str) -> Reply<'a> {
        if *self.request.caller == Caller::Anonymous {
            return Reply::denied(Reason::NoAllow);
        }
        if let Err(reply) = self.allows(run, "s3:CreateBucket") {
            return reply;
        }
        if self.request.caller.account() != Some(account) {
            return Reply::error(409, "BucketAlreadyExists", Reason::BucketExists);
        }
        if run.world.resources.settings.region.as_str() == "us-east-1" {
            return Reply::done(200);
        }
        Reply::error(409, "BucketAlreadyOwnedByYou", Reason::BucketExists)
    }

    fn delete_bucket(&self, run: &mut Run) -> Reply<'a> {
        if let Err(reply) = self.allows(run, "s3:DeleteBucket") {
            return reply;
        }
        let question = format!("bucket {} is empty", self.door.bucket.name);
        if run.trial.whether(&question, &[Fact::new(&question)]) {
            Reply::done(204)
        } else {
            Reply::error(409, "BucketNotEmpty", Reason::BucketNotEmpty)
        }
    }
}

/// A form, or a list of keys to remove: what is asked for stands in the body, and with a form who asks does so too.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html>
fn in_body(run: &mut Run) -> Reply<'static> {
    let question = "what the body of the POST asks for, and for whom";
    if run.trial.whether(question, &[Fact::new(question)]) {
        Reply::done(204)
    } else {
        Reply::denied(Reason::NoAllow)
    }
}
