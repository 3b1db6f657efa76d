//! Who may do something with a bucket.

use crate::simulate::{Question, ResourceId, World};
use crate::source::{Node, Value};

/// A principal, as a template has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A role or a user.
    Principal(ResourceId),
    /// An origin access identity.
    Identity(ResourceId),
    /// A distribution, whose requests an origin access control signs.
    Distribution(ResourceId),
    /// Everybody, unsigned.
    Everybody,
}

impl Who {
    /// The logical id, or `everybody`.
    pub fn name(self, world: &World) -> String {
        match self {
            Self::Principal(id) | Self::Identity(id) => world.resources.name(id).to_owned(),
            Self::Distribution(id) => {
                format!("CloudFront for {}", world.resources.name(id))
            }
            Self::Everybody => "everybody".to_owned(),
        }
    }

    /// Asks a question as this principal.
    pub fn ask_as(self, world: &World, question: &mut Question) {
        match self {
            Self::Principal(id) | Self::Identity(id) => {
                question.caller = Some(world.resources.name(id).to_owned());
            }
            Self::Distribution(id) => {
                let arn = world.resources.get(id).attribute("Arn");
                let arn = arn.map(ToString::to_string).unwrap_or_default();
                let account = world.resources.settings.account.clone();
                let text = |text: String| Node::from(Value::String(text));
                question.caller = Some("service:cloudfront.amazonaws.com".to_owned());
                question.context.extend([
                    ("aws:SourceArn".to_owned(), text(arn)),
                    ("aws:SourceAccount".to_owned(), text(account)),
                ]);
            }
            Self::Everybody => {}
        }
    }
}
