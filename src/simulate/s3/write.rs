//! Writing and removing objects.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>

use super::acl::{Requested, Taken};
use super::bucket::assume_no_account_block;
use super::conditional;
use super::door::Reply;
use super::encryption::{self, With};
use super::key::decode;
use super::operation::Write;
use super::serve::Serving;
use crate::simulate::answer::Verdict;
use crate::simulate::caller::Caller;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::template::{Fact, Text};

/// Headers that need an action more: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>.
const ALSO: &[(&str, &str)] = &[
    ("x-amz-tagging", "s3:PutObjectTagging"),
    ("x-amz-object-lock-mode", "s3:PutObjectRetention"),
    ("x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold"),
];

/// The most bytes that one request can write.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html>
const LARGEST: usize = 5 * 1_024 * 1_024 * 1_024;

/// Writes an object, or a part of one.
pub(super) fn write<'a>(run: &mut Run, serving: &Serving<'a>, write: Write) -> Reply<'a> {
    attempt(run, serving, write)
        .err()
        .unwrap_or(Reply::done(200))
}

fn attempt<'a>(run: &mut Run, serving: &Serving<'a>, write: Write) -> Result<(), Reply<'a>> {
    let headers = serving.request.headers;
    let sets_headers = match write {
        Write::Object | Write::Begin => true,
        Write::Part | Write::Complete => false,
    };
    let list = Requested::of(headers).filter(|_| sets_headers);
    serving.allows(run, "s3:PutObject")?;
    if list.is_some() {
        serving.allows(run, "s3:PutObjectAcl")?;
    }
    for (header, action) in ALSO {
        if sets_headers && headers.get(header).is_some() {
            serving.allows(run, action)?;
        }
    }
    if let Some(source) = headers.get("x-amz-copy-source")
        && matches!(write, Write::Object | Write::Part)
    {
        copies(run, serving, source)?;
    }
    by_identity(run, serving)?;
    if sets_headers && let Some(refused) = sets_acl(run, serving, false) {
        return Err(refused);
    }
    if matches!(write, Write::Object | Write::Complete)
        && let Some(refused) = conditional::write(run, headers)
    {
        return Err(refused);
    }
    if serving
        .request
        .body
        .is_some_and(|body| body.bytes > LARGEST)
    {
        let reason = Reason::ObjectTooLarge;
        return Err(Reply::error(400, "EntityTooLarge", reason));
    }
    let with = encryption(run, serving);
    let action = match write {
        Write::Object | Write::Begin | Write::Part => "kms:GenerateDataKey",
        Write::Complete => "kms:Decrypt",
    };
    let usage = serving.usage(action);
    encryption::check(run, serving.door.bucket, &with, &usage)
        .map_err(|refused| serving.undecrypted(refused))
}

/// With what the object is encrypted: as the request says, or else as the bucket does.
fn encryption(run: &Run, serving: &Serving) -> With {
    let headers = serving.request.headers;
    if headers
        .get("x-amz-server-side-encryption-customer-algorithm")
        .is_some()
    {
        return With::S3;
    }
    match headers.get("x-amz-server-side-encryption") {
        Some("aws:kms" | "aws:kms:dsse") => {
            let named = headers.get("x-amz-server-side-encryption-aws-kms-key-id");
            run.world.s3.keys.with(named.map(Text::from).as_ref())
        }
        Some(_) => With::S3,
        None => serving.door.bucket.encryption.with.clone(),
    }
}

/// A copy needs its source read, and must be signed: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>.
fn copies<'a>(run: &mut Run, serving: &Serving<'a>, source: &str) -> Result<(), Reply<'a>> {
    let caller = serving.request.caller;
    if *caller == Caller::Anonymous {
        return Err(Reply::denied(Reason::NoAllow));
    }
    let (path, version) = match source.split_once("?versionId=") {
        Some((path, _)) => (path, true),
        None => (source, false),
    };
    let decoded = decode(path).filter(|path| path.trim_start_matches('/').contains('/'));
    let Some(path) = decoded else {
        return Err(Reply::error(400, "InvalidArgument", Reason::InvalidRequest));
    };
    let partition = run.world.resources.settings.partition().name();
    let path = path.trim_start_matches('/');
    let arn = Text::from(format!("arn:{partition}:s3:::{path}"));
    let action = ["s3:GetObject", "s3:GetObjectVersion"][usize::from(version)];
    let ruling = super::authorize(run, caller, action, &arn, serving.context);
    match ruling.verdict {
        Verdict::Allowed => Ok(()),
        Verdict::ExplicitDeny | Verdict::ImplicitDeny => Err(Reply::denied(ruling.reason)),
    }
}

/// Origin access identities and writing. AWS's page says that they do not support PUT, POST and DELETE or need "extra
/// workarounds" for them, and gives a policy by which one writes; so what comes of it is not settled.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html#private-content-restricting-access-to-s3-oai>
fn by_identity<'a>(run: &mut Run, serving: &Serving<'a>) -> Result<(), Reply<'a>> {
    match serving.request.caller {
        Caller::OriginAccessIdentity(_) => {
            let question = "whether S3 takes writes of an origin access identity";
            if run.trial.whether(question, &[Fact::new(question)]) {
                Ok(())
            } else {
                Err(Reply::denied(Reason::MethodNotSupported))
            }
        }
        Caller::Anonymous
        | Caller::Role(_)
        | Caller::User(_)
        | Caller::Account(_)
        | Caller::Service(_) => Ok(()),
    }
}

/// Why an access control list cannot be set, if it cannot.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html>
pub(super) fn sets_acl<'a>(
    run: &mut Run,
    serving: &Serving<'a>,
    or_in_body: bool,
) -> Option<Reply<'a>> {
    let bucket = serving.door.bucket;
    let list = Requested::of(serving.request.headers);
    let taken = match list {
        Some(list) => list.taken,
        // The list stands in the body.
        None if or_in_body => Taken::Untold,
        None => return None,
    };
    if bucket.ownership.is_enforced(run.trial) {
        let is_taken = match taken {
            Taken::Yes => true,
            Taken::No => false,
            Taken::Untold => {
                let question = "the access control list gives the bucket's owner full control";
                run.trial.whether(question, &[Fact::new(question)])
            }
        };
        let reason = Reason::AccessControlListNotSupported;
        let refused = Reply::error(400, "AccessControlListNotSupported", reason);
        return (!is_taken).then(|| refused.by(bucket.ownership.at.as_ref()));
    }
    let public = list.map_or_else(
        || {
            let question = "the access control list in the body is public";
            run.trial.whether(question, &[Fact::new(question)])
        },
        |list| list.public,
    );
    let switch = &bucket.blocks.block_public_acls;
    let blocked = public && switch.is_on_for(run, |account| account.block_public_acls);
    if public && !blocked {
        assume_no_account_block(run);
    }
    blocked.then(|| Reply::denied(Reason::BlockPublicAcls).by(switch.at.as_ref()))
}

/// Removes an object: what is not there is removed as well.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html>
pub(super) fn delete<'a>(run: &mut Run, serving: &Serving<'a>, action: &str) -> Reply<'a> {
    let attempt = |run: &mut Run| {
        serving.allows(run, action)?;
        let headers = serving.request.headers;
        if headers.get("x-amz-bypass-governance-retention") == Some("true") {
            serving.allows(run, "s3:BypassGovernanceRetention")?;
        }
        by_identity(run, serving)?;
        conditional::delete(run, headers).map_or(Ok(()), Err)
    };
    attempt(run).err().unwrap_or(Reply::done(204))
}
