//! An origin access control of the template: for which kind of origin, and whether it signs.

use crate::check::Deployed;
use crate::check::parts::Origin;
use crate::template::{Resource, Term, Text};

/// An origin access control.
#[derive(Debug)]
pub struct Control<'a> {
    /// The resource.
    pub resource: &'a Resource,
    /// The kind of origin that it is for, such as `s3` and `lambda`, where that is known.
    pub origin_type: Option<String>,
    /// When it signs, where that is known.
    pub signing: Option<Signing>,
}

/// When an origin access control signs requests.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originaccesscontrol-originaccesscontrolconfig.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// Always.
    Always,
    /// Where the viewer sends no `Authorization`.
    NoOverride,
    /// Never.
    Never,
}

impl<'a> Control<'a> {
    /// The control that an origin names, if the template makes it.
    pub fn of(deployed: &Deployed<'a>, origin: &Origin) -> Option<Self> {
        let (_, id) = origin.control()?;
        let mut all = deployed.of_kind("AWS::CloudFront::OriginAccessControl");
        let is_it = |resource: &Resource| {
            resource.reference.as_ref() == Some(&id) || resource.attribute("Id") == Some(&id)
        };
        let (_, resource) = all.find(|(_, resource)| is_it(resource))?;
        let text = |key| {
            let text = setting(resource, key)?.text()?.into_owned();
            text.as_known().map(str::to_owned)
        };
        Some(Self {
            resource,
            origin_type: text("OriginAccessControlOriginType"),
            signing: match text("SigningBehavior").as_deref() {
                Some("always") => Some(Signing::Always),
                Some("no-override") => Some(Signing::NoOverride),
                Some("never") => Some(Signing::Never),
                Some(_) | None => None,
            },
        })
    }

    /// Where the template says a setting, or where the control stands.
    pub fn at(&self, key: &str) -> &'a crate::diag::Path {
        setting(self.resource, key).map_or(&self.resource.at, |term| &term.at)
    }
}

fn setting<'a>(resource: &'a Resource, key: &str) -> Option<&'a Term> {
    resource
        .properties
        .find(&["OriginAccessControlConfig", key])
}

/// How a function URL authenticates, where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthType {
    /// It does not.
    None,
    /// By signatures of IAM.
    Iam,
}

impl AuthType {
    /// That of an `AWS::Lambda::Url`: <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>.
    pub fn of(url: &Resource) -> Option<Self> {
        let text = url.properties.text_at(&["AuthType"])?;
        Self::named(&text)
    }

    /// The one of this name.
    pub fn named(text: &Text) -> Option<Self> {
        match text.as_known() {
            Some("NONE") => Some(Self::None),
            Some("AWS_IAM") => Some(Self::Iam),
            Some(_) | None => None,
        }
    }

    /// The word in templates.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Iam => "AWS_IAM",
        }
    }
}
