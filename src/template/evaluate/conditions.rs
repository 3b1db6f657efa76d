//! Conditions: whether something is made, and which of two branches is taken.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html>

use super::super::text::{Fact, Part, Text};
use super::Evaluator;
use crate::aws::wildcard::{self, Case};
use crate::diag::Path;
use crate::source::{Node, Value};

impl Evaluator<'_> {
    /// Whether the condition of this name holds; one that is not there, or that needs itself, is not known.
    pub(super) fn condition(&self, name: &str) -> bool {
        let known = self.conditions.borrow().get(name).copied();
        if let Some(known) = known {
            return known;
        }
        let mut entries = self.template.section("Conditions").iter();
        let entry = entries.find(|entry| entry.key == name);
        let question = format!("condition {name}");
        let holds = match entry {
            None => self.whether(&question, &[Fact::new(&question)]),
            // A ring of conditions ends where it is nested too deeply.
            Some(entry) => self.holds_below(&entry.value, &Path::from_iter(["Conditions", name])),
        };
        self.conditions.borrow_mut().insert(name.to_owned(), holds);
        holds
    }

    fn holds(&self, node: &Node, at: &Path) -> bool {
        let Some([entry]) = node.as_map() else {
            return match &node.value {
                Value::Bool(bool) => *bool,
                Value::String(text) if text == "true" => true,
                Value::String(text) if text == "false" => false,
                Value::Null
                | Value::Number(_)
                | Value::String(_)
                | Value::List(_)
                | Value::Map(_) => self.undecided(at),
            };
        };
        let at = at.join(entry.key.as_str());
        let argument = &entry.value;
        let items = argument.as_list().unwrap_or_default();
        let each = || {
            (0_usize..)
                .zip(items)
                .map(|(position, item)| self.holds_below(item, &at.join(position)))
        };
        match entry.key.as_str() {
            "Condition" => match argument.as_str() {
                Some(name) => self.condition(name),
                None => self.undecided(&at),
            },
            "Fn::Equals" => match items {
                [left, right] => self.equals(left, right, &at),
                _ => self.undecided(&at),
            },
            "Fn::And" => each().all(|holds| holds),
            "Fn::Or" => each().any(|holds| holds),
            "Fn::Not" => match items {
                [item] => !self.holds_below(item, &at.join(0)),
                _ => self.undecided(&at),
            },
            _ => self.undecided(&at),
        }
    }

    fn holds_below(&self, node: &Node, at: &Path) -> bool {
        let depth = *self.depth.borrow();
        if depth > super::DEEPEST {
            return self.undecided(at);
        }
        *self.depth.borrow_mut() = depth + 1;
        let holds = self.holds(node, at);
        *self.depth.borrow_mut() = depth;
        holds
    }

    fn undecided(&self, at: &Path) -> bool {
        let fact = Self::misplaced("what holds", at);
        self.whether(fact.as_str(), std::slice::from_ref(&fact))
    }

    fn whether(&self, question: &str, facts: &[Fact]) -> bool {
        self.trial.borrow_mut().whether(question, facts)
    }

    /// Whether two values are the same text.
    fn equals(&self, left: &Node, right: &Node, at: &Path) -> bool {
        let left = self.text(left, &at.join(0));
        let right = self.text(right, &at.join(1));
        if left == right {
            return true;
        }
        if self.cannot_be(&left, &right) || self.cannot_be(&right, &left) {
            return false;
        }
        let facts: Vec<Fact> = left.facts().chain(right.facts()).cloned().collect();
        self.whether(&format!("{left} = {right}"), &facts)
    }

    /// Whether the first text, which may have unknown parts, surely is not the second.
    fn cannot_be(&self, text: &Text, other: &Text) -> bool {
        let Some(other) = other.as_known() else {
            return false;
        };
        if !wildcard::matches(&text.widest(), other, Case::Sensitive) {
            return true;
        }
        // A parameter that is still unknown is none of the values that conditions ask for: those were chosen before.
        match text.parts() {
            [Part::Unknown(fact)] => self.was_chosen_not_to_be(fact, other),
            _ => false,
        }
    }
}
