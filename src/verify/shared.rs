//! What a table says for each of its requests.

use super::expect::Expect;
use super::file::Case;
use super::words::{HttpVersion, Status, Words};
use crate::aws::Method;
use crate::simulate::Question;

/// What has been said on the way down to a request; the nearest wins.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared {
    /// The names of the tables, and of the request itself.
    pub(super) names: Vec<String>,
    /// What is asked.
    pub(super) words: Option<Words>,
    /// Who asks.
    pub(super) who: Option<Who>,
    /// Whether that differs within a table, so that the names in it tell.
    pub(super) tells_who: bool,
    /// How many tables lie around this.
    pub(super) depth: usize,
    /// The methods with which is asked.
    pub(super) methods: Option<Vec<Method>>,
    /// All the rest of a question.
    pub(super) question: Question,
    /// What is expected.
    pub(super) expect: Expect,
}

/// Who asks: whoever says it anew says all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// These.
    As(Vec<String>),
    /// Whoever has a URL that these signed.
    PresignedBy(Vec<String>),
}

impl Who {
    /// Of the case itself.
    pub(super) fn of(case: &Case) -> Option<Self> {
        let signers = case.presigned_by.as_ref().map(|all| &all.0);
        let callers = case.caller.as_ref().map(|all| &all.0);
        signers
            .map(|all| Self::PresignedBy(all.clone()))
            .or_else(|| callers.map(|all| Self::As(all.clone())))
    }

    const fn is_several(&self) -> bool {
        let (Self::As(all) | Self::PresignedBy(all)) = self;
        all.len() > 1
    }
}

impl Shared {
    /// This with what a case says laid over it.
    pub(super) fn under(&self, case: &Case) -> Self {
        let Case {
            name,
            request,
            // Each of them comes with what is shared.
            requests: _,
            methods,
            caller: _,
            presigned_by: _,
            context,
            headers,
            body,
            http,
            http_version,
            missing,
            origin_status,
            origin_headers,
            page_missing,
            identity_policies,
            session_policy,
            account_public_access_block,
            object_acl,
            expect,
        } = case;
        let mut all = self.clone();
        all.names.extend(name.clone());
        lay(&mut all.words, request.as_ref());
        let own = Who::of(case);
        all.tells_who |= own
            .as_ref()
            .is_some_and(|who| self.depth > 0 || who.is_several());
        all.depth += 1;
        all.who = own.or(all.who);
        all.methods = methods.as_ref().map(|all| all.0.clone()).or(all.methods);
        all.expect = self.expect.under(expect);
        let question = &mut all.question;
        question.context.extend(context.clone());
        question.headers.extend(headers.clone());
        if let Some(more) = origin_headers {
            let headers = question.origin_headers.get_or_insert_default();
            headers.extend(more.clone());
        }
        let version = http_version.as_ref().map(|HttpVersion(node)| node);
        let status = origin_status.map(Status::get);
        lay(&mut question.body, body.as_ref());
        lay(&mut question.http, http.as_ref());
        lay(&mut question.http_version, version);
        lay(&mut question.missing, missing.as_ref());
        lay(&mut question.origin_status, status.as_ref());
        lay(&mut question.page_missing, page_missing.as_ref());
        lay(&mut question.identity_policies, identity_policies.as_ref());
        lay(&mut question.session_policy, session_policy.as_ref());
        let switches = account_public_access_block.as_ref();
        lay(&mut question.account_public_access_block, switches);
        lay(&mut question.object_acl, object_acl.as_ref());
        all
    }
}

fn lay<T: Clone>(under: &mut Option<T>, over: Option<&T>) {
    if let Some(over) = over {
        *under = Some(over.clone());
    }
}
