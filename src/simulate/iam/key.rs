//! A condition key, by its name in whatever case.

use std::fmt;

use crate::diag::did_you_mean;
use crate::template::Fact;

/// A condition key.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>: "Context key names are
/// not case-sensitive."
#[derive(Debug, Clone)]
pub(super) struct Key {
    shown: String,
    name: String,
    /// What stands before its name where a fact is called by it.
    kind: &'static str,
}

impl Key {
    /// The key of this name.
    pub(super) fn new(shown: &str) -> Self {
        Self {
            shown: shown.to_owned(),
            name: shown.to_ascii_lowercase(),
            kind: "condition key ",
        }
    }

    /// The name of the session of a role, which no policy asks for as a key, but principals and `aws:userid` hold.
    pub(super) fn session_name(role: &str) -> Self {
        let name = format!("session name of {role}");
        Self {
            shown: name.clone(),
            name,
            kind: "",
        }
    }

    /// In lower case.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The fact that would tell its value: under one name, however policies write it.
    pub(super) fn fact(&self) -> Fact {
        Fact::of_request(format!("{}{}", self.kind, canonical(self)))
    }

    /// Whether a request may carry several values of it.
    ///
    /// Of the keys of all services those are, by their pages, that say "Value type: Multivalued":
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>. Of those of a service
    /// the operator tells: one that compares sets is for keys with several values.
    pub(super) fn may_be_many(&self) -> bool {
        match self.name.strip_prefix("aws:") {
            Some(name) => matches!(
                name,
                "calledvia"
                    | "principalorgpaths"
                    | "principalservicenameslist"
                    | "resourceorgpaths"
                    | "sourceorgpaths"
                    | "tagkeys"
                    | "vpceorgpaths"
            ),
            None => true,
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Key {}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

/// The keys of all services, as AWS's page writes them.
const GLOBAL: &[&str] = &[
    "aws:AssumedRoot",
    "aws:CalledVia",
    "aws:CalledViaAWSMCP",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:ChatbotSourceArn",
    "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:Ec2InstanceSourceVpc",
    "aws:EpochTime",
    "aws:FederatedProvider",
    "aws:IsMcpServiceAction",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalType",
    "aws:RequestedRegion",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:SecureTransport",
    "aws:SignInSessionArn",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:TagKeys",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:ViaAWSMCPService",
    "aws:ViaAWSService",
    "aws:ViaCustomerDomain",
    "aws:VpcSourceIp",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:referer",
    "aws:userid",
    "aws:username",
];

/// The beginnings of the keys of all services that hold a name of one's own, as of a tag.
const GLOBAL_WITH_NAME: [&str; 3] = ["aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/"];

/// The key of all services that is meant by a name which is none of them, nor of any service: one letter is wrong, or two.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
pub fn meant_condition_key(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let is_known = GLOBAL.iter().any(|known| known.eq_ignore_ascii_case(name));
    let begins = |known: &&str| lower.starts_with(&known.to_ascii_lowercase());
    // `aws:SourceOwner` is of the first years, and no longer on the page.
    if !lower.starts_with("aws:")
        || is_known
        || GLOBAL_WITH_NAME.iter().any(begins)
        || lower == "aws:sourceowner"
    {
        return None;
    }
    let written: Vec<(String, &'static str)> = GLOBAL
        .iter()
        .map(|known| (known.to_ascii_lowercase(), *known))
        .collect();
    let near = did_you_mean(&lower, written.iter().map(|(lower, _)| lower.as_str()))?;
    let mut all = written.iter();
    all.find(|(lower, _)| *lower == near)
        .map(|(_, known)| *known)
}

/// The one way to write a key: AWS's own where it is one of all services, else the policy's.
fn canonical(key: &Key) -> &str {
    let same = |known: &&&str| known.eq_ignore_ascii_case(&key.name);
    GLOBAL.iter().find(same).map_or(&key.shown, |known| known)
}

#[cfg(test)]
mod tests {
    use super::{Key, meant_condition_key};

    #[test]
    fn names_in_any_case() {
        assert_eq!(Key::new("AWS:sourceip"), Key::new("aws:SourceIp"));
        let fact = Key::new("AWS:sourceip").fact();
        assert_eq!(fact.as_str(), "condition key aws:SourceIp");
        let fact = Key::new("s3:prefix").fact();
        assert_eq!(fact.as_str(), "condition key s3:prefix");
    }

    #[test]
    fn a_name_that_is_nearly_a_key() {
        let meant = meant_condition_key;
        assert_eq!(meant("AWS:SourceArns"), Some("aws:SourceArn"));
        assert_eq!(meant("aws:SecureTransports"), Some("aws:SecureTransport"));
        for known in [
            "AWS:sourcearn",
            "aws:PrincipalTag/team",
            "s3:prefix",
            "aws:SourceOwner",
            "aws:Weather",
        ] {
            assert_eq!(meant(known), None, "{known}");
        }
    }

    #[test]
    fn one_value_or_several() {
        assert!(!Key::new("aws:SourceIp").may_be_many());
        assert!(Key::new("aws:TagKeys").may_be_many());
        assert!(Key::new("dynamodb:Attributes").may_be_many());
    }
}
