//! Who asks, looked up: a logical id, an ARN, an account, a service, or nobody.

use super::super::caller::{Caller, Identity};
use super::super::world::ResourceId;
use super::Asked;
use crate::aws::Arn;
use crate::template::Text;

/// The beginning of the ARN of an origin access identity, behind its partition.
const OAI: &str = "user/CloudFront Origin Access Identity ";

impl Asked<'_> {
    /// The principal that a word names.
    pub(super) fn principal(&self, word: &str) -> Result<Caller, String> {
        if word == "anonymous" {
            return Ok(Caller::Anonymous);
        }
        if let Some(account) = word.strip_prefix("account:") {
            return account_of(account).map(Caller::Account);
        }
        if let Some(service) = word.strip_prefix("service:") {
            if service.is_empty() || !service.contains('.') {
                return Err(format!(
                    "`{service}` is not a service principal, as `cloudfront.amazonaws.com` is one"
                ));
            }
            return Ok(Caller::Service(service.to_owned()));
        }
        if word.starts_with("arn:") {
            return self.by_arn(word);
        }
        match self.named(word) {
            Some(id) => self.by_id(word, id),
            None => Err(format!(
                "there is no `{word}` in the template to ask as{}\na principal is `anonymous`, a logical id of a role, user, function or identity, an ARN, `account:123456789012`, or `service:cloudfront.amazonaws.com`",
                self.meant(word)
            )),
        }
    }

    fn by_id(&self, word: &str, id: ResourceId) -> Result<Caller, String> {
        let resource = self.world.resources.get(id);
        match resource.kind.as_str() {
            "AWS::IAM::Role" => Ok(Caller::Role(self.identity(id))),
            "AWS::IAM::User" => Ok(Caller::User(self.identity(id))),
            "AWS::CloudFront::CloudFrontOriginAccessIdentity" => {
                Ok(Caller::OriginAccessIdentity(self.oai(id)))
            }
            "AWS::Lambda::Function" => {
                let role = resource.properties.text_at(&["Role"]);
                match role {
                    Some(role) => match self.role_of(&role) {
                        Some(id) => Ok(Caller::Role(self.identity(id))),
                        None => match role.as_known() {
                            Some(known) => self.by_arn(known),
                            None => Ok(Caller::Role(outside(&role.to_string()))),
                        },
                    },
                    None => Err(format!("the function `{word}` has no role")),
                }
            }
            other => Err(format!(
                "`{word}` is of type {other}, which is no principal; a role, a user, a function or an origin access identity is one"
            )),
        }
    }

    /// The role of the template with this ARN.
    fn role_of(&self, arn: &Text) -> Option<ResourceId> {
        let mut roles = self.world.resources.of_kind("AWS::IAM::Role");
        roles
            .find(|(_, role)| role.attribute("Arn") == Some(arn))
            .map(|(id, _)| id)
    }

    fn identity(&self, id: ResourceId) -> Identity {
        let resource = self.world.resources.get(id);
        let arn = resource.attribute("Arn").map(ToString::to_string);
        Identity {
            arn: arn.unwrap_or_default(),
            account: self.world.resources.settings.account.clone(),
            session: None,
            resource: Some(id),
        }
    }

    fn oai(&self, id: ResourceId) -> Identity {
        let resources = &self.world.resources;
        let partition = resources.settings.partition().name();
        let reference = resources.get(id).reference.as_ref();
        let name = reference.map(ToString::to_string).unwrap_or_default();
        Identity {
            arn: format!("arn:{partition}:iam::cloudfront:{OAI}{name}"),
            account: "cloudfront".to_owned(),
            session: None,
            resource: Some(id),
        }
    }

    /// The principal of an ARN: one of the template, if that has it.
    fn by_arn(&self, word: &str) -> Result<Caller, String> {
        let arn: Arn = word.parse()?;
        let text = Text::from(word);
        let refused = || {
            Err(format!(
                "`{word}` is not the ARN of a principal: a role, a user, a role session, or the root of an account"
            ))
        };
        let kind = arn.resource.split(['/', ':']).next().unwrap_or_default();
        match (arn.service.as_str(), kind) {
            ("iam", "root") => account_of(&arn.account).map(Caller::Account),
            ("iam", "user") if arn.account == "cloudfront" => {
                let identities = "AWS::CloudFront::CloudFrontOriginAccessIdentity";
                let resources = &self.world.resources;
                let mut known = resources.of_kind(identities).map(|(id, _)| self.oai(id));
                let found = known.find(|identity| identity.arn == word);
                Ok(Caller::OriginAccessIdentity(found.unwrap_or(Identity {
                    account: "cloudfront".to_owned(),
                    ..outside(word)
                })))
            }
            ("iam", "role") => {
                let identity = self.role_of(&text).map(|id| self.identity(id));
                Ok(Caller::Role(identity.unwrap_or_else(|| outside(word))))
            }
            ("iam", "user") => {
                let mut users = self.world.resources.of_kind("AWS::IAM::User");
                let known = users.find(|(_, user)| user.attribute("Arn") == Some(&text));
                let identity = known.map(|(id, _)| self.identity(id));
                Ok(Caller::User(identity.unwrap_or_else(|| outside(word))))
            }
            ("sts", "assumed-role") => self.session(&arn).map_or_else(refused, Ok),
            (_, _) => refused(),
        }
    }

    /// A session of a role: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, which leaves the path of the role out.
    fn session(&self, arn: &Arn) -> Option<Caller> {
        let mut parts = arn.resource.split('/').skip(1);
        let (role, session) = (parts.next()?, parts.next()?);
        let mut roles = self.world.resources.of_kind("AWS::IAM::Role");
        let own = arn.account == self.world.resources.settings.account;
        let known = roles.find(|(_, known)| {
            own && known.reference.as_ref().and_then(Text::as_known) == Some(role)
        });
        let mut identity = match known {
            Some((id, _)) => self.identity(id),
            None => outside(&format!(
                "arn:{}:iam::{}:role/{role}",
                arn.partition, arn.account
            )),
        };
        identity.session = Some(session.to_owned());
        Some(Caller::Role(identity))
    }
}

/// An identity that the template does not make.
fn outside(arn: &str) -> Identity {
    Identity {
        arn: arn.to_owned(),
        account: arn.split(':').nth(4).unwrap_or_default().to_owned(),
        session: None,
        resource: None,
    }
}

fn account_of(text: &str) -> Result<String, String> {
    if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "`{text}` is not an account: those have twelve digits"
        ))
    }
}
