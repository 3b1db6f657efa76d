//! The template while it is being made, and where each part of it comes from.

use std::collections::BTreeMap;

use crate::app::{App, RawPart};
use crate::aws::LogicalId;
use crate::cfn::metadata::Stackgen;
use crate::cfn::{
    Condition, Declaration, Entry, Output, Parameter, Resource, Tags, Template, Text,
};
use crate::diag::{Diagnostic, Origins, Path, Place, Refusal, did_you_mean};
use crate::source::{self, Node, Value};

/// A template, the origins of its parts, and what does not fit into it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The template.
    pub template: Template,
    /// Which part of the stack file each part of the template comes from.
    pub origins: Origins,
    /// What stands in the way of using it: ids that are taken, overrides of nothing.
    pub misfits: Vec<Diagnostic>,
}

/// A template while it is being made.
pub(super) struct Draft {
    lowered: Lowered,
    /// Parameters and resources share one space of names.
    taken: BTreeMap<LogicalId, Path>,
    tags: BTreeMap<String, String>,
    /// What lies over resources that are not there yet.
    overrides: BTreeMap<LogicalId, RawPart>,
}

/// The path of a part of the template.
pub(super) fn place(section: &str, id: &LogicalId) -> Path {
    Path::from_iter([section, id.as_str()])
}

impl Draft {
    pub(super) fn new(app: &App) -> Self {
        let overrides = app.raw.overrides.iter();
        let mut origins = Origins::default();
        if app.description.is_some() {
            let description = Path::from_iter(["Description"]);
            origins.insert(description, Path::from_iter(["description"]));
        }
        Self {
            lowered: Lowered {
                template: Template {
                    description: app.description.clone(),
                    ..Template::default()
                },
                origins,
                misfits: Vec::new(),
            },
            taken: BTreeMap::new(),
            tags: app.tags.clone(),
            overrides: overrides
                .map(|part| (part.id.clone(), part.clone()))
                .collect(),
        }
    }

    /// The tags of everything that takes them.
    pub(super) fn tags(&self) -> Tags {
        self.tags
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect()
    }

    /// The same, for the types that take them as a map.
    pub(super) fn tag_map(&self) -> BTreeMap<String, Text> {
        let tags = self.tags.iter();
        tags.map(|(key, value)| (key.clone(), Text::from(value.as_str())))
            .collect()
    }

    /// Takes an id for the part of the stack file at this path; an id that is taken is a misfit.
    fn take(&mut self, id: &LogicalId, section: &str, at: &Path) -> bool {
        if let Some(first) = self.taken.get(id) {
            // What goes with a resource, its policy for one, clashes where the resource does: that is told once.
            let is_told = |misfit: &Diagnostic| {
                misfit.at == Place::Key(at.clone())
                    && misfit
                        .related
                        .iter()
                        .any(|one| one.at == Place::Key(first.clone()))
            };
            if self.lowered.misfits.iter().any(is_told) {
                return false;
            }
            self.lowered.misfits.push(
                Diagnostic::refusal(
                    Refusal::IdClash,
                    Place::Key(at.clone()),
                    format!("the logical id `{id}` is taken"),
                )
                .also(Place::Key(first.clone()), "taken by what follows from this")
                .help("give one of the two another name, or an `id` of its own"),
            );
            return false;
        }
        if id.as_str().len() > LogicalId::MAX_LENGTH {
            let message = format!(
                "a logical id has at most {} characters, and this follows: `{id}`",
                LogicalId::MAX_LENGTH
            );
            let misfit = Diagnostic::refusal(Refusal::BadName, Place::Key(at.clone()), message);
            self.lowered
                .misfits
                .push(misfit.help("give it an `id` of its own"));
            return false;
        }
        self.taken.insert(id.clone(), at.clone());
        self.from(place(section, id), at);
        true
    }

    /// What the template says to `check`.
    pub(super) fn metadata(&mut self) -> &mut Stackgen {
        let metadata = &mut self.lowered.template.metadata;
        &mut metadata.get_or_insert_default().stackgen
    }

    /// Says what stands in the way of using the template.
    pub(super) fn misfit(&mut self, misfit: Diagnostic) {
        self.lowered.misfits.push(misfit);
    }

    /// States where a part of the template comes from.
    pub(super) fn from(&mut self, template: Path, stack: &Path) {
        self.lowered.origins.insert(template, stack.clone());
    }

    pub(super) fn parameter(&mut self, id: &LogicalId, parameter: Parameter, at: &Path) {
        if self.take(id, "Parameters", at) {
            let parameters = &mut self.lowered.template.parameters;
            parameters.insert(id.clone(), parameter.into());
        }
    }

    /// Adds a resource that follows from the part of the stack file at this path, with what lies over it.
    pub(super) fn resource(&mut self, id: LogicalId, resource: Resource, at: &Path) {
        if self.take(&id, "Resources", at) {
            let entry = match self.overrides.remove(&id) {
                Some(over) => self.overridden(&id, resource, &over),
                None => resource.into(),
            };
            self.lowered.template.resources.insert(id, entry);
        }
    }

    fn overridden(&mut self, id: &LogicalId, resource: Resource, over: &RawPart) -> Entry {
        let base = Node::of(&resource);
        let (laid, problems) = source::lay(&base, &over.node.sorted(), &over.at);
        self.lowered.misfits.extend(problems);
        self.trace(&place("Resources", id), &over.node, &over.at);
        Entry::Overridden(Box::new(resource), laid)
    }

    /// The resource of this id, if it is there already.
    pub(super) fn entry(&self, id: &LogicalId) -> Option<&Entry> {
        self.lowered.template.resources.get(id)
    }

    /// Adds a resource as the user wrote it.
    pub(super) fn raw_resource(&mut self, id: &LogicalId, node: &Node, at: &Path) {
        if self.take(id, "Resources", at) {
            self.trace(&place("Resources", id), node, at);
            let resources = &mut self.lowered.template.resources;
            resources.insert(id.clone(), Entry::Raw(in_order(node)));
        }
    }

    pub(super) fn condition(&mut self, id: &LogicalId, condition: Condition, at: &Path) {
        let path = place("Conditions", id);
        if let Some(first) = self.lowered.origins.of(&path) {
            let clash = Diagnostic::refusal(
                Refusal::IdClash,
                Place::Key(at.clone()),
                format!("the condition `{id}` is taken"),
            )
            .also(Place::Key(first.clone()), "taken by what follows from this")
            .help("give yours another name");
            self.lowered.misfits.push(clash);
            return;
        }
        self.lowered
            .template
            .conditions
            .insert(id.clone(), condition);
        self.from(path, at);
    }

    /// Adds an output; one that the user wrote stands instead of a derived one.
    pub(super) fn output(
        &mut self,
        id: LogicalId,
        output: impl Into<Declaration<Output>>,
        at: &Path,
    ) {
        self.from(place("Outputs", &id), at);
        self.lowered.template.outputs.insert(id, output.into());
    }

    /// What the user wrote into the template comes from where it is written, key by key and item by item. A map that is
    /// laid over another one is still that one.
    fn trace(&mut self, template: &Path, node: &Node, at: &Path) {
        let is_map = node.as_map().is_some();
        if !(is_map && self.lowered.origins.has(template)) {
            self.lowered.origins.insert(template.clone(), at.clone());
        }
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    let key = entry.key.as_str();
                    self.trace(&template.join(key), &entry.value, &at.join(key));
                }
            }
            Value::List(items) => {
                for (position, item) in (0_usize..).zip(items) {
                    self.trace(&template.join(position), item, &at.join(position));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The template; what would lie over nothing is a misfit.
    pub(super) fn finish(mut self) -> Lowered {
        let resources = &self.lowered.template.resources;
        for (id, over) in &self.overrides {
            let misfit = Diagnostic::refusal(
                Refusal::OverrideOfNothing,
                Place::Key(over.at.clone()),
                format!("there is no derived resource `{id}` to lay this over"),
            );
            let help = match resources.get(id) {
                Some(_) => {
                    format!("change it where it is written, under `resources: {{ {id}: … }}`")
                }
                None => match did_you_mean(id.as_str(), resources.keys().map(LogicalId::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        "`stackgen synth` without this override shows the logical ids".to_owned()
                    }
                },
            };
            self.lowered.misfits.push(misfit.help(help));
        }
        self.lowered
    }
}

/// A raw resource with its keys in the order in which derived ones have theirs: the order in which the user wrote them
/// means nothing, and must not show.
fn in_order(resource: &Node) -> Node {
    const FIRST: [&str; 4] = ["Type", "Condition", "DependsOn", "DeletionPolicy"];
    let mut sorted = resource.sorted();
    if let Value::Map(entries) = &mut sorted.value {
        let rank = |key: &str| {
            FIRST
                .iter()
                .position(|first| *first == key)
                .unwrap_or(FIRST.len())
        };
        entries.sort_by_key(|entry| (rank(&entry.key), entry.key == "Properties"));
    }
    sorted
}
