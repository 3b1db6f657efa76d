//! What the policies of a role let it do at all, told rather too widely than too narrowly.

use super::document::{Document, Of};
use super::statement::{Named, Statement};
use crate::aws::managed_policy;
use crate::check::Deployed;
use crate::simulate::ResourceId;
use crate::template::{Resource, Term, Text};

/// The statements by which a role may do something.
#[derive(Debug)]
pub struct Grants<'d, 'a> {
    /// Those that stand in the template and allow something.
    pub statements: Vec<(&'d Document<'a>, &'d Statement<'a>)>,
    /// The texts of the policies of AWS that the role has.
    managed: Vec<&'static str>,
    /// Whether all its policies are known.
    pub complete: bool,
}

impl<'a> Deployed<'a> {
    /// What a role of the template may do.
    pub fn grants_of(&self, id: ResourceId, role: &'a Resource) -> Grants<'_, 'a> {
        let mut grants = Grants {
            statements: Vec::new(),
            managed: Vec::new(),
            complete: true,
        };
        let is_own =
            |document: &&Document| matches!(&document.of, Of::Identity(of) if of.contains(&id));
        grants.add(self.documents.iter().filter(is_own));
        let managed = role.properties.get("ManagedPolicyArns");
        for term in managed.map(Term::items).unwrap_or_default() {
            let Some(arn) = term.text() else {
                grants.complete = false;
                continue;
            };
            let of_arn = |document: &&Document| document.holder.reference.as_ref() == Some(&*arn);
            let here = self.documents.iter().filter(of_arn);
            match arn.as_known().and_then(managed_policy::document) {
                Some(text) => grants.managed.push(text),
                None if here.clone().next().is_some() => grants.add(here),
                None => grants.complete = false,
            }
        }
        grants
    }

    /// Whether the policy of a bucket or a table may let roles of the account in.
    pub fn lets_roles_in(&self, id: ResourceId, resource: &Resource) -> bool {
        let is_role = |(kind, named): &(String, Named)| {
            let is_of_account = matches!(kind.as_str(), "AWS" | "*");
            is_of_account && !named.text.to_string().contains(":cloudfront:user/")
        };
        let of_bucket = self.documents.iter().filter(|document| {
            matches!(&document.of, Of::Bucket(_, None))
                || matches!(&document.of, Of::Bucket(_, Some(of)) if *of == id)
        });
        let mut allowing = of_bucket
            .flat_map(|document| &document.statements)
            .filter(|statement| statement.allows != Some(false));
        allowing.any(|statement| {
            statement.has_not_principal || statement.principals.iter().any(is_role)
        }) || resource.properties.get("ResourcePolicy").is_some()
    }
}

impl<'d, 'a> Grants<'d, 'a> {
    fn add(&mut self, documents: impl Iterator<Item = &'d Document<'a>>) {
        for document in documents {
            // A document that is a text of JSON, or not known, is not read.
            self.complete &= document.term.get("Statement").is_some();
            let allowing = document.statements.iter();
            let allowing = allowing.filter(|statement| statement.allows != Some(false));
            self.statements
                .extend(allowing.map(|statement| (document, statement)));
        }
    }

    /// Whether the role may do anything of a service to a bucket or a table, or to what is in it.
    pub fn may_touch(&self, service: &str, arn: &Text) -> bool {
        let names = |text: &&str| {
            let lower = text.to_ascii_lowercase();
            lower.contains(&format!("\"{service}:"))
                || lower.contains("\"action\":\"*\"")
                || lower.contains("\"action\":[\"*\"]")
                || lower.contains("\"notaction\"")
        };
        !self.complete
            || self.managed.iter().any(names)
            || self.statements.iter().any(|(_, statement)| {
                is_of_service(statement, service)
                    && (!statement.not_resources.is_empty()
                        || statement
                            .resources
                            .iter()
                            .any(|resource| may_be_of(&resource.text, arn)))
            })
    }

    /// Whether the role may do anything of a service, to whatever.
    pub fn may_use(&self, service: &str) -> bool {
        let named = format!("\"{service}:");
        !self.complete
            || self.managed.iter().any(|text| text.contains(&named))
            || self
                .statements
                .iter()
                .any(|(_, statement)| is_of_service(statement, service))
    }
}

/// Whether a statement may speak of actions of a service.
pub fn is_of_service(statement: &Statement, service: &str) -> bool {
    let named = |action: &Named| match action.text.as_known() {
        Some(known) => match known.split_once(':') {
            Some((prefix, _)) => prefix.eq_ignore_ascii_case(service) || prefix == "*",
            None => known == "*",
        },
        None => true,
    };
    !statement.not_actions.is_empty() || statement.actions.iter().any(named)
}

/// Whether a resource of a policy may be what has this ARN, or what is in it.
fn may_be_of(resource: &Text, arn: &Text) -> bool {
    let (resource, is_open) = beginning(resource);
    let (arn, is_part) = beginning(arn);
    if resource.contains(":accesspoint/") {
        return true;
    }
    match resource.strip_prefix(arn.as_str()) {
        Some(rest) => is_part || rest.is_empty() || rest.starts_with('/'),
        None => (is_open || is_part) && arn.starts_with(resource.as_str()),
    }
}

/// Whether a resource of a policy is surely what has this ARN, or something in it, and nothing else.
pub fn is_surely_of(resource: &Text, arn: &Text) -> bool {
    let Some(arn) = arn.as_known().filter(|arn| !arn.is_empty()) else {
        return false;
    };
    let (resource, is_open) = beginning(resource);
    let rest = resource.strip_prefix(arn);
    rest.is_some_and(|rest| rest.starts_with('/') || (rest.is_empty() && !is_open))
}

/// The beginning of a text up to the first wildcard or what is not known, and whether that is not all of it.
fn beginning(text: &Text) -> (String, bool) {
    let wide = text.widest();
    match wide.find(['*', '?']) {
        Some(end) => (wide.get(..end).unwrap_or_default().to_owned(), true),
        None => (wide, false),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_surely_of, may_be_of};
    use crate::template::{Fact, Text};

    #[test]
    fn what_a_resource_of_a_policy_may_be() {
        let arn = Text::from("arn:aws:s3:::photos");
        let open = Text::from(Fact::new("parameter P"));
        for (resource, may, surely) in [
            ("arn:aws:s3:::photos", true, true),
            ("arn:aws:s3:::photos/*", true, true),
            ("arn:aws:s3:::photos/a/*", true, true),
            ("arn:aws:s3:::photos*", true, false),
            ("arn:aws:s3:::*", true, false),
            ("*", true, false),
            ("arn:aws:s3:::photos-too/*", false, false),
            ("arn:aws:s3:::photo", false, false),
            ("arn:aws:s3:::frontend/*", false, false),
        ] {
            let text = Text::from(resource);
            assert_eq!(may_be_of(&text, &arn), may, "{resource}");
            assert_eq!(is_surely_of(&text, &arn), surely, "{resource}");
        }
        assert!(may_be_of(&open, &arn) && !is_surely_of(&open, &arn));
        assert!(may_be_of(&arn, &open));
    }
}
