//! Where a request stands: at which bucket, for which key; every answer goes out from here and is noted.

use super::bucket::Bucket;
use crate::aws::Method;
use crate::diag::Path;
use crate::simulate::answer::{AnsweredBy, Response};
use crate::simulate::hop::Did;
use crate::simulate::reason::Reason;
use crate::simulate::run::Run;

/// A request at a bucket.
#[derive(Clone, Copy)]
pub(super) struct Door<'a> {
    pub(super) bucket: &'a Bucket,
    /// The key that is asked for; none where it is the bucket.
    pub(super) key: Option<&'a str>,
    pub(super) method: Method,
}

/// A status with its reason and S3's code for it:
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply<'a> {
    pub(super) status: u16,
    pub(super) reason: Reason,
    pub(super) code: Option<&'static str>,
    /// The element of the template that decided it.
    pub(super) place: Option<&'a Path>,
}

impl Reply<'_> {
    /// Success.
    pub(super) const fn done(status: u16) -> Self {
        Self {
            status,
            reason: Reason::Allowed,
            code: None,
            place: None,
        }
    }

    /// An error with its code.
    pub(super) const fn error(status: u16, code: &'static str, reason: Reason) -> Self {
        Self {
            status,
            reason,
            code: Some(code),
            place: None,
        }
    }

    /// 403, as S3 answers whatever is not allowed.
    pub(super) const fn denied(reason: Reason) -> Self {
        Self::error(403, "AccessDenied", reason)
    }
}

impl<'a> Reply<'a> {
    /// The same, with the element of the template that decided it.
    pub(super) const fn by(self, place: Option<&'a Path>) -> Self {
        Self { place, ..self }
    }
}

impl Door<'_> {
    /// Answers, and notes it.
    pub(super) fn answer(&self, run: &mut Run, reply: &Reply) -> Response {
        let mut response =
            Response::new(reply.status, AnsweredBy::S3, self.bucket.id, reply.reason);
        // An answer to HEAD has no body, in which the code would stand:
        // <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>.
        response.code = reply.code.filter(|_| self.method != Method::Head);
        response.key = self.key.map(str::to_owned);
        self.note(run, Some(reply.status), reply.reason, reply.place);
        response
    }

    /// Notes what the bucket does.
    pub(super) fn note(
        &self,
        run: &mut Run,
        status: Option<u16>,
        reason: Reason,
        place: Option<&Path>,
    ) {
        let did = Did::Answered {
            status,
            reason,
            key: self.key.map(str::to_owned),
        };
        run.note(self.bucket.id, did, place);
    }
}
