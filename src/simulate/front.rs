//! Where a request by HTTP comes in: at a distribution, a bucket or a function URL.

use super::answer::{AnsweredBy, Response};
use super::cloudfront;
use super::context::Context;
use super::hop::Did;
use super::lambda::{self, UrlRequest};
use super::reason::Reason;
use super::request::{Http, Target};
use super::run::Run;
use super::s3::{self, BucketRef, BucketRequest};
use crate::template::{Fact, Text};

/// What is answered at the door at which a request comes; hops are noted.
pub(super) fn respond(run: &mut Run, http: &Http) -> Response {
    let request = run.request;
    let bucket = |bucket: BucketRef, website: bool| BucketRequest {
        bucket,
        website,
        method: http.method,
        path: &http.path,
        query: http.query.as_deref(),
        headers: &http.headers,
        body: http.body.as_ref(),
        https: http.https,
        caller: &request.caller,
        presigned: request.presigned,
        via: None,
        context: Context::default(),
    };
    match &http.target {
        Target::Bucket(_) | Target::Website(_) | Target::OutsideBucket(_) if http.other_method => {
            no_such_method(run, http)
        }
        Target::FunctionUrl(_) if http.other_method => {
            run.hinges_on(Fact::new("what a function URL does with such a method"));
            Response::new(405, AnsweredBy::Lambda, None, Reason::MethodNotSupported)
        }
        Target::Distribution(id) => cloudfront::respond(run, *id, http),
        Target::Bucket(id) => s3::respond(run, &bucket(BucketRef::Inside(*id), false)),
        Target::Website(id) => s3::respond(run, &bucket(BucketRef::Inside(*id), true)),
        Target::OutsideBucket(name) => {
            s3::respond(run, &bucket(BucketRef::Outside(name.clone()), false))
        }
        Target::FunctionUrl(id) => {
            let host = http.headers.get("host").unwrap_or(&http.host);
            let at_the_door = UrlRequest {
                url: *id,
                method: http.method,
                path: &http.path,
                headers: &http.headers,
                host: Text::from(host),
                body: http.body.as_ref(),
                https: http.https,
                caller: &request.caller,
                via: None,
                context: Context::default(),
            };
            lambda::respond(run, &at_the_door)
        }
    }
}

/// What S3 answers to a method that none of its operations has.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList>
fn no_such_method(run: &mut Run, http: &Http) -> Response {
    let id = match &http.target {
        Target::Bucket(id) | Target::Website(id) => Some(*id),
        Target::OutsideBucket(_) | Target::Distribution(_) | Target::FunctionUrl(_) => None,
    };
    let did = Did::Answered {
        status: Some(405),
        reason: Reason::MethodNotSupported,
        key: None,
    };
    run.note(id, did, None);
    Response {
        code: Some("MethodNotAllowed"),
        ..Response::new(405, AnsweredBy::S3, id, Reason::MethodNotSupported)
    }
}
