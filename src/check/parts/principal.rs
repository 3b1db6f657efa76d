//! Whom a statement names in a way that AWS refuses.

use super::document::Of;
use super::statement::{Named, Statement};
use crate::check::Deployed;
use crate::simulate::ResourceId;
use crate::template::Text;

/// The kinds of principals that there are.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
const KINDS: [&str; 4] = ["AWS", "Service", "CanonicalUser", "Federated"];
/// How the name of an origin access identity begins.
const IDENTITY: &str = "user/CloudFront Origin Access Identity ";

/// What is wrong with a principal: what it is, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongPrincipal {
    /// What stands there.
    pub is: String,
    /// What to write.
    pub write: String,
}

impl Deployed<'_> {
    /// Whether a statement of a bucket's policies names somebody in a way that S3 refuses.
    pub fn has_wrong_principal(&self, bucket: ResourceId) -> bool {
        self.documents
            .iter()
            .filter(|document| matches!(&document.of, Of::Bucket(_, Some(id)) if *id == bucket))
            .flat_map(|document| &document.statements)
            .any(|statement| self.wrong_principals(statement).next().is_some())
    }

    /// The principals of a statement that AWS refuses.
    pub fn wrong_principals<'s, 'a>(
        &'s self,
        statement: &'s Statement<'a>,
    ) -> impl Iterator<Item = (&'s Named<'a>, WrongPrincipal)> {
        let all = statement.principals.iter();
        all.filter_map(|(kind, named)| Some((named, self.wrong_principal(kind, named)?)))
    }

    fn wrong_principal(&self, kind: &str, named: &Named) -> Option<WrongPrincipal> {
        let wrong = |is: String, write: String| Some(WrongPrincipal { is, write });
        let text = &named.text;
        if let Some(found) = self.of_the_template(kind, text) {
            return Some(found);
        }
        let known = text.as_known()?;
        if kind == "*" {
            let write = format!("write the kind before it: `Principal: {{ AWS: \"{known}\" }}`");
            return match known {
                "*" => None,
                _ => wrong(format!("`{known}` is named without its kind"), write),
            };
        }
        if !KINDS.contains(&kind) {
            let write =
                "the kinds of principals are `AWS`, `Service`, `Federated` and `CanonicalUser`";
            return wrong(
                format!("there is no kind of principal `{kind}`"),
                write.to_owned(),
            );
        }
        if known != "*" && known.contains(['*', '?']) && kind != "Federated" {
            return wrong(
                format!("`{known}` has a wildcard for a part of a principal"),
                "name the principal in full, or everybody (`*`) with a condition on `aws:PrincipalArn`".to_owned(),
            );
        }
        let is = match kind {
            "AWS" => return of_aws(known),
            "Service" if known == "*" => "`Service: \"*\"` names no service".to_owned(),
            "Service" if known.starts_with("arn:") => {
                format!("`{known}` is an ARN, and no service")
            }
            "Service" if !known.contains('.') => {
                format!("`{known}` is no service, as `cloudfront.amazonaws.com` is one")
            }
            "CanonicalUser"
                if known.starts_with("arn:") || is_account(known) || known.starts_with('E') =>
            {
                format!("`{known}` is no canonical user id: that has hexadecimal digits alone")
            }
            _ => return None,
        };
        wrong(is, match kind {
            "Service" => "name the service by its principal, such as `cloudfront.amazonaws.com`".to_owned(),
            _ => "write the canonical user id: of an identity it is `Fn::GetAtt` of `S3CanonicalUserId`".to_owned(),
        })
    }

    /// References to what the template makes, each in the form in which people write it by mistake.
    fn of_the_template(&self, kind: &str, text: &Text) -> Option<WrongPrincipal> {
        let resources = self.resources();
        let is = |attribute: Option<&Text>| attribute == Some(text);
        for (_, identity) in resources.of_kind("AWS::CloudFront::CloudFrontOriginAccessIdentity") {
            let id = &identity.id;
            let arn = format!(
                "`!Sub arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${{{id}}}` under `AWS`"
            );
            let canonical = is(identity.attribute("S3CanonicalUserId"));
            if is(identity.reference.as_ref()) {
                let is = format!("`{id}` is named by its id alone");
                return Some(WrongPrincipal {
                    is,
                    write: format!("write {arn}"),
                });
            }
            if canonical && kind != "CanonicalUser" {
                let is = format!("the canonical user id of `{id}` stands under `{kind}`");
                return Some(WrongPrincipal {
                    is,
                    write: format!("write it under `CanonicalUser`, or {arn}"),
                });
            }
        }
        for (_, distribution) in resources.of_kind("AWS::CloudFront::Distribution") {
            if is(distribution.reference.as_ref())
                || is(distribution.attribute("Arn"))
                || is(distribution.attribute("DomainName"))
            {
                let id = &distribution.id;
                return Some(WrongPrincipal {
                    is: format!("`{id}` is a distribution, and no principal"),
                    write: format!(
                        "write `Service: cloudfront.amazonaws.com` with a condition `aws:SourceArn` of `{id}`, for an origin access control, or the ARN of an origin access identity under `AWS`"
                    ),
                });
            }
        }
        for kind in ["AWS::IAM::Role", "AWS::IAM::User"] {
            for (_, role) in resources.of_kind(kind) {
                if is(role.reference.as_ref()) {
                    let id = &role.id;
                    return Some(WrongPrincipal {
                        is: format!("`{id}` is named by its name instead of its ARN"),
                        write: format!("write `!GetAtt {id}.Arn`"),
                    });
                }
            }
        }
        for (_, function) in resources.of_kind("AWS::Lambda::Function") {
            if is(function.reference.as_ref()) || is(function.attribute("Arn")) {
                let id = &function.id;
                return Some(WrongPrincipal {
                    is: format!("`{id}` is a function, and no principal: it acts as its role"),
                    write: format!("name the role of `{id}` by its ARN"),
                });
            }
        }
        None
    }
}

/// What is wrong with a text under `AWS`, if anything is.
fn of_aws(name: &str) -> Option<WrongPrincipal> {
    let arns = "name an account by its twelve digits, a role or a user by its ARN";
    let wrong = |is: String| {
        Some(WrongPrincipal {
            is,
            write: arns.to_owned(),
        })
    };
    if name == "*" || is_account(name) {
        return None;
    }
    let parts: Vec<&str> = name.splitn(6, ':').collect();
    match parts[..] {
        ["arn", _, "iam", _, "cloudfront", resource] => match resource.strip_prefix(IDENTITY) {
            Some(id) if !id.is_empty() => None,
            Some(_) | None => Some(WrongPrincipal {
                is: format!("`{name}` is not the ARN of an origin access identity"),
                write: "write `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ID`, with its spaces".to_owned(),
            }),
        },
        ["arn", _, "iam" | "sts", _, account, resource] => {
            let kind = resource.split('/').next().unwrap_or_default();
            match kind {
                "group" => wrong(format!("`{name}` is a group, and groups are no principals")),
                _ if !is_account(account) && account != "aws" => {
                    wrong(format!("`{name}` names no account: `{account}` has not twelve digits"))
                }
                "root" | "role" | "user" | "assumed-role" | "federated-user" => None,
                _ => wrong(format!("`{name}` is neither an account, a role, a user nor a session")),
            }
        }
        ["arn", _, "cloudfront", ..] => Some(WrongPrincipal {
            is: format!("`{name}` is the ARN of a distribution, and no principal"),
            write: "write `Service: cloudfront.amazonaws.com` with this ARN in a condition `aws:SourceArn`".to_owned(),
        }),
        ["arn", _, service, _, _, _] => wrong(format!("`{name}` is an ARN of {service}, and no principal")),
        _ if name.ends_with(".amazonaws.com") => Some(WrongPrincipal {
            is: format!("the service `{name}` stands under `AWS`"),
            write: "write it under `Service`".to_owned(),
        }),
        _ if name.starts_with('E') && name.len() >= 13 && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            Some(WrongPrincipal {
                is: format!("`{name}` is the id of an identity or a distribution alone"),
                write: "write `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ID` for an identity".to_owned(),
            })
        }
        _ if is_unique_id(name) => wrong(format!("`{name}` is the id of a role or user that AWS writes where that was deleted")),
        _ => wrong(format!("`{name}` names nobody")),
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>
fn is_unique_id(text: &str) -> bool {
    text.starts_with("AROA") || text.starts_with("AIDA")
}
