//! What a template silences: findings that somebody has read and given a reason for.

use super::{Rule, Selection};
use crate::diag::{Diagnostic, Path, Place};
use crate::source::Node;
use crate::template::Template;

/// The silences of a template.
///
/// They stand under `stackgen` in its `Metadata`, or in that of a resource; a stack file's own are written there.
#[derive(Debug)]
pub struct Silences {
    /// All of them, in the order of the template.
    pub all: Vec<Silence>,
    /// Which rules were asked: of the others nobody knows whether a silence is of use.
    pub selection: Selection,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Where it stands.
    pub at: Path,
    /// The code of the rule whose findings it silences.
    pub rule: Option<String>,
    /// The resource that they must be about, by its logical id; any, if it is not given.
    pub resource: Option<String>,
    /// The path into the template at or below which they must lie; any, if it is not given.
    pub path: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What is written there that a silence does not have: such a one does not count, as it may mean less than it says.
    pub strange: Vec<String>,
    /// Whether it has silenced something.
    pub used: bool,
}

/// What a silence has.
pub(super) const FIELDS: [&str; 4] = ["rule", "resource", "path", "reason"];

impl Silences {
    /// Reads the silences of a template, of which these rules are asked.
    pub(super) fn read(template: &Template, selection: &Selection) -> Self {
        let mut all = Vec::new();
        let metadata = template.source().tree.get("Metadata");
        collect(metadata, &Path::from_iter(["Metadata"]), None, &mut all);
        for entry in template.section("Resources") {
            let at = Path::from_iter(["Resources", entry.key.as_str(), "Metadata"]);
            collect(entry.value.get("Metadata"), &at, Some(&entry.key), &mut all);
        }
        let selection = selection.clone();
        Self { all, selection }
    }

    /// Whether a finding of a rule is silenced; the silence then was of use. What `CloudFormation` refuses is not silenced.
    pub(super) fn silences(&mut self, rule: &Rule, finding: &Diagnostic) -> bool {
        let mut found = false;
        for silence in &mut self.all {
            if !rule.refuses && silence.counts() && silence.speaks_of(finding) {
                silence.used = true;
                found = true;
            }
        }
        found
    }

    /// Whether a rule was asked.
    pub fn was_asked(&self, rule: &Rule) -> bool {
        self.selection.takes(rule)
    }
}

impl Silence {
    /// Whether it is written as a silence is: with a reason, and nothing that means nothing.
    pub fn counts(&self) -> bool {
        self.reason.is_some() && self.strange.is_empty()
    }

    fn speaks_of(&self, finding: &Diagnostic) -> bool {
        let (resource, path) = match &finding.at {
            Place::Template(path) => (path.resource(), path.to_string()),
            Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Bytes(_) => {
                (None, String::new())
            }
        };
        let is_below = |outer: &str| {
            path.strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.rule.as_deref() == Some(finding.code)
            && self
                .resource
                .as_deref()
                .is_none_or(|id| resource == Some(id))
            && self.path.as_deref().is_none_or(is_below)
    }
}

fn collect(metadata: Option<&Node>, at: &Path, of: Option<&str>, all: &mut Vec<Silence>) {
    let silences = metadata
        .and_then(|metadata| metadata.get("stackgen"))
        .and_then(|ours| ours.get("silence"));
    // One that stands alone counts as a list of it, as elsewhere in templates.
    let items = silences.map_or(&[][..], |silences| {
        silences.as_list().unwrap_or(std::slice::from_ref(silences))
    });
    let is_list = silences.is_none_or(|silences| silences.as_list().is_some());
    let at = at.join("stackgen").join("silence");
    for (number, item) in items.iter().enumerate() {
        let text = |key: &str| {
            let text = item.get(key).and_then(Node::as_str);
            text.map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let keys = item.as_map().unwrap_or_default().iter();
        let strange = keys.filter(|entry| !FIELDS.contains(&entry.key.as_str()));
        all.push(Silence {
            at: if is_list { at.join(number) } else { at.clone() },
            strange: strange.map(|entry| entry.key.clone()).collect(),
            rule: text("rule"),
            resource: text("resource").or_else(|| of.map(str::to_owned)),
            path: text("path"),
            reason: text("reason"),
            used: false,
        });
    }
}
