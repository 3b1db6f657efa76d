//! A policy document.

use super::statement::{Effect, Statement};
use crate::diag::{Path, Step};
use crate::simulate::document;
use crate::simulate::world::ResourceId;
use crate::source::{Document, Entry, Node, Value, read};
use crate::template::{Fact, Said, Term, Text};

/// The version of the language that has variables.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>
const WITH_VARIABLES: &str = "2012-10-17";

/// A policy document.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
#[derive(Debug, Default)]
pub(in crate::simulate) struct Policy {
    /// The resource that holds it.
    pub(super) holder: Option<ResourceId>,
    pub(super) statements: Vec<Statement>,
    /// What would tell the rest: it may allow, deny, or say nothing of what is asked.
    pub(super) open: Vec<Fact>,
}

impl Policy {
    /// Reads a policy document that a resource of the template holds. Statements that AWS would refuse say nothing.
    pub(in crate::simulate) fn read(holder: Option<ResourceId>, document: &Term) -> Self {
        let mut policy = Self {
            holder,
            ..Self::default()
        };
        let document = document::read(document);
        let document = document.as_ref();
        match &document.said {
            Said::Map(_) => policy.read_statements(document),
            Said::Unknown(fact) => policy.open.push(fact.clone()),
            Said::Text(text) => policy.open.extend(text.facts().cloned()),
            Said::Null | Said::Bool(_) | Said::Number(_) | Said::List(_) => {}
        }
        policy
    }

    /// A policy of which nothing is known.
    pub(in crate::simulate) fn unknown(fact: Fact) -> Self {
        Self {
            open: vec![fact],
            ..Self::default()
        }
    }

    /// Reads a policy document that came with the request, each part in its place there.
    pub(super) fn given(document: &Node, at: &Path) -> Self {
        let below = |at: &Path, step: Step| at.join(step);
        Self::read(None, &said(document, at, below))
    }

    /// Reads a policy document that stands nowhere in the template, but is meant at one place in it.
    pub(super) fn placed(holder: ResourceId, document: &Node, at: &Path) -> Self {
        let same = |at: &Path, _: Step| at.clone();
        Self::read(Some(holder), &said(document, at, same))
    }

    /// The policy of a key that has none of its own: it lets the account decide.
    ///
    /// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>
    pub(super) fn of_new_key(holder: ResourceId, at: &Path, account: &str) -> Self {
        let text = format!(
            r#"{{"Version": "2012-10-17", "Statement": {{"Sid": "Enable IAM User Permissions", "Effect": "Allow",
                "Principal": {{"AWS": "{account}"}}, "Action": "kms:*", "Resource": "*"}}}}"#
        );
        let tree = read(&Document::new("the policy of a new key", text));
        tree.map_or_else(|_| Self::default(), |tree| Self::placed(holder, &tree, at))
    }

    fn read_statements(&mut self, document: &Term) {
        let version = document.text_at(&["Version"]);
        let version = version.as_ref().and_then(Text::as_known);
        let variables = version == Some(WITH_VARIABLES);
        let Some(statements) = document.get("Statement") else {
            return;
        };
        for (number, statement) in statements.items().iter().enumerate() {
            if let Said::Unknown(fact) = &statement.said {
                self.open.push(fact.clone());
            } else {
                self.statements
                    .extend(Statement::read(number, statement, variables));
            }
        }
    }

    /// The patterns by which its statements name resources, each as one that matches all that it may come to.
    pub(in crate::simulate) fn resources(&self) -> impl Iterator<Item = String> {
        let statements = self.statements.iter();
        statements.flat_map(|statement| statement.resources.patterns())
    }

    /// Whether it may allow an action, whoever asks.
    pub(super) fn may_allow(&self, action: &str) -> bool {
        let may = |statement: &Statement| {
            statement.effect != Effect::Deny && statement.actions.may_name(action)
        };
        !self.open.is_empty() || self.statements.iter().any(may)
    }
}

/// What a tree says in which nothing is to be evaluated.
fn said(node: &Node, at: &Path, below: fn(&Path, Step) -> Path) -> Term {
    let said = match &node.value {
        Value::Null => Said::Null,
        Value::Bool(bool) => Said::Bool(*bool),
        Value::Number(number) => Said::Number(number.clone()),
        Value::String(text) => Said::Text(Text::from(text.as_str())),
        Value::List(items) => {
            let items = items.iter().enumerate();
            let item = |(number, item)| said(item, &below(at, Step::Index(number)), below);
            Said::List(items.map(item).collect())
        }
        Value::Map(entries) => {
            let value = |entry: &Entry| {
                let at = below(at, Step::Key(entry.key.clone()));
                (entry.key.clone(), said(&entry.value, &at, below))
            };
            Said::Map(entries.iter().map(value).collect())
        }
    };
    Term {
        at: at.clone(),
        said,
    }
}
