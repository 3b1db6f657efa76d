//! What a request carries of itself for a condition key: what follows from who asks and for what.

use std::borrow::Cow;

use super::asked::Asked;
use super::decimal::Decimal;
use super::key::Key;
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::request::Values;
use crate::template::Text;

/// What a request has for a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Carried<'a> {
    /// Nothing: it does not carry the key.
    Absent,
    /// One value.
    One(Cow<'a, str>),
    /// One value, of which parts are not known.
    Partly(Cow<'a, Text>),
    /// Several values, or a list of one.
    Many(&'a [String]),
    /// That is not known.
    Unknown {
        /// Whether it may be that the request does not carry the key.
        absent: bool,
    },
}

impl<'a> Carried<'a> {
    fn one(value: impl Into<Cow<'a, str>>) -> Self {
        Self::One(value.into())
    }

    /// Present, but who knows with which value.
    const PRESENT: Self = Self::Unknown { absent: false };

    /// Who knows whether present at all.
    const OPEN: Self = Self::Unknown { absent: true };
}

impl<'a> From<&'a Values> for Carried<'a> {
    fn from(values: &'a Values) -> Self {
        match values {
            Values::Absent => Self::Absent,
            Values::One(value) => Self::One(Cow::Borrowed(value)),
            // "The key value resolves to a null dataset": as good as no key.
            Values::Many(values) if values.is_empty() => Self::Absent,
            Values::Many(values) => Self::Many(values),
        }
    }
}

/// Prefixes of services whose keys other services' requests do not carry; those that are "cross-service" are not here.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>: "This condition key is unique
/// to the service."
const SERVICES: &[&str] = &[
    "cloudfront",
    "dynamodb",
    "events",
    "iam",
    "kms",
    "logs",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "states",
    "sts",
];

/// Prefixes of keys that only the session of a role carries that an identity provider let in.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
const PROVIDERS: &[&str] = &[
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "graph.facebook.com",
    "saml",
    "www.amazon.com",
];

impl<'a> Asked<'_, '_, 'a> {
    /// What the request has for a key: given, implied by the way it came, or by who asks for what.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html> says of each key in which
    /// requests it is ("Availability").
    pub(super) fn carried(&self, key: &Key) -> Carried<'a> {
        let name = key.name();
        if let Some(values) = self.given(name) {
            return Carried::from(values);
        }
        if let Some(moment) = self.same_moment(name) {
            return Carried::one(moment);
        }
        match name.split_once(':') {
            Some(("aws", name)) => self.global(name),
            Some((prefix, name)) => self.of_service(prefix, name),
            None => Carried::OPEN,
        }
    }

    /// `aws:EpochTime` and `aws:CurrentTime` tell the same moment: where one is given, the other follows.
    fn same_moment(&self, name: &str) -> Option<String> {
        let other = match name {
            "aws:currenttime" => "aws:epochtime",
            "aws:epochtime" => "aws:currenttime",
            _ => return None,
        };
        match self.given(other)? {
            Values::One(moment) => Some(Decimal::moment(moment)?.to_string()),
            Values::Absent | Values::Many(_) => None,
        }
    }

    fn global(&self, name: &str) -> Carried<'a> {
        match name {
            "principalarn"
            | "principalaccount"
            | "principaltype"
            | "principalisawsservice"
            | "principalservicename"
            | "principalservicenameslist"
            | "principalorgid"
            | "principalorgpaths"
            | "userid"
            | "username" => self.principal(name),
            // "Always included in the request context for most service actions."
            "resourceaccount" => Carried::one(self.call.owner),
            "requestedregion" => self.region(),
            // "The key also returns `false` when the principal makes the call directly", as all do that are asked about.
            "viaawsservice" => Carried::one("false"),
            "calledvia" | "calledviafirst" | "calledvialast" | "calledviaawsmcp" => Carried::Absent,
            "securetransport" | "currenttime" | "epochtime" => Carried::PRESENT,
            // "Only when the call to your resource is being made directly by an AWS service principal."
            "sourcearn" | "sourceaccount" | "sourceorgid" | "sourceorgpaths" => {
                match self.call.caller {
                    Caller::Service(_) => Carried::OPEN,
                    Caller::Anonymous
                    | Caller::Role(_)
                    | Caller::User(_)
                    | Caller::Account(_)
                    | Caller::OriginAccessIdentity(_) => Carried::Absent,
                }
            }
            "tokenissuetime" | "multifactorauthpresent" | "multifactorauthage" => {
                self.temporary(name)
            }
            "assumedroot"
            | "federatedprovider"
            | "signinsessionarn"
            | "chatbotsourcearn"
            | "ec2instancesourcevpc"
            | "ec2instancesourceprivateipv4"
            | "sourceidentity"
            | "viacustomerdomain" => self.of_session(),
            _ => match name.split_once('/') {
                Some(("principaltag", tag)) => self.tag(tag),
                _ => Carried::OPEN,
            },
        }
    }

    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>
    fn principal(&self, name: &str) -> Carried<'a> {
        match self.call.caller {
            Caller::Anonymous => match name {
                "principalaccount" | "userid" => Carried::one("anonymous"),
                "principaltype" => Carried::one("Anonymous"),
                _ => Carried::Absent,
            },
            Caller::Role(role) => match name {
                // "For IAM roles, the request context returns the ARN of the role."
                "principalarn" => self.arn(role),
                "principalaccount" => Carried::one(role.account.as_str()),
                "principaltype" => Carried::one("AssumedRole"),
                "principalisawsservice" => Carried::one("false"),
                "userid" => self.session_id(role),
                "principalorgid" | "principalorgpaths" => Carried::OPEN,
                _ => Carried::Absent,
            },
            Caller::User(user) => match name {
                "principalarn" => self.arn(user),
                "principalaccount" => Carried::one(user.account.as_str()),
                "principaltype" => Carried::one("User"),
                "principalisawsservice" => Carried::one("false"),
                "username" => self.user_name(user),
                "userid" => Carried::PRESENT,
                "principalorgid" | "principalorgpaths" => Carried::OPEN,
                _ => Carried::Absent,
            },
            // Taken for the account's root user, whom its page gives these.
            Caller::Account(account) => match name {
                "principalarn" => {
                    let partition = self.world().resources.settings.partition().name();
                    Carried::one(format!("arn:{partition}:iam::{account}:root"))
                }
                "principalaccount" | "userid" => Carried::one(account.as_str()),
                "principaltype" => Carried::one("Account"),
                "principalisawsservice" => Carried::one("false"),
                "principalorgid" | "principalorgpaths" => Carried::OPEN,
                _ => Carried::Absent,
            },
            Caller::Service(service) => match name {
                "principalisawsservice" => Carried::one("true"),
                "principalservicename" => Carried::one(service.as_str()),
                // In all requests, by the page, but of none of the accounts that a policy could name.
                "principalaccount" => Carried::one(format!("<account of {service}>")),
                "principaltype" | "userid" | "principalservicenameslist" => Carried::PRESENT,
                _ => Carried::Absent,
            },
            Caller::OriginAccessIdentity(identity) => match name {
                "principalarn" => self.arn(identity),
                "principalaccount" => Carried::one(identity.account.as_str()),
                "principalisawsservice" => Carried::one("false"),
                "principaltype" | "userid" => Carried::PRESENT,
                "username" => Carried::OPEN,
                _ => Carried::Absent,
            },
        }
    }

    fn arn(&self, identity: &'a Identity) -> Carried<'a> {
        match self.arn_of(identity) {
            Some(arn) if arn.as_known().is_none() => Carried::Partly(Cow::Borrowed(arn)),
            Some(_) | None => Carried::one(identity.arn.as_str()),
        }
    }

    /// What follows the last `/` of the ARN.
    fn user_name(&self, user: &'a Identity) -> Carried<'a> {
        let named = self
            .holder()
            .map(|holder| &holder.name)
            .filter(|name| name.as_known().is_none());
        match named {
            Some(name) => Carried::Partly(Cow::Borrowed(name)),
            None => Carried::one(user.arn.rsplit('/').next().unwrap_or(&user.arn)),
        }
    }

    /// `role-id:session-name`. The id of a role of the template is what `Fn::GetAtt` gives for its `RoleId`.
    fn session_id(&self, role: &'a Identity) -> Carried<'a> {
        let Some(id) = role.resource else {
            return Carried::PRESENT;
        };
        let id = format!("AROA<{}>:", self.world().resources.name(id));
        if let Some(session) = &role.session {
            return Carried::one(id + session);
        }
        let mut whole = Text::from(id);
        whole.push_unknown(Key::session_name(&role.arn).fact());
        Carried::Partly(Cow::Owned(whole))
    }

    /// Keys that credentials carry which are temporary, as those of roles are; a user may have such.
    fn temporary(&self, name: &str) -> Carried<'a> {
        match self.call.caller {
            Caller::Role(_) if name == "tokenissuetime" => Carried::PRESENT,
            Caller::Role(_) | Caller::User(_) | Caller::Account(_) => Carried::OPEN,
            Caller::Anonymous | Caller::Service(_) | Caller::OriginAccessIdentity(_) => {
                Carried::Absent
            }
        }
    }

    /// "These condition keys are only available when a request is made by a principal with role session or federated user
    /// principal credentials."
    fn of_session(&self) -> Carried<'a> {
        match self.call.caller {
            Caller::Role(_) => Carried::OPEN,
            Caller::Anonymous
            | Caller::User(_)
            | Caller::Account(_)
            | Caller::Service(_)
            | Caller::OriginAccessIdentity(_) => Carried::Absent,
        }
    }

    /// `aws:PrincipalTag/…`: a tag that the template gives, unless sessions of the role may carry another; who knows which
    /// tags it has beside those.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>
    fn tag(&self, tag: &str) -> Carried<'a> {
        match self.call.caller {
            Caller::Role(_) | Caller::User(_) => {
                let holder = self.holder();
                let holder = holder.filter(|holder| !holder.sessions_may_be_tagged);
                match holder.and_then(|holder| holder.tag(tag)) {
                    Some(value) => value
                        .as_known()
                        .map_or_else(|| Carried::Partly(Cow::Borrowed(value)), Carried::one),
                    None => Carried::OPEN,
                }
            }
            Caller::Anonymous
            | Caller::Account(_)
            | Caller::Service(_)
            | Caller::OriginAccessIdentity(_) => Carried::Absent,
        }
    }

    /// The region in the ARN; that of services which have one endpoint for all regions.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion>
    fn region(&self) -> Carried<'a> {
        let resource = self.call.resource.as_known().unwrap_or_default();
        let region = resource.split(':').nth(3).unwrap_or_default();
        let is_global = matches!(self.service(), "iam" | "cloudfront" | "route53");
        match region {
            "" if is_global && self.world().resources.settings.partition().name() == "aws" => {
                Carried::one("us-east-1")
            }
            "" => Carried::PRESENT,
            region => Carried::one(region.to_owned()),
        }
    }

    fn of_service(&self, prefix: &str, name: &str) -> Carried<'a> {
        let service = self.service();
        let elsewhere = SERVICES.contains(&prefix) && prefix != service;
        match (prefix, name) {
            _ if elsewhere => Carried::Absent,
            _ if PROVIDERS.contains(&prefix) => self.of_session(),
            ("ec2", "roledelivery" | "sourceinstancearn")
            | ("ssm", "sourceinstancearn")
            | ("glue", "roleassumedby" | "credentialissuingservice")
            | ("codebuild", "buildarn" | "projectarn")
            | ("lambda", "sourcefunctionarn") => self.of_session(),
            ("lambda", _) if service != "lambda" => Carried::Absent,
            ("s3", "resourceaccount") => Carried::one(self.call.owner),
            ("kms", "calleraccount") => match self.call.caller.account() {
                Some(account) => Carried::one(account),
                None => Carried::OPEN,
            },
            _ => Carried::OPEN,
        }
    }
}
