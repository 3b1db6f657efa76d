//! A custom error response of a distribution, and what it answers to `/`.

use super::distribution::Distribution;
use crate::check::Deployed;
use crate::simulate::{Answer, Question};
use crate::template::{Known, Term, Text};

/// A custom error response.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customerrorresponse.html>
#[derive(Debug)]
pub struct ErrorPage<'a> {
    /// As the template writes it.
    pub term: &'a Term,
    /// The status of the origin that it is about, where it is known and a number.
    pub code: Option<u64>,
    /// The path of the page that stands in; none where it is only said how long the error is kept.
    pub page: Option<Text>,
    /// The status that the viewer gets with the page, where it is known and a number.
    pub response: Option<u64>,
}

impl ErrorPage<'_> {
    /// Whether a page stands in for a status, or may.
    pub fn may_stand_in_for(&self, status: u64) -> bool {
        let is_unknown = self.term.unknown().is_some();
        is_unknown || self.page.is_some() && self.code.is_none_or(|code| code == status)
    }
}

impl<'a> Distribution<'a> {
    /// Its custom error responses.
    pub fn error_pages(&self) -> impl Iterator<Item = ErrorPage<'a>> + use<'a> {
        let all = self.config.get("CustomErrorResponses").map(Term::items);
        all.unwrap_or_default().iter().map(|term| {
            let number = |key| match term.get(key).map(Term::number) {
                Some(Some(Known::Yes(number))) => Some(number),
                Some(Some(Known::No(_)) | None) | None => None,
            };
            let page = term.text_at(&["ResponsePagePath"]);
            ErrorPage {
                term,
                code: number("ErrorCode"),
                page: page.filter(|page| page.as_known() != Some("")),
                response: number("ResponseCode"),
            }
        })
    }

    /// Whether it names no default root object; one that is not known counts as one.
    pub fn has_no_root_object(&self) -> bool {
        let object = self.config.text_at(&["DefaultRootObject"]);
        object.is_none_or(|object| object.as_known() == Some(""))
    }
}

impl Deployed<'_> {
    /// What a distribution answers to a request for `/`.
    pub fn answer_to_root(&self, distribution: &Distribution) -> Option<Answer> {
        let question = Question {
            url: Some(format!("https://{}/", distribution.resource.id)),
            ..Question::default()
        };
        self.world.ask(&question).ok()
    }
}
