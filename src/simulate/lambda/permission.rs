//! The statement that Lambda makes of an `AWS::Lambda::Permission`.
//!
//! <https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html>,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html>

use super::name::Target;
use crate::simulate::iam::Policy;
use crate::simulate::world::ResourceId;
use crate::template::{Fact, Known, Part, Resource, Said, Settings, Term, Text};

/// A permission.
#[derive(Debug)]
pub(super) struct Permission {
    pub(super) of: Target,
    pub(super) statement: Statement,
}

/// What it says, as a policy with one statement.
#[derive(Debug)]
pub(super) enum Statement {
    /// This.
    Settled(Policy),
    /// With a condition or without it, as a fact is that the template or AWS's page leaves open.
    Open {
        with: Policy,
        without: Policy,
        fact: Fact,
    },
}

/// Conditions that a property adds: the operator, the condition key, the property.
///
/// `AddPermission` compares the source by `StringLike`, as its page says. `FunctionUrlAuthType` and
/// `InvokedViaFunctionUrl` are those of <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>.
const CONDITIONS: &[(&str, &str, &str)] = &[
    ("StringLike", "aws:SourceArn", "SourceArn"),
    ("StringEquals", "aws:SourceAccount", "SourceAccount"),
    ("StringEquals", "aws:PrincipalOrgID", "PrincipalOrgID"),
    (
        "StringEquals",
        "lambda:EventSourceToken",
        "EventSourceToken",
    ),
    (
        "StringEquals",
        "lambda:FunctionUrlAuthType",
        "FunctionUrlAuthType",
    ),
];

impl Permission {
    /// Reads a permission; `None` without a function, an action or a principal.
    pub(super) fn read(id: ResourceId, resource: &Resource, settings: &Settings) -> Option<Self> {
        let properties = &resource.properties;
        let of = Target::read(&properties.text_at(&["FunctionName"])?, settings);
        let action = properties.get("Action")?.clone();
        let principal = principal(properties.get("Principal")?, settings)?;
        let mut conditions: Vec<(String, Term)> = Vec::new();
        for (operator, key, property) in CONDITIONS {
            if let Some(value) = properties.get(property) {
                add(&mut conditions, operator, key, value.clone());
            }
        }
        let written = Written {
            id,
            resource,
            action,
            principal,
            arn: of.arn(),
        };
        let via_url = |value: &str, at: &Term| {
            let mut conditions = conditions.clone();
            let value = of_text(at, Text::from(value));
            add(
                &mut conditions,
                "Bool",
                "lambda:InvokedViaFunctionUrl",
                value,
            );
            written.policy(conditions)
        };
        let plain = || written.policy(conditions.clone());
        let said = properties.get("InvokedViaFunctionUrl");
        let statement = match said.map(|term| (term, term.bool())) {
            None | Some((_, None)) => Statement::Settled(plain()),
            Some((term, Some(Known::Yes(true)))) => Statement::Settled(via_url("true", term)),
            // "Indicates whether the permission applies when the function is invoked through a function URL": whether
            // `false` then means never, or nothing, is not said.
            Some((term, Some(Known::Yes(false)))) => Statement::Open {
                with: via_url("false", term),
                without: plain(),
                fact: Fact::new("what InvokedViaFunctionUrl: false means"),
            },
            Some((term, Some(Known::No(fact)))) => Statement::Open {
                with: via_url("true", term),
                without: plain(),
                fact,
            },
        };
        Some(Self { of, statement })
    }
}

/// A permission on its way to a policy.
struct Written<'a> {
    id: ResourceId,
    resource: &'a Resource,
    action: Term,
    principal: Term,
    arn: Text,
}

impl Written<'_> {
    fn policy(&self, conditions: Vec<(String, Term)>) -> Policy {
        let here = Term {
            at: self.resource.at.clone(),
            said: Said::Null,
        };
        let text = |value: &str| of_text(&here, Text::from(value));
        let entry = |name: &str, term: Term| (name.to_owned(), term);
        let mut statement = vec![
            entry("Effect", text("Allow")),
            entry("Principal", self.principal.clone()),
            entry("Action", self.action.clone()),
            entry("Resource", of_text(&here, self.arn.clone())),
        ];
        if !conditions.is_empty() {
            statement.push(entry("Condition", said(&here, Said::Map(conditions))));
        }
        let statement = said(&here, Said::Map(statement));
        let document = Said::Map(vec![
            entry("Version", text("2012-10-17")),
            entry("Statement", statement),
        ]);
        Policy::read(Some(self.id), &said(&here, document))
    }
}

fn said(at: &Term, said: Said) -> Term {
    Term {
        at: at.at.clone(),
        said,
    }
}

fn of_text(at: &Term, text: Text) -> Term {
    said(at, Said::Text(text))
}

/// Adds a condition; those with one operator stand under it together.
fn add(conditions: &mut Vec<(String, Term)>, operator: &str, key: &str, value: Term) {
    let entry = (key.to_owned(), value);
    let known = conditions.iter_mut().find(|(known, _)| known == operator);
    match known.map(|(_, term)| &mut term.said) {
        Some(Said::Map(entries)) => entries.push(entry),
        Some(
            Said::Null
            | Said::Bool(_)
            | Said::Number(_)
            | Said::Text(_)
            | Said::List(_)
            | Said::Unknown(_),
        )
        | None => {
            let at = entry.1.at.clone();
            let map = Term {
                at,
                said: Said::Map(vec![entry]),
            };
            conditions.push((operator.to_owned(), map));
        }
    }
}

/// The principal: everyone, an account, a user or role, or a service.
fn principal(term: &Term, settings: &Settings) -> Option<Term> {
    let text = term.text()?.into_owned();
    let named = |kind: &str, text: Text| {
        let entry = (kind.to_owned(), of_text(term, text));
        said(term, Said::Map(vec![entry]))
    };
    if text.as_known() == Some("*") {
        return Some(of_text(term, text));
    }
    let begins = |word: &str| match text.parts().first() {
        Some(Part::Known(known)) => known.starts_with(word),
        Some(Part::Unknown(_)) | None => false,
    };
    let is_account = |known: &str| known.len() == 12 && known.bytes().all(|b| b.is_ascii_digit());
    Some(match text.as_known() {
        Some(known) if is_account(known) => {
            let partition = settings.partition().name();
            named(
                "AWS",
                Text::from(format!("arn:{partition}:iam::{known}:root")),
            )
        }
        Some(known) if known.starts_with("arn:") => named("AWS", text),
        Some(_) => named("Service", text),
        None if begins("arn:") => named("AWS", text),
        // It may turn out to be an account as well as a service.
        None => {
            let both =
                ["AWS", "Service"].map(|kind| (kind.to_owned(), of_text(term, text.clone())));
            said(term, Said::Map(both.to_vec()))
        }
    })
}
