//! How requests to an origin are signed: by an origin access control, an origin access identity, or not at all.

use super::origin::Origin;
use super::policies::outside;
use super::setting::{Setting, filled};
use crate::diag::Path;
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::cloudfront::asked::Asked;
use crate::simulate::cloudfront::backend::Backend;
use crate::simulate::javascript::OriginAccess;
use crate::simulate::run::Run;
use crate::simulate::world::Resources;
use crate::template::{Fact, Term, Text};

/// What stands before the id of an identity in an origin.
const IDENTITY: &str = "origin-access-identity/cloudfront/";
/// The service as which an origin access control signs.
const SERVICE: &str = "cloudfront.amazonaws.com";

/// How requests to an origin are signed.
#[derive(Debug, Clone)]
pub(super) enum Access {
    /// Not by `CloudFront`.
    Anonymous,
    /// By an origin access identity.
    Identity {
        /// Its logical id, or its id.
        name: String,
        /// The same as a caller.
        caller: Caller,
        /// Where it is named.
        at: Path,
    },
    /// By an origin access control.
    Control(Control),
}

/// An origin access control.
#[derive(Debug, Clone)]
pub(super) struct Control {
    name: String,
    /// Where it is set.
    pub(super) at: Path,
    signing: Signing,
    /// The type of origin that it is for, where it is known.
    kind: Option<String>,
    /// Whether the origin names an identity too.
    pub(super) beside_identity: bool,
}

/// Which requests a control signs.
#[derive(Debug, Clone)]
enum Signing {
    /// As its `SigningBehavior` says.
    Says(Setting<Behavior>),
    /// Its `SigningBehavior` is a word of which nothing is known here.
    Strange(String),
    /// The control lies outside the template.
    Outside(Vec<Fact>),
}

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originaccesscontrol-originaccesscontrolconfig.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behavior {
    Always,
    NoOverride,
    Never,
}

impl Behavior {
    const ALL: [Self; 3] = [Self::Always, Self::NoOverride, Self::Never];

    fn of(word: &str) -> Option<Self> {
        match word {
            "always" => Some(Self::Always),
            "no-override" => Some(Self::NoOverride),
            "never" => Some(Self::Never),
            _ => None,
        }
    }
}

/// By whom a request to an origin is signed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Signature {
    /// Who signs; nobody, where it goes out unsigned.
    pub(super) caller: Caller,
    /// The words for the signer in the hop.
    pub(super) principal: Option<String>,
    /// Where the template says so.
    pub(super) at: Option<Path>,
    /// Who signed it.
    pub(super) by: SignedBy,
    /// Whether a bucket is always asked by https, because all requests to it are signed:
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html#oac-prerequisites-s3>.
    pub(super) always_https: bool,
}

/// Who signed a request to an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignedBy {
    /// Nobody.
    Nobody,
    /// `CloudFront`, for the service that it is.
    Service,
    /// `CloudFront`, by an origin access identity.
    Identity,
    /// The viewer, in a header that is passed on.
    ViewerByHeader,
    /// The viewer, in the query, which is passed on.
    ViewerByQuery,
}

impl Access {
    /// Reads how requests to an origin are signed.
    pub(super) fn read(resources: &Resources, origin: &Term) -> Self {
        let config = origin.get("S3OriginConfig");
        let identity = config.and_then(|config| config.get("OriginAccessIdentity"));
        let identity_id = filled(identity);
        let control = origin.get("OriginAccessControlId");
        if let (Some(id), Some(term)) = (filled(control), control) {
            let control = Control::read(resources, &id, &term.at, identity_id.is_some());
            return Self::Control(control);
        }
        match (identity_id, identity) {
            (Some(id), Some(term)) => self::identity(resources, &id, &term.at),
            (_, _) => Self::Anonymous,
        }
    }
}

impl Access {
    /// What a function at the edge sets: it has no identities, and for requests that are signed says how.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html#update-request-origin-helper-function>
    pub(super) fn of_function(access: &OriginAccess, at: &Path) -> Self {
        if !access.enabled {
            return Self::Anonymous;
        }
        let word = access.signing_behavior.as_deref().unwrap_or_default();
        let signing = match Behavior::of(word) {
            Some(behavior) => Signing::Says(Setting::Known(behavior)),
            None => Signing::Strange(word.to_owned()),
        };
        Self::Control(Control {
            name: "the function".to_owned(),
            at: at.clone(),
            signing,
            kind: access.origin_type.clone(),
            beside_identity: false,
        })
    }
}

/// The identity that an origin names.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-s3originconfig.html>
fn identity(resources: &Resources, named: &Text, at: &Path) -> Access {
    let id = without_prefix(named);
    let found = resources
        .of_kind("AWS::CloudFront::CloudFrontOriginAccessIdentity")
        .find(|(_, resource)| resource.reference.as_ref() == Some(&id));
    let name = match found {
        Some((_, resource)) => resource.id.clone(),
        None => id.to_string(),
    };
    let partition = resources.settings.partition().name();
    let identity = Identity {
        arn: format!("arn:{partition}:iam::cloudfront:user/CloudFront Origin Access Identity {id}"),
        account: "cloudfront".to_owned(),
        session: None,
        resource: found.map(|(id, _)| id),
    };
    Access::Identity {
        name,
        caller: Caller::OriginAccessIdentity(identity),
        at: at.clone(),
    }
}

/// The id behind `origin-access-identity/cloudfront/`; AWS refuses one that does not stand behind it.
fn without_prefix(text: &Text) -> Text {
    let mut parts = text.parts().to_vec();
    if let Some(crate::template::Part::Known(first)) = parts.first_mut()
        && let Some(rest) = first.strip_prefix(IDENTITY)
    {
        *first = rest.to_owned();
    }
    parts.into_iter().collect()
}

impl Control {
    fn read(resources: &Resources, id: &Text, at: &Path, beside_identity: bool) -> Self {
        let found = super::policies::named(resources, "AWS::CloudFront::OriginAccessControl", id);
        let config = found.and_then(|control| control.properties.get("OriginAccessControlConfig"));
        let get = |key| {
            config
                .and_then(|config| config.get(key))
                .and_then(Term::text)
        };
        let (name, signing) = match found {
            None => (
                id.to_string(),
                Signing::Outside(outside("origin access control", id)),
            ),
            Some(control) => {
                let word = get("SigningBehavior").unwrap_or_default();
                let signing = match word.as_known() {
                    None => Signing::Says(Setting::Open(word.into_owned())),
                    Some(known) => match Behavior::of(known) {
                        Some(behavior) => Signing::Says(Setting::Known(behavior)),
                        None => Signing::Strange(known.to_owned()),
                    },
                };
                (control.id.clone(), signing)
            }
        };
        let kind = get("OriginAccessControlOriginType");
        let kind = kind.and_then(|kind| kind.as_known().map(str::to_owned));
        Self {
            name,
            at: at.clone(),
            signing,
            kind,
            beside_identity,
        }
    }

    /// Which requests it signs.
    fn settle(&self, run: &mut Run) -> Behavior {
        match &self.signing {
            Signing::Says(setting) => {
                let name = "signing behavior";
                setting.settle(run, name, &Behavior::ALL, Behavior::Always)
            }
            Signing::Outside(facts) => {
                let question = format!("origin access control {} signs", self.name);
                match run.trial.choose(&question, facts, 3) {
                    0 => Behavior::Always,
                    1 => Behavior::NoOverride,
                    _ => Behavior::Never,
                }
            }
            Signing::Strange(word) => {
                run.hinges_on(Fact::new(format!(
                    "what signing behavior `{word}` of {} does",
                    self.name
                )));
                Behavior::Always
            }
        }
    }

    /// A control signs for one kind of origin; how it signs for another stands on no page.
    fn check_kind(&self, run: &mut Run, backend: &Backend) {
        let Some(kind) = self.kind.as_deref() else {
            return;
        };
        let fits = match backend {
            Backend::Bucket(_) => kind == "s3",
            Backend::FunctionUrl(_) => kind == "lambda",
            // What stands there may be any kind of origin.
            Backend::Distribution(_) | Backend::Outside => true,
        };
        if !fits {
            run.hinges_on(Fact::new(format!(
                "how {} signs, which is for origins of type `{kind}`",
                self.name
            )));
        }
    }
}

impl Origin {
    /// By whom a request to this origin is signed. `passes_header` says whether the viewer's `Authorization` reaches the
    /// origin, `passes_query` whether a signature in the query does.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html#oac-advanced-settings-s3>
    pub(super) fn signature(
        &self,
        run: &mut Run,
        asked: &Asked,
        passes_header: bool,
        passes_query: bool,
    ) -> Signature {
        let is_website = matches!(&self.backend, Backend::Bucket(bucket) if bucket.website);
        let of_viewer = |run: &Run| viewer(run, asked, passes_header, passes_query);
        match &self.access {
            // A website endpoint knows no signatures, and takes neither control nor identity.
            Access::Control(_) | Access::Identity { .. } if is_website => of_viewer(run),
            Access::Anonymous => of_viewer(run),
            Access::Control(control) => {
                control.check_kind(run, &self.backend);
                let service = Signature {
                    caller: Caller::Service(SERVICE.to_owned()),
                    principal: Some(SERVICE.to_owned()),
                    at: Some(control.at.clone()),
                    by: SignedBy::Service,
                    always_https: false,
                };
                match control.settle(run) {
                    Behavior::Always => Signature {
                        always_https: true,
                        ..service
                    },
                    Behavior::NoOverride if !has_authorization(run, asked) => service,
                    Behavior::NoOverride | Behavior::Never => Signature {
                        at: Some(control.at.clone()),
                        ..of_viewer(run)
                    },
                }
            }
            Access::Identity { name, caller, at } => Signature {
                caller: caller.clone(),
                principal: Some(name.clone()),
                at: Some(at.clone()),
                by: SignedBy::Identity,
                always_https: false,
            },
        }
    }
}

/// Whether the viewer signs in a header: it says so, or it asks as somebody who would.
fn has_authorization(run: &Run, asked: &Asked) -> bool {
    let signs = match run.request.caller {
        Caller::Anonymous => false,
        Caller::Role(_)
        | Caller::User(_)
        | Caller::Account(_)
        | Caller::Service(_)
        | Caller::OriginAccessIdentity(_) => !run.request.presigned,
    };
    signs || asked.headers.get("authorization").is_some()
}

/// The viewer's own signature, as far as it reaches the origin.
fn viewer(run: &Run, asked: &Asked, passes_header: bool, passes_query: bool) -> Signature {
    let caller = &run.request.caller;
    let by = if run.request.presigned && passes_query {
        SignedBy::ViewerByQuery
    } else if !run.request.presigned && passes_header && has_authorization(run, asked) {
        SignedBy::ViewerByHeader
    } else {
        SignedBy::Nobody
    };
    let (caller, principal) = match (by, caller) {
        (SignedBy::Nobody, _) | (_, Caller::Anonymous) => (Caller::Anonymous, None),
        (_, Caller::Role(identity) | Caller::User(identity)) => {
            (caller.clone(), Some(identity.arn.clone()))
        }
        (_, Caller::OriginAccessIdentity(identity)) => (caller.clone(), Some(identity.arn.clone())),
        (_, Caller::Account(name) | Caller::Service(name)) => (caller.clone(), Some(name.clone())),
    };
    Signature {
        caller,
        principal,
        at: None,
        by,
        always_https: false,
    }
}
