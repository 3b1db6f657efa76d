//! Functions at the edge: those of `CloudFront`, and those of Lambda, which are not run.

use super::setting::filled;
use crate::diag::Path;
use crate::simulate::hop::Did;
use crate::simulate::run::Run;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Fact, Term, Text};

/// When a function runs.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    ViewerRequest,
    OriginRequest,
    OriginResponse,
    ViewerResponse,
}

impl Event {
    /// The word in templates and hops.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::ViewerRequest => "viewer-request",
            Self::OriginRequest => "origin-request",
            Self::OriginResponse => "origin-response",
            Self::ViewerResponse => "viewer-response",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [
            Self::ViewerRequest,
            Self::OriginRequest,
            Self::OriginResponse,
            Self::ViewerResponse,
        ]
        .into_iter()
        .find(|event| event.as_str() == word)
    }
}

/// The functions of a behavior.
#[derive(Debug, Default)]
pub(super) struct Associations {
    lambda: Vec<Lambda>,
    /// What would tell when some of them run.
    open: Vec<Fact>,
}

/// A function of Lambda at the edge.
#[derive(Debug)]
struct Lambda {
    event: Event,
    arn: Text,
    at: Path,
}

impl Associations {
    /// Reads the functions of a behavior.
    pub(super) fn read(_resources: &Resources, behavior: &Term) -> Self {
        let mut associations = Self::default();
        let items = behavior.get("LambdaFunctionAssociations").map(Term::items);
        for item in items.unwrap_or_default() {
            let Some(arn) = filled(item.get("LambdaFunctionARN")) else {
                continue;
            };
            let word = item.text_at(&["EventType"]).unwrap_or_default();
            match word.as_known() {
                None => associations.open.extend(word.facts().cloned()),
                Some(known) => associations
                    .lambda
                    .extend(Event::of(known).map(|event| Lambda {
                        event,
                        arn: arn.into_owned(),
                        at: item.at.clone(),
                    })),
            }
        }
        associations
    }

    /// Passes the functions of Lambda for an event by. What they make of the request hinges on them, but for those of
    /// the viewer's response, which cannot change the status:
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-status-codes>.
    pub(super) fn pass_lambda(&self, run: &mut Run, at: ResourceId, event: Event) {
        for fact in &self.open {
            run.hinges_on(fact.clone());
        }
        for function in self
            .lambda
            .iter()
            .filter(|function| function.event == event)
        {
            let did = Did::DidNotRun {
                event: event.as_str(),
                function: function.arn.clone(),
            };
            run.note(Some(at), did, Some(&function.at));
            match event {
                Event::ViewerRequest | Event::OriginRequest | Event::OriginResponse => {
                    run.hinges_on(Fact::new(format!("Lambda@Edge {}", function.arn)));
                }
                Event::ViewerResponse => {}
            }
        }
    }
}
