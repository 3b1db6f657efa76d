//! What each part of a template says: functions are evaluated, conditions choose, names are looked up.

mod cidr;
mod conditions;
mod functions;
mod lists;
mod names;
mod physical;

pub use functions::OUT_OF_LIST;

pub(super) use names::Candidates;

pub(super) use lists::json;

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::Template;
use super::deployment::{Deployment, Resource};
use super::settings::Settings;
use super::term::{Said, Term};
use super::text::{Fact, Text};
use super::trial::Trial;
use crate::diag::Path;
use crate::source::{Node, Value};

/// How deep functions may stand in one another; CloudFormation's own limits are far below.
const DEEPEST: usize = 200;

/// What a function says; `None` for what is taken out by `AWS::NoValue`.
type Evaluated = Option<Term>;

/// Evaluates the parts of one template.
pub(super) struct Evaluator<'a> {
    template: &'a Template,
    settings: &'a Settings,
    trial: RefCell<&'a mut Trial>,
    /// The values of parameters that make a difference; the same in every run.
    candidates: &'a Candidates,
    /// The conditions that were evaluated already.
    conditions: RefCell<BTreeMap<String, bool>>,
    /// The names and attributes that were asked for already; `None` while one is looked for.
    names: RefCell<BTreeMap<String, Option<Text>>>,
    depth: RefCell<usize>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(
        template: &'a Template,
        settings: &'a Settings,
        candidates: &'a Candidates,
        trial: &'a mut Trial,
    ) -> Self {
        Self {
            template,
            settings,
            trial: RefCell::new(trial),
            candidates,
            conditions: RefCell::default(),
            names: RefCell::default(),
            depth: RefCell::default(),
        }
    }

    /// All resources whose conditions hold.
    pub(super) fn deployment(&self) -> Deployment {
        let resources = (0_usize..).zip(self.template.section("Resources"));
        let resources = resources
            .filter(|(_, entry)| self.exists(&entry.value))
            .filter_map(|(number, entry)| {
                let at = Path::from_iter(["Resources", entry.key.as_str()]);
                let below = at.join("Properties");
                let properties = entry.value.get("Properties");
                let properties = properties.and_then(|node| self.term(node, &below));
                let kind = entry.value.get("Type")?.as_str()?.to_owned();
                Some(Resource {
                    number,
                    id: entry.key.clone(),
                    reference: self.reference(&entry.key, &entry.value),
                    attributes: physical::attributes(&kind)
                        .iter()
                        .filter_map(|name| {
                            Some((*name, self.attribute(&entry.key, &entry.value, name)?))
                        })
                        .collect(),
                    kind,
                    properties: properties.unwrap_or(Term {
                        at: below,
                        said: Said::Map(Vec::new()),
                    }),
                    at,
                })
            })
            .collect();
        let conditions = self.conditions.borrow().clone().into_iter().collect();
        Deployment {
            conditions,
            resources,
        }
    }

    /// Whether a resource is made at all.
    fn exists(&self, resource: &Node) -> bool {
        match resource.get("Condition").and_then(Node::as_str) {
            Some(condition) => self.condition(condition),
            None => true,
        }
    }

    /// What a node says; `None` for what is taken out by `AWS::NoValue`.
    fn term(&self, node: &Node, at: &Path) -> Option<Term> {
        let depth = *self.depth.borrow();
        if depth > DEEPEST {
            return Some(Self::unknown("what is nested too deeply", at));
        }
        *self.depth.borrow_mut() = depth + 1;
        let term = self.term_within(node, at);
        *self.depth.borrow_mut() = depth;
        term
    }

    fn term_within(&self, node: &Node, at: &Path) -> Option<Term> {
        let said = match &node.value {
            Value::Null => Said::Null,
            Value::Bool(bool) => Said::Bool(*bool),
            Value::Number(number) => Said::Number(number.clone()),
            Value::String(text) => Said::Text(resolved(Text::from(text.as_str()))),
            Value::List(items) => Said::List(
                (0_usize..)
                    .zip(items)
                    .filter_map(|(position, item)| self.term(item, &at.join(position)))
                    .collect(),
            ),
            Value::Map(entries) => {
                if let [entry] = &entries[..]
                    && let Some(evaluated) = self.function(&entry.key, &entry.value, at)
                {
                    return evaluated;
                }
                Said::Map(
                    entries
                        .iter()
                        .filter_map(|entry| {
                            let term = self.term(&entry.value, &at.join(entry.key.as_str()))?;
                            Some((entry.key.clone(), term))
                        })
                        .collect(),
                )
            }
        };
        Some(Term {
            at: at.clone(),
            said,
        })
    }

    /// The text that a node says; what is no text is unknown.
    fn text(&self, node: &Node, at: &Path) -> Text {
        let term = self.term(node, at);
        term.as_ref().and_then(Term::text).map_or_else(
            || Text::from(Self::misplaced("no text", at)),
            std::borrow::Cow::into_owned,
        )
    }

    /// An unknown that stands at this place of the template.
    fn unknown(what: &str, at: &Path) -> Term {
        Term {
            at: at.clone(),
            said: Said::Unknown(Self::misplaced(what, at)),
        }
    }

    fn misplaced(what: &str, at: &Path) -> Fact {
        Fact::new(format!("{what} at {at}"))
    }
}

/// A text whose dynamic references are told apart as what is not known.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>
fn resolved(text: Text) -> Text {
    const OPENS: &str = "{{resolve:";
    let Some(known) = text.as_known() else {
        return text;
    };
    if !known.contains(OPENS) {
        return text;
    }
    let mut found = Text::default();
    let mut rest = known;
    while let Some((before, after)) = rest.split_once(OPENS) {
        let Some((reference, behind)) = after.split_once("}}") else {
            break;
        };
        found.push_known(before);
        found.push_unknown(Fact::new(format!("dynamic reference {reference}")));
        rest = behind;
    }
    found.push_known(rest);
    found
}
