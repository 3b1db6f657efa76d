//! Which parts of a template count in the way in which it turns out.

use crate::check::Deployed;
use crate::diag::{Path, Step};
use crate::source::{Node, Value};
use crate::template::Template;

impl Deployed<'_> {
    /// Whether a condition holds; `None` where nothing that is made asks for it.
    pub fn holds(&self, condition: &str) -> Option<bool> {
        let mut known = self.resources().conditions().iter();
        known
            .find(|(name, _)| name == condition)
            .map(|(_, holds)| *holds)
    }

    /// Whether what stands at a path of the template is evaluated: the resource is made, the output is given, and every
    /// `Fn::If` on the way takes this branch. What is not known is not.
    pub fn is_taken(&self, at: &Path) -> bool {
        let [Step::Key(section), Step::Key(id), rest @ ..] = at.steps() else {
            return false;
        };
        let Some(mut node) = self.part(section, id) else {
            return false;
        };
        let is_made = match section.as_str() {
            "Resources" => self.resources().find(id).is_some(),
            "Outputs" => match node.get("Condition") {
                Some(condition) => {
                    let condition = condition.as_str();
                    condition.and_then(|condition| self.holds(condition)) == Some(true)
                }
                None => true,
            },
            _ => false,
        };
        if !is_made {
            return false;
        }
        let mut is_branch = false;
        for step in rest {
            if is_branch && !self.takes_branch(node, step) {
                return false;
            }
            is_branch = matches!(step, Step::Key(key) if key == "Fn::If");
            let below = match step {
                Step::Key(key) => node.get(key),
                Step::Index(position) => node.as_list().and_then(|list| list.get(*position)),
            };
            // A path into a text, as that of a variable of `Fn::Sub`, ends above it.
            let Some(below) = below else {
                return true;
            };
            node = below;
        }
        true
    }

    /// Whether an `Fn::If` takes one of its branches; its condition is always evaluated.
    fn takes_branch(&self, arguments: &Node, step: &Step) -> bool {
        let Some([condition, _, _]) = arguments.as_list() else {
            return false;
        };
        let holds = condition.as_str().and_then(|name| self.holds(name));
        match step {
            Step::Index(0) => true,
            Step::Index(1) => holds == Some(true),
            Step::Index(2) => holds == Some(false),
            Step::Index(_) | Step::Key(_) => false,
        }
    }

    fn part(&self, section: &str, id: &str) -> Option<&Node> {
        let mut entries = self.template.section(section).iter();
        entries
            .find(|entry| entry.key == id)
            .map(|entry| &entry.value)
    }

    /// Whether the conditions of the template hang on nothing but what is known: on parameters that have a value.
    pub fn has_settled_conditions(&self) -> bool {
        let given = &self.resources().settings.parameters;
        let conditions = self.template.section("Conditions").iter();
        let mut names = Vec::new();
        for condition in conditions {
            refs(&condition.value, &mut names);
        }
        names.iter().all(|name| {
            name.starts_with("AWS::")
                || given.contains_key(name)
                || default_of(self.template, name).is_some()
        })
    }
}

/// The default value of a parameter, where it is one of the template's own and not the name of one elsewhere.
pub fn default_of<'t>(template: &'t Template, name: &str) -> Option<&'t Node> {
    let mut parameters = template.section("Parameters").iter();
    let parameter = parameters.find(|entry| entry.key == name)?;
    let kind = parameter.value.get("Type").and_then(Node::as_str)?;
    let is_elsewhere = kind.starts_with("AWS::SSM::");
    parameter.value.get("Default").filter(|_| !is_elsewhere)
}

/// The names that `Ref` has in a part of the template.
fn refs(node: &Node, names: &mut Vec<String>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| refs(item, names)),
        Value::Map(entries) => {
            for entry in entries {
                match entry.value.as_str() {
                    Some(name) if entry.key == "Ref" => names.push(name.to_owned()),
                    Some(_) | None => refs(&entry.value, names),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
