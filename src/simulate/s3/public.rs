//! Whether a bucket policy is public, as Block Public Access means it.
//!
//! A policy is taken to be public unless everything that it allows, it allows to fixed values alone: values without a
//! wildcard and without a policy variable, of the principal or of one of the condition keys that the page lists.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status>

mod condition;
mod fixed;

use fixed::Fixed;

use crate::diag::Path;
use crate::simulate::document;
use crate::template::{Fact, Said, Term, Trial};

/// Whether a policy is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publicity {
    /// It is not.
    No,
    /// It is, by this statement.
    Yes(Path),
    /// It may be: by this statement, as these facts are.
    Maybe(Path, Vec<Fact>),
}

impl Publicity {
    /// Reads a policy document.
    pub fn of(document: &Term) -> Self {
        let document = document::read(document);
        let document = document.as_ref();
        if let Some(fact) = document.unknown() {
            return Self::Maybe(document.at.clone(), vec![fact.clone()]);
        }
        let statements = document.get("Statement").map_or(&[][..], Term::items);
        let mut worst = Self::No;
        for statement in statements {
            worst = match (worst, of_statement(statement)) {
                (Self::Yes(at), _) | (_, Self::Yes(at)) => return Self::Yes(at),
                (Self::No, other) | (other, Self::No) => other,
                (Self::Maybe(at, mut facts), Self::Maybe(_, more)) => {
                    facts.extend(more);
                    Self::Maybe(at, facts)
                }
            };
        }
        worst
    }

    /// The statement that makes the policy public in this run, if one does.
    pub(super) fn because(&self, trial: &mut Trial) -> Option<&Path> {
        match self {
            Self::No => None,
            Self::Yes(at) => Some(at),
            Self::Maybe(at, facts) => trial
                .whether(&format!("the policy with {at} is public"), facts)
                .then_some(at),
        }
    }
}

fn of_statement(statement: &Term) -> Publicity {
    let at = || statement.at.clone();
    if let Some(fact) = statement.unknown() {
        return Publicity::Maybe(at(), vec![fact.clone()]);
    }
    let effect = statement.text_at(&["Effect"]).unwrap_or_default();
    let mut facts: Vec<Fact> = Vec::new();
    match effect.as_known() {
        Some("Allow") => {}
        Some(_) => return Publicity::No,
        None => facts.extend(effect.facts().cloned()),
    }
    // Everyone but the named ones is as open as everyone.
    let principal = match statement.get("Principal") {
        Some(principal) => principals(principal),
        None => Fixed::No,
    };
    let conditions = match statement.get("Condition") {
        Some(conditions) => condition::limit(conditions),
        None => Fixed::No,
    };
    match principal.or(conditions) {
        Fixed::Yes => Publicity::No,
        Fixed::No if facts.is_empty() => Publicity::Yes(at()),
        Fixed::No => Publicity::Maybe(at(), facts),
        Fixed::Hinges(more) => {
            facts.extend(more);
            Publicity::Maybe(at(), facts)
        }
    }
}

/// Whether only fixed principals are named. Those that sign in elsewhere (`Federated`) are not among those that the page
/// lists.
fn principals(principal: &Term) -> Fixed {
    match &principal.said {
        Said::Map(entries) => entries.iter().fold(Fixed::Yes, |all, (kind, named)| {
            all.and(match kind.as_str() {
                "AWS" | "Service" | "CanonicalUser" => names(named),
                _ => Fixed::No,
            })
        }),
        Said::Unknown(fact) => Fixed::Hinges(vec![fact.clone()]),
        Said::Null | Said::Bool(_) | Said::Number(_) | Said::Text(_) | Said::List(_) => {
            names(principal)
        }
    }
}

fn names(named: &Term) -> Fixed {
    named.items().iter().fold(Fixed::Yes, |all, name| {
        all.and(match name.text() {
            Some(text) => fixed::principal(&text),
            None => Fixed::No,
        })
    })
}

#[cfg(test)]
mod tests;
