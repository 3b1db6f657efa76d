//! What a name stands for: a parameter, a pseudo parameter, a resource or one of its attributes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::term::{Said, Term};
use super::super::text::{Fact, Text};
use super::{Evaluator, resolved};
use crate::diag::Path;
use crate::source::{Entry, Node, Value};

/// How many allowed values of a parameter are tried where no condition and no mapping asks for them.
const FEW_VALUES: usize = 4;

/// The values of parameters that make a difference, by the names of the parameters, as far as they were looked for.
#[derive(Default)]
pub(in crate::template) struct Candidates(RefCell<BTreeMap<String, Values>>);

/// Values that make a difference, and whether there may be yet another.
type Values = Rc<(Vec<String>, bool)>;

/// The beginning of the names of facts about parameters.
const PARAMETER: &str = "parameter ";

impl Evaluator<'_> {
    /// What `Ref` of a name says; `None` for `AWS::NoValue`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html>
    pub(super) fn named(&self, name: &str, at: &Path) -> Option<Term> {
        let text = |text: Text| Said::Text(text);
        let said = if let Some(pseudo) = name.strip_prefix("AWS::") {
            if pseudo == "NoValue" {
                return None;
            }
            text(self.pseudo(pseudo))
        } else if let Some(parameter) = find(self.template.section("Parameters"), name) {
            self.parameter(name, &parameter.value, at)
        } else {
            text(self.physical(name, None))
        };
        Some(Term {
            at: at.clone(),
            said,
        })
    }

    /// The value of a pseudo parameter.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
    fn pseudo(&self, name: &str) -> Text {
        let settings = self.settings;
        let partition = settings.partition();
        match name {
            "AccountId" => Text::from(settings.account.as_str()),
            "Region" => Text::from(settings.region.as_str()),
            "Partition" => Text::from(partition.name()),
            "URLSuffix" => Text::from(partition.url_suffix()),
            "StackName" => Text::from(settings.stack_name.as_str()),
            "StackId" => Text::from(format!(
                "arn:{}:cloudformation:{}:{}:stack/{}/<StackId>",
                partition.name(),
                settings.region,
                settings.account,
                settings.stack_name
            )),
            other => Text::from(Fact::new(format!("pseudo parameter AWS::{other}"))),
        }
    }

    /// The value of a parameter: given, or its default, or chosen among those that conditions ask for, or unknown.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>
    fn parameter(&self, name: &str, declared: &Node, at: &Path) -> Said {
        let kind = declared
            .get("Type")
            .and_then(Node::as_str)
            .unwrap_or_default();
        let given = self.settings.parameters.get(name).cloned();
        let given = given.or_else(|| declared.get("Default").and_then(written));
        if let Some(of) = kind.strip_prefix("AWS::SSM::Parameter::Value<") {
            let fact = match &given {
                Some(path) => Fact::new(format!("SSM parameter {path}")),
                None => Fact::new(format!("{PARAMETER}{name}")),
            };
            let is_list = of.starts_with("List<") || of.starts_with("CommaDelimitedList");
            return if is_list {
                Said::Unknown(fact)
            } else {
                Said::Text(Text::from(fact))
            };
        }
        let is_list = kind == "CommaDelimitedList" || kind.starts_with("List<");
        match given {
            Some(given) if is_list => {
                let item = |text: &str| Term {
                    at: at.clone(),
                    said: Said::Text(Text::from(text.trim())),
                };
                Said::List(given.split(',').map(item).collect())
            }
            Some(given) => Said::Text(resolved(Text::from(given))),
            None if is_list => Said::Unknown(Fact::new(format!("{PARAMETER}{name}"))),
            None => Said::Text(self.chosen(name, declared)),
        }
    }

    /// One of the values that a parameter without a value may have, where conditions or mappings ask for them.
    fn chosen(&self, name: &str, declared: &Node) -> Text {
        let fact = Fact::new(format!("{PARAMETER}{name}"));
        let candidates = self.candidates(name, declared);
        let (values, open) = &*candidates;
        if values.is_empty() {
            return Text::from(fact);
        }
        let options = values.len() + usize::from(*open);
        let question = fact.as_str().to_owned();
        let taken = {
            let mut trial = self.trial.borrow_mut();
            trial.choose(&question, std::slice::from_ref(&fact), options)
        };
        values
            .get(taken)
            .map_or_else(|| Text::from(fact), |value| Text::from(value.as_str()))
    }

    /// Whether a fact is a parameter whose value was chosen to be none that conditions compare it with, as this is one.
    pub(super) fn was_chosen_not_to_be(&self, fact: &Fact, value: &str) -> bool {
        let Some(name) = fact.as_str().strip_prefix(PARAMETER) else {
            return false;
        };
        find(self.template.section("Parameters"), name).is_some_and(|entry| {
            self.candidates(name, &entry.value)
                .0
                .iter()
                .any(|one| one == value)
        })
    }

    /// The values of a parameter among which conditions and mappings tell, and whether it may have yet another; looked for
    /// once.
    fn candidates(&self, name: &str, declared: &Node) -> Values {
        if let Some(known) = self.candidates.0.borrow().get(name) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.look_for_candidates(name, declared));
        let mut all = self.candidates.0.borrow_mut();
        all.insert(name.to_owned(), Rc::clone(&found));
        found
    }

    fn look_for_candidates(&self, name: &str, declared: &Node) -> (Vec<String>, bool) {
        let mut literals = Vec::new();
        let mut keys = Vec::new();
        for entry in self.template.section("Conditions") {
            compared(&entry.value, name, &mut literals);
        }
        for section in ["Resources", "Outputs", "Conditions"] {
            for entry in self.template.section(section) {
                looked_up(&entry.value, name, &mut keys);
            }
        }
        for map in &keys {
            if let Some(map) = find(self.template.section("Mappings"), map) {
                let entries = map.value.as_map().unwrap_or_default();
                literals.extend(entries.iter().map(|entry| entry.key.clone()));
            }
        }
        let allowed = declared.get("AllowedValues").and_then(Node::as_list);
        let allowed = allowed.filter(|allowed| {
            // Many values that only stand in names are no reason to look at as many templates.
            !literals.is_empty() || allowed.len() <= FEW_VALUES
        });
        if let Some(allowed) = allowed {
            return (allowed.iter().filter_map(written).collect(), false);
        }
        if literals.is_empty() {
            return (Vec::new(), true);
        }
        literals.sort();
        literals.dedup();
        (literals, true)
    }

    /// The physical id of a resource, or one of its attributes; each is formed once.
    pub(super) fn physical(&self, id: &str, attribute: Option<&str>) -> Text {
        let name = attribute.map_or_else(|| id.to_owned(), |attribute| format!("{id}.{attribute}"));
        let fact = || Text::from(Fact::new(format!("`{name}`")));
        let known = self.names.borrow().get(&name).cloned();
        if let Some(known) = known {
            // One that is still looked for needs itself.
            return known.unwrap_or_else(fact);
        }
        let Some(entry) = find(self.template.section("Resources"), id) else {
            return fact();
        };
        if !self.exists(&entry.value) {
            return fact();
        }
        self.names.borrow_mut().insert(name.clone(), None);
        let found = match attribute {
            None => self.reference(id, &entry.value),
            Some(attribute) => self.attribute(id, &entry.value, attribute),
        };
        let found = found.unwrap_or_else(fact);
        self.names
            .borrow_mut()
            .insert(name.clone(), Some(found.clone()));
        found
    }
}

pub(super) fn find<'a>(section: &'a [Entry], key: &str) -> Option<&'a Entry> {
    section.iter().find(|entry| entry.key == key)
}

/// A scalar as CloudFormation takes it for the value of a parameter.
fn written(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::Bool(bool) => Some(bool.to_string()),
        Value::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(written).collect();
            items.map(|items| items.join(","))
        }
        Value::Null | Value::Map(_) => None,
    }
}

/// Collects the literals that a parameter is compared with.
fn compared(node: &Node, name: &str, found: &mut Vec<String>) {
    each(node, &mut |key, argument| {
        if key == "Fn::Equals" && names_parameter(argument, name) {
            found.extend(
                argument
                    .as_list()
                    .unwrap_or_default()
                    .iter()
                    .filter_map(written),
            );
        }
    });
}

/// Collects the maps in which a parameter is the key of the first level.
fn looked_up(node: &Node, name: &str, found: &mut Vec<String>) {
    each(node, &mut |key, argument| {
        if key == "Fn::FindInMap"
            && let Some([map, first, ..]) = argument.as_list()
            && is_parameter(first, name)
        {
            found.extend(map.as_str().map(str::to_owned));
        }
    });
}

fn is_parameter(node: &Node, name: &str) -> bool {
    node.get("Ref").and_then(Node::as_str) == Some(name)
}

fn names_parameter(argument: &Node, name: &str) -> bool {
    let items = argument.as_list().unwrap_or_default();
    items.iter().any(|item| is_parameter(item, name))
}

/// Calls for every entry of every map.
fn each(node: &Node, call: &mut impl FnMut(&str, &Node)) {
    match &node.value {
        Value::List(items) => {
            for item in items {
                each(item, call);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                call(&entry.key, &entry.value);
                each(&entry.value, call);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
