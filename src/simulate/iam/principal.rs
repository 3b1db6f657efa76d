//! Of whom a statement of a resource's policy speaks.

use std::sync::Arc;

use super::asked::Asked;
use super::holds::Holds;
use super::key::Key;
use super::operator::{Comparison, Quantity};
use super::pattern::{Pattern, shield};
use super::suppose::Literal;
use super::test::{Test, Value};
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::matching;
use crate::template::{Fact, Said, Term, Text};

/// `Principal` or `NotPrincipal`.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
#[derive(Debug)]
pub(super) enum Principals {
    /// These.
    Only(Vec<Principal>),
    /// All but these.
    AllBut(Vec<Principal>),
}

/// One of them. Wildcards that stand for a part of a name match nothing: "You cannot use a wildcard to match part of a
/// principal name or ARN."
#[derive(Debug)]
pub(super) enum Principal {
    /// `*`.
    Everyone,
    /// An account, by its digits or the ARN of its root user.
    Account(String),
    /// A role, a user or an origin access identity.
    Identity(String),
    /// A session of a role.
    Session(Session),
    /// A service.
    Service(Text),
    /// A canonical user.
    Canonical(Text),
    /// Somebody of AWS, but not all of it is known.
    Open(Text),
    /// Nobody who can be asked for: identity providers, and what AWS refuses.
    Nobody,
}

/// A session of a role: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/NAME`.
#[derive(Debug)]
pub(super) struct Session {
    account: String,
    /// The name of the role, without its path.
    role: String,
    name: String,
}

/// How directly somebody is named; the more, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// By the account, which may pass it on to its identities.
    ByAccount,
    /// By the role of the session.
    ByRole,
    /// Directly, or as one of everybody.
    Directly,
}

impl Principals {
    /// Reads those of a statement; `None` where it has none, or both, as AWS takes it in no policy of a resource.
    pub(super) fn read(statement: &Term) -> Option<Self> {
        match (statement.get("Principal"), statement.get("NotPrincipal")) {
            (Some(listed), None) => Some(Self::Only(Principal::read_all(listed))),
            (None, Some(listed)) => Some(Self::AllBut(Principal::read_all(listed))),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

impl Principal {
    fn read_all(listed: &Term) -> Vec<Self> {
        match &listed.said {
            Said::Text(text) if text.as_known() == Some("*") => vec![Self::Everyone],
            Said::Unknown(fact) => vec![Self::Open(Text::from(fact.clone()))],
            Said::Map(kinds) => kinds
                .iter()
                .flat_map(|(kind, names)| names.items().iter().map(|name| Self::read(kind, name)))
                .collect(),
            Said::Null | Said::Bool(_) | Said::Number(_) | Said::Text(_) | Said::List(_) => {
                vec![Self::Nobody]
            }
        }
    }

    fn read(kind: &str, name: &Term) -> Self {
        let Some(name) = name.text() else {
            return Self::Nobody;
        };
        match (kind, name.as_known()) {
            ("AWS", Some(known)) => Self::of_aws(known),
            ("AWS", None) => Self::Open(name.into_owned()),
            // "The service principal in an IAM policy can't be `"Service": "*"`."
            ("Service", Some("*")) => Self::Nobody,
            ("Service", _) => Self::Service(name.into_owned()),
            ("CanonicalUser", _) => Self::Canonical(name.into_owned()),
            _ => Self::Nobody,
        }
    }

    fn of_aws(name: &str) -> Self {
        if name == "*" {
            return Self::Everyone;
        }
        if name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::Account(name.to_owned());
        }
        let parts: Vec<&str> = name.splitn(6, ':').collect();
        match parts[..] {
            ["arn", _, "iam", "", account, "root"] => Self::Account(account.to_owned()),
            ["arn", _, "iam", "", _, _] => Self::Identity(name.to_owned()),
            ["arn", _, "sts", "", account, resource] => {
                match resource.split('/').collect::<Vec<_>>()[..] {
                    ["assumed-role", role, session] => Self::Session(Session {
                        account: account.to_owned(),
                        role: role.to_owned(),
                        name: session.to_owned(),
                    }),
                    _ => Self::Nobody,
                }
            }
            _ => Self::Nobody,
        }
    }
}

/// How a statement names the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Naming {
    /// At least so.
    pub(super) surely: Option<Named>,
    /// At most so.
    pub(super) perhaps: Option<Named>,
}

impl Naming {
    pub(super) const NOT: Self = Self {
        surely: None,
        perhaps: None,
    };

    fn of(named: Named, holds: Holds) -> Self {
        Self {
            surely: (holds == Holds::Yes).then_some(named),
            perhaps: (holds != Holds::No).then_some(named),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            surely: self.surely.max(other.surely),
            perhaps: self.perhaps.max(other.perhaps),
        }
    }
}

impl Asked<'_, '_, '_> {
    /// How a statement names the caller.
    ///
    /// "The `NotPrincipal` element with a `Deny` effect will always deny any IAM principal that has a permissions boundary
    /// policy attached, regardless of the values specified."
    pub(super) fn names_caller(&mut self, principals: &Principals, denies: bool) -> Naming {
        match principals {
            Principals::Only(listed) => {
                let mut naming = Naming::NOT;
                for principal in listed {
                    naming = naming.or(self.is_principal(principal));
                    if naming.surely == Some(Named::Directly) {
                        break;
                    }
                }
                naming
            }
            Principals::AllBut(_) if denies && self.has_boundary() => {
                Naming::of(Named::Directly, Holds::Yes)
            }
            Principals::AllBut(listed) => {
                let named = Holds::any(listed.iter().map(|principal| {
                    let naming = self.is_principal(principal);
                    match (naming.surely, naming.perhaps) {
                        (Some(_), _) => Holds::Yes,
                        (None, Some(_)) => Holds::Hinges,
                        (None, None) => Holds::No,
                    }
                }));
                Naming::of(Named::Directly, named.not())
            }
        }
    }

    fn is_principal(&mut self, principal: &Principal) -> Naming {
        let caller = self.call.caller;
        match (principal, caller) {
            (Principal::Everyone, _) => Naming::of(Named::Directly, Holds::Yes),
            (Principal::Account(account), caller) => {
                let is_it = caller.account() == Some(account);
                Naming::of(Named::ByAccount, Holds::from(is_it))
            }
            (
                Principal::Identity(arn),
                Caller::Role(identity)
                | Caller::User(identity)
                | Caller::OriginAccessIdentity(identity),
            ) => {
                let is_it = match self.arn_of(identity) {
                    Some(own) if own.as_known().is_none() => {
                        let arn = Text::from(arn.as_str());
                        self.same(&arn, own)
                    }
                    Some(_) | None => Holds::from(identity.arn == *arn),
                };
                Naming::of(self.by_its_arn(), is_it)
            }
            (Principal::Session(session), Caller::Role(role)) => self.is_session(session, role),
            (Principal::Service(listed), Caller::Service(service)) => {
                let is_it = match listed.as_known() {
                    Some(listed) => Holds::from(listed == service),
                    None => self.same(listed, &Text::from(service.as_str())),
                };
                Naming::of(Named::Directly, is_it)
            }
            (Principal::Canonical(listed), caller) => self.is_canonical(listed, caller),
            (Principal::Open(listed), caller) => self.is_open(listed, caller),
            (
                Principal::Identity(_)
                | Principal::Session(_)
                | Principal::Service(_)
                | Principal::Nobody,
                _,
            ) => Naming::NOT,
        }
    }

    /// Who names the ARN of a role names its sessions, and who names a user's ARN the user; but a session that a user began
    /// with a policy of its own is bound by that policy.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
    fn by_its_arn(&self) -> Named {
        match self.call.caller {
            Caller::Role(_) => Named::ByRole,
            Caller::User(_) if self.request().facts.session_policy.is_some() => Named::ByRole,
            Caller::User(_)
            | Caller::OriginAccessIdentity(_)
            | Caller::Anonymous
            | Caller::Account(_)
            | Caller::Service(_) => Named::Directly,
        }
    }

    fn is_session(&mut self, session: &Session, role: &Identity) -> Naming {
        let named = match self.holder().map(|holder| &holder.name) {
            Some(name) => {
                let role = Text::from(session.role.as_str());
                self.same(&role, name)
            }
            None => Holds::from(role.arn.rsplit('/').next() == Some(&session.role)),
        };
        let is_of_role = Holds::all([Holds::from(role.account == session.account), named]);
        if is_of_role == Holds::No {
            return Naming::NOT;
        }
        let is_it = match &role.session {
            Some(name) => Holds::from(*name == session.name),
            None => self.is_session_named(role, &session.name),
        };
        Naming::of(Named::Directly, Holds::all([is_of_role, is_it]))
    }

    /// The name of the session, where it was not given, is supposed as if it were the value of a key.
    fn is_session_named(&mut self, role: &Identity, name: &str) -> Holds {
        let name = Pattern::read(&Text::from(name), false, false);
        let test = Test {
            comparison: Comparison::Text,
            values: vec![Value::Text(name)],
        };
        let literal = Literal {
            quantity: Quantity::One,
            negated: false,
            test: Arc::new(test),
        };
        self.suppose(&Key::session_name(&role.arn), literal)
    }

    /// A canonical user is an origin access identity or an account.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html>
    fn is_canonical(&mut self, listed: &Text, caller: &Caller) -> Naming {
        const KIND: &str = "AWS::CloudFront::CloudFrontOriginAccessIdentity";
        const ID: &str = "S3CanonicalUserId";
        let resources = &self.world().resources;
        match caller {
            Caller::OriginAccessIdentity(identity) => {
                let own = identity.resource.map(|id| resources.get(id));
                let fact = || Fact::new(format!("canonical user of {}", identity.arn));
                let own = own.and_then(|own| own.attribute(ID)).cloned();
                let own = own.unwrap_or_else(|| Text::from(fact()));
                Naming::of(Named::Directly, self.same(listed, &own))
            }
            Caller::Role(_) | Caller::User(_) | Caller::Account(_) => {
                let is_of_identity = resources
                    .of_kind(KIND)
                    .any(|(_, identity)| identity.attribute(ID) == Some(listed));
                let account = caller.account().unwrap_or_default();
                let fact = Fact::new(format!("canonical user of account {account}"));
                if is_of_identity {
                    return Naming::NOT;
                }
                let is_it = self.same(listed, &Text::from(fact));
                Naming::of(Named::ByAccount, is_it)
            }
            Caller::Anonymous | Caller::Service(_) => Naming::NOT,
        }
    }

    /// A principal of which parts are not known may turn out to be the caller, its account, or everybody.
    fn is_open(&mut self, listed: &Text, caller: &Caller) -> Naming {
        let mut naming = Naming::NOT;
        if let Caller::Role(identity)
        | Caller::User(identity)
        | Caller::OriginAccessIdentity(identity) = caller
        {
            let own = match self.arn_of(identity) {
                Some(own) => own.clone(),
                None => Text::from(identity.arn.as_str()),
            };
            let is_it = self.same(listed, &own);
            naming = naming.or(Naming::of(self.by_its_arn(), is_it));
        }
        if naming.surely.is_none()
            && let Some(account) = caller.account()
        {
            let partition = self.world().resources.settings.partition().name();
            let root = Text::from(format!("arn:{partition}:iam::{account}:root"));
            let is_root = self.same(listed, &root);
            naming = naming.or(Naming::of(Named::ByAccount, is_root));
            if is_root != Holds::Yes {
                let is_it = self.same(listed, &Text::from(account));
                naming = naming.or(Naming::of(Named::ByAccount, is_it));
            }
        }
        if naming.surely.is_none() {
            let is_everyone = self.same(listed, &Text::from(shield("*")));
            naming = naming.or(Naming::of(Named::Directly, is_everyone));
        }
        naming
    }

    /// Whether two texts are the same.
    pub(super) fn same(&mut self, one: &Text, other: &Text) -> Holds {
        match matching::decided_same(one, other) {
            Some(same) => Holds::from(same),
            None if !self.supposing => Holds::Hinges,
            None => Holds::from(matching::same(one, other, self.run.trial)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Principal;

    #[test]
    fn principals_of_aws() {
        let read = Principal::of_aws;
        assert!(matches!(read("*"), Principal::Everyone));
        assert!(
            matches!(read("123456789012"), Principal::Account(account) if account == "123456789012")
        );
        assert!(matches!(
            read("arn:aws:iam::123456789012:root"),
            Principal::Account(account) if account == "123456789012"
        ));
        assert!(matches!(
            read("arn:aws:iam::123456789012:role/path/reader"),
            Principal::Identity(_)
        ));
        assert!(matches!(
            read("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"),
            Principal::Identity(_)
        ));
        assert!(matches!(
            read("arn:aws:sts::123456789012:assumed-role/reader/me"),
            Principal::Session(_)
        ));
        assert!(matches!(read("AROAEXAMPLE"), Principal::Nobody));
        assert!(matches!(read("arn:aws:s3:::b"), Principal::Nobody));
    }
}
