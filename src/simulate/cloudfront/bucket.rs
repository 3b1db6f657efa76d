//! Asking a bucket for a distribution, by the REST API or as a website.

use super::access::{Signature, SignedBy};
use super::backend::BucketHost;
use super::fetch::Ask;
use super::forward::Forwarded;
use crate::aws::Method;
use crate::simulate::answer::{AnsweredBy, Response};
use crate::simulate::context::Context;
use crate::simulate::hop::Did;
use crate::simulate::matching;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;
use crate::simulate::s3::{self, BucketRef, BucketRequest};
use crate::simulate::world::ResourceId;
use crate::template::{Fact, Text};

impl Ask<'_> {
    /// The keys that a service adds when it asks for a distribution; others do not carry them.
    pub(super) fn context(&self, signature: &Signature) -> Context {
        let mut context = Context::default();
        match signature.by {
            SignedBy::Service => {
                let arn = self.distribution.arn.to_string();
                let account = arn.split(':').nth(4).unwrap_or_default().to_owned();
                context.set("aws:SourceArn", arn);
                context.set("aws:SourceAccount", account);
            }
            SignedBy::Nobody
            | SignedBy::Identity
            | SignedBy::ViewerByHeader
            | SignedBy::ViewerByQuery => {
                context.absent("aws:SourceArn");
                context.absent("aws:SourceAccount");
            }
        }
        context
    }

    pub(super) fn ask_bucket(
        &self,
        run: &mut Run,
        host: &BucketHost,
        forwarded: &Forwarded,
        signature: &Signature,
        https: bool,
    ) -> Response {
        let mut bucket = settled(run, host);
        let own = match &bucket {
            BucketRef::Inside(id) => Some(*id),
            BucketRef::Outside(_) => None,
        };
        let refused = |status, reason| Response::new(status, AnsweredBy::S3, own, reason);
        if host.website && https {
            return self.website_by_https(run, own);
        }
        if forwarded.is_viewers_host && host.website {
            // A website endpoint finds the bucket by the host name.
            let Some(id) = self.named_as_host(run) else {
                let mut response = refused(404, Reason::NoSuchBucket);
                response.code = Some("NoSuchBucket");
                return response;
            };
            bucket = BucketRef::Inside(id);
        } else if forwarded.is_viewers_host {
            // <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-permission-denied.html#s3-origin-403-error>
            return refused(403, Reason::WrongHost);
        }
        let region = run.world.resources.settings.region.as_str();
        if own.is_some() && host.region.as_deref().is_some_and(|named| named != region) {
            return self.in_wrong_region(run, own, signature);
        }
        let is_refused =
            signature.by == SignedBy::Identity && !self.identity_may_ask(run, own.is_some());
        let context = self.context(signature);
        let mut response = s3::respond(
            run,
            &BucketRequest {
                bucket,
                website: host.website,
                method: self.asked.method,
                path: &self.uri,
                query: forwarded.query.as_deref(),
                headers: &forwarded.headers,
                body: self.asked.body,
                https,
                caller: &signature.caller,
                presigned: signature.by == SignedBy::ViewerByQuery,
                via: Some((self.distribution.id, self.distribution.arn.clone())),
                context,
            },
        );
        if is_refused && response.status.is_none_or(|status| status < 400) {
            response.status = Some(403);
            response.reason = Reason::MethodNotSupported;
            response.code = Some("AccessDenied");
        }
        response
    }

    /// The bucket of the template that is called as the viewer's host.
    fn named_as_host(&self, run: &Run) -> Option<ResourceId> {
        let mut buckets = run.world.resources.of_kind("AWS::S3::Bucket");
        let is_called = |name: &Text| name.as_known() == Some(self.asked.host);
        buckets
            .find(|(_, bucket)| bucket.reference.as_ref().is_some_and(is_called))
            .map(|(id, _)| id)
    }

    /// Website endpoints do not speak https
    /// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html>), and
    /// two pages give two statuses for an origin that cannot be connected to.
    fn website_by_https(&self, run: &mut Run, bucket: Option<ResourceId>) -> Response {
        let fact = Fact::new("status for an origin that does not take https");
        let is_timeout = run
            .trial
            .whether(fact.as_str(), std::slice::from_ref(&fact));
        let status = if is_timeout { 504 } else { 502 };
        let did = Did::Answered {
            status: Some(status),
            reason: Reason::OriginNotReached,
            key: None,
        };
        run.note(bucket, did, Some(&self.origin.at));
        let at = Some(self.distribution.id);
        Response::new(status, AnsweredBy::CloudFront, at, Reason::OriginNotReached)
    }

    /// A signature for another region is refused, and others are sent to the right one:
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-400-bad-request.html#s3-origin-400-error>,
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
    fn in_wrong_region(
        &self,
        run: &mut Run,
        bucket: Option<ResourceId>,
        signature: &Signature,
    ) -> Response {
        let (status, code) = match signature.by {
            SignedBy::Nobody => (301, "PermanentRedirect"),
            SignedBy::Service
            | SignedBy::Identity
            | SignedBy::ViewerByHeader
            | SignedBy::ViewerByQuery => (400, "AuthorizationHeaderMalformed"),
        };
        let mut response = Response::new(status, AnsweredBy::S3, bucket, Reason::WrongRegion);
        response.code = Some(code);
        let did = Did::Answered {
            status: Some(status),
            reason: Reason::WrongRegion,
            key: None,
        };
        run.note(bucket, did, Some(&self.origin.at));
        response
    }

    /// Whether an origin access identity gets as far as the policies. The page says that writes are not supported, and
    /// gives a policy for them too; of newer regions it says that they are not supported.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html#private-content-restricting-access-to-s3-overview>
    fn identity_may_ask(&self, run: &mut Run, is_inside: bool) -> bool {
        let region = &run.world.resources.settings.region;
        if is_inside && region.origin_access_identity_supported() == Some(false) {
            let fact = format!("what S3 in {region} answers to an origin access identity");
            run.hinges_on(Fact::new(fact));
        }
        match self.asked.method {
            Method::Get | Method::Head | Method::Options | Method::Patch => true,
            Method::Put | Method::Post | Method::Delete => {
                let fact = Fact::new("whether S3 takes writes of an origin access identity");
                run.trial
                    .whether(fact.as_str(), std::slice::from_ref(&fact))
            }
        }
    }
}

/// The bucket that is meant; where a part of a name is not known, each in turn that it may be.
fn settled(run: &mut Run, host: &BucketHost) -> BucketRef {
    for id in &host.candidates {
        let resource = run.world.resources.get(*id);
        if let Some(name) = &resource.reference
            && matching::same(name, &host.name, run.trial)
        {
            return BucketRef::Inside(*id);
        }
    }
    host.reference()
}
