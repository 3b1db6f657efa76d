//! Of whom a statement of a resource's policy speaks.

use crate::template::{Said, Term, Text};

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
    pub(super) account: String,
    /// The name of the role, without its path.
    pub(super) role: String,
    pub(super) name: String,
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
