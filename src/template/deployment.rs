//! A template as if deployed: every resource that would be made, with its properties evaluated.

use super::Template;
use super::evaluate::Evaluator;
use super::settings::Settings;
use super::term::Term;
use super::text::{Fact, Text};
use super::trial::{Explored, Trial, explore};
use crate::diag::Path;

/// The template as deployed, once for each way in which what is not known may choose between resources.
#[derive(Debug, Clone)]
pub struct Deployments {
    /// What was given.
    pub settings: Settings,
    /// At least one; several where a condition hangs on what is not known.
    pub all: Vec<Deployment>,
    /// The facts between them.
    pub facts: Vec<Fact>,
    /// Whether these are all; if not, there are too many to look at.
    pub complete: bool,
}

/// One way in which the template may turn out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// The resources that are made, in the order of the template.
    pub resources: Vec<Resource>,
}

/// A resource as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its place among the resources of the template, from 0, those included that are not made.
    pub number: usize,
    /// Its logical id.
    pub id: String,
    /// `AWS::S3::Bucket`.
    pub kind: String,
    /// What `Ref` of it gives; `None` for types whose answer is not known.
    pub reference: Option<Text>,
    /// What is known of its attributes, by their names.
    pub attributes: Vec<(&'static str, Text)>,
    /// Its properties, a map; empty where it has none.
    pub properties: Term,
    /// Where it stands in the template.
    pub at: Path,
}

impl Resource {
    /// An attribute, where it is known.
    pub fn attribute(&self, name: &str) -> Option<&Text> {
        self.attributes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text)
    }
}

impl Deployment {
    /// The resource of this logical id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// The resources of a type.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.resources
            .iter()
            .filter(move |resource| resource.kind == kind)
    }
}

/// Deploys a template with these settings. Nothing fails: what points nowhere and what has no value is unknown.
pub fn deploy(template: &Template, settings: Settings) -> Deployments {
    let run = |trial: &mut Trial| Evaluator::new(template, &settings, trial).deployment();
    match explore(run, PartialEq::eq) {
        Explored::Always(one) => Deployments {
            settings,
            all: vec![one],
            facts: Vec::new(),
            complete: true,
        },
        Explored::Depends {
            results,
            facts,
            complete,
        } => Deployments {
            settings,
            all: results,
            facts,
            complete,
        },
    }
}
