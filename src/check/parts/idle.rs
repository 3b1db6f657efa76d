//! Actions of a statement that are for none of the resources that it names.

use super::document::{Document, Of};
use super::statement::{Named, Statement};
use crate::aws::Action;
use crate::aws::service_action::{Service, ServiceAction, stands_for};
use crate::diag::{Path, Severity};
use crate::template::Text;

/// For what an action of S3 is that is for none of the resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// For objects, and the statement names buckets.
    Objects,
    /// For buckets, and the statement names objects.
    Buckets,
}

/// Actions that do nothing in their statement.
#[derive(Debug)]
pub struct Idle<'s, 'a> {
    /// The statement.
    pub statement: &'s Statement<'a>,
    /// The actions.
    pub actions: Vec<&'s Named<'a>>,
    /// Whether the statement has no action that does anything.
    pub is_all: bool,
    /// Whether S3 refuses the policy for it: "Action does not apply to any resource(s) in statement".
    pub is_refused: bool,
}

impl<'a> Document<'a> {
    /// The actions of S3 that are for objects where the statement names buckets alone, or the other way round.
    pub fn idle(&self, wanted: For) -> Vec<Idle<'_, 'a>> {
        let is_policy_of_bucket = matches!(self.of, Of::Bucket(..));
        let mut found = Vec::new();
        for statement in &self.statements {
            let patterns: Vec<String> = statement.resources.iter().map(Named::pattern).collect();
            if patterns.is_empty() || !statement.not_actions.is_empty() {
                continue;
            }
            let mut actions = Vec::new();
            for action in &statement.actions {
                if is_idle(action, &patterns) == Some(wanted)
                    && (is_policy_of_bucket || !self.does_elsewhere(statement, action))
                {
                    actions.push(action);
                }
            }
            if !actions.is_empty() {
                found.push(Idle {
                    is_all: actions.len() == statement.actions.len(),
                    is_refused: is_policy_of_bucket,
                    statement,
                    actions,
                });
            }
        }
        found
    }

    /// Whether another statement of the document has the action with a resource that it is for.
    fn does_elsewhere(&self, but: &Statement, action: &Named) -> bool {
        let Some((service, all)) = meaning(action) else {
            return false;
        };
        let names = |statement: &&Statement| {
            let patterns: Vec<String> = statement.resources.iter().map(Named::pattern).collect();
            let covers = |other: &Named| {
                let other: Option<Action> =
                    other.text.as_known().and_then(|text| text.parse().ok());
                let own: Option<Action> = action.text.as_known().and_then(|text| text.parse().ok());
                other
                    .zip(own)
                    .is_some_and(|(other, own)| other.covers(&own))
            };
            statement.number != but.number
                && statement.allows == but.allows
                && statement.actions.iter().any(covers)
                && all
                    .iter()
                    .any(|one| patterns.iter().any(|pattern| service.applies(one, pattern)))
        };
        self.statements.iter().any(|statement| names(&statement))
    }
}

fn meaning(action: &Named) -> Option<(&'static Service, Vec<&'static ServiceAction>)> {
    let action: Action = action.text.as_known()?.parse().ok()?;
    stands_for(&action)
}

/// Whether an action of S3 is for none of the resources, and for what it is.
fn is_idle(action: &Named, patterns: &[String]) -> Option<For> {
    let (service, all) = meaning(action)?;
    if service.prefix != "s3" || all.is_empty() {
        return None;
    }
    let applies =
        |one: &&ServiceAction| patterns.iter().any(|pattern| service.applies(one, pattern));
    if all.iter().any(applies) {
        return None;
    }
    let is_for = |kind: &str| {
        let of = |one: &&ServiceAction| service.types_of(one).any(|known| known.name == kind);
        all.iter().any(of)
    };
    let names = |kind: &str| {
        let known = service.types.iter().find(|known| known.name == kind);
        known.is_some_and(|known| patterns.iter().any(|pattern| known.shape.meets(pattern)))
    };
    if is_for("object") && names("bucket") {
        return Some(For::Objects);
    }
    (is_for("bucket") && names("object")).then_some(For::Buckets)
}

impl Idle<'_, '_> {
    /// How much it matters: AWS refuses the policy, or its statement grants nothing; otherwise a part of it does.
    pub fn severity(&self) -> Severity {
        let grants_nothing = self.is_all && self.statement.allows == Some(true);
        if self.is_refused || grants_nothing {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// Where the action stands, or the list of those that do nothing.
    pub fn at(&self) -> &Path {
        match self.actions[..] {
            [only] => &only.term.at,
            [..] => self.statement.at("Action"),
        }
    }

    /// The actions in backticks.
    pub fn names(&self) -> String {
        let names = self
            .actions
            .iter()
            .map(|action| format!("`{}`", action.text));
        names.collect::<Vec<_>>().join(", ")
    }

    /// What comes of it.
    pub fn outcome(&self) -> &'static str {
        match (self.is_refused, self.statement.allows, self.is_all) {
            (true, _, _) => {
                "S3 refuses the policy with `Action does not apply to any resource(s) in statement`"
            }
            (false, Some(false), _) => "nothing is denied by it",
            (false, _, true) => "the statement grants nothing",
            (false, _, false) => "it is not granted",
        }
    }

    /// The first resource of the statement, as it stands there.
    pub fn resource(&self) -> Option<&Text> {
        self.statement.resources.first().map(|named| &named.text)
    }
}
