//! As whom CloudFront asks a bucket.

use super::distribution::Distribution;
use super::origin::Origin;
use crate::access::Who;
use crate::diag::Path;
use crate::simulate::{Question, ResourceId, World};
use crate::template::{Part, Resource, Text};

/// What stands before the id of an identity in an origin.
const IDENTITY: &str = "origin-access-identity/cloudfront/";

/// As whom CloudFront asks a bucket by the REST API.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>
#[derive(Debug)]
pub enum Signer<'a> {
    /// As nobody, since the origin names neither an identity nor a control that signs.
    Nobody,
    /// As an origin access identity.
    Identity {
        /// Its id.
        id: Text,
        /// The identity, where the template makes it.
        resource: Option<(ResourceId, &'a Resource)>,
        /// Where the origin names it.
        at: &'a Path,
    },
    /// As the service, on behalf of the distribution.
    Service {
        /// The origin access control that says so.
        control: (ResourceId, &'a Resource),
        /// Where the origin names it.
        at: &'a Path,
        /// Whether it signs all requests, so that all of them go over https.
        always: bool,
    },
    /// It is not told: the control is none of the template, or says nothing that is known.
    Open,
}

impl<'a> Signer<'a> {
    /// As whom an origin is asked.
    pub fn of(world: &'a World, origin: &Origin<'a>) -> Self {
        if let Some((term, control)) = origin.control() {
            let mut all = world
                .resources
                .of_kind("AWS::CloudFront::OriginAccessControl");
            let found = all.find(|(_, one)| one.reference.as_ref() == Some(&control));
            let Some(control) = found else {
                return Self::Open;
            };
            let behavior = ["OriginAccessControlConfig", "SigningBehavior"];
            let behavior = control.1.properties.text_at(&behavior);
            return match behavior.as_ref().and_then(Text::as_known) {
                Some(says @ ("always" | "no-override")) => Self::Service {
                    control,
                    at: &term.at,
                    always: says == "always",
                },
                Some("never") => Self::Nobody,
                Some(_) | None => Self::Open,
            };
        }
        match origin.identity() {
            Some((term, named)) => {
                let id = without_prefix(&named);
                let kind = "AWS::CloudFront::CloudFrontOriginAccessIdentity";
                let mut all = world.resources.of_kind(kind);
                Self::Identity {
                    resource: all.find(|(_, one)| one.reference.as_ref() == Some(&id)),
                    id,
                    at: &term.at,
                }
            }
            // An identity of which nothing is known may be none.
            None if origin
                .term
                .find(&["S3OriginConfig"])
                .is_some_and(|config| config.unknown().is_some()) =>
            {
                Self::Open
            }
            None => Self::Nobody,
        }
    }

    /// A question asked as the signer, for a distribution; `None` where it is not told who that is.
    pub fn asks(
        &self,
        world: &World,
        distribution: &Distribution,
        mut question: Question,
    ) -> Option<Question> {
        let who = match self {
            Self::Nobody => Who::Everybody,
            Self::Identity {
                resource: Some((id, _)),
                ..
            } => Who::Identity(*id),
            Self::Identity { id, .. } => {
                question.caller = Some(arn_of_identity(id.as_known()?));
                return Some(question);
            }
            Self::Service { .. } => Who::Distribution(distribution.id),
            Self::Open => return None,
        };
        who.ask_as(world, &mut question);
        Some(question)
    }

    /// `` the identity `PhotosOAI` ``, `` CloudFront for `Distribution` ``, `nobody`.
    pub fn name(&self, distribution: &Distribution) -> String {
        match self {
            Self::Nobody | Self::Open => "nobody".to_owned(),
            Self::Identity { id, resource, .. } => match resource {
                Some((_, identity)) => format!("the identity `{}`", identity.id),
                None => format!("the identity `{id}`"),
            },
            Self::Service { .. } => {
                format!("the service CloudFront for `{}`", distribution.resource.id)
            }
        }
    }
}

/// The ARN by which policies name an identity.
fn arn_of_identity(id: &str) -> String {
    format!("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity {id}")
}

/// The id behind `origin-access-identity/cloudfront/`.
fn without_prefix(text: &Text) -> Text {
    let mut parts = text.parts().to_vec();
    if let Some(Part::Known(first)) = parts.first_mut()
        && let Some(rest) = first.strip_prefix(IDENTITY)
    {
        *first = rest.to_owned();
    }
    parts.into_iter().collect()
}
