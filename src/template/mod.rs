//! Any CloudFormation template, ours or anybody's, as text: what stands under which logical id, what refers to what, and
//! what it says once it is deployed.

mod deployment;
mod evaluate;
mod reference;
mod settings;
mod term;
mod text;
mod trial;

use crate::diag::{Diagnostic, Path, Place, Problems, Refusal};
use crate::source::{Entry, Node, Source};

pub use deployment::{Deployment, Deployments, Resource, deploy, deploy_ways};
pub use evaluate::OUT_OF_LIST;
pub use reference::{Reference, Via};
pub use settings::{ACCOUNT, REGION, STACK_NAME, Settings};
pub use term::{Known, Said, Term};
pub use text::{Fact, Part, Text};
pub use trial::{Explored, Trial, explore};

/// A template as it was read.
#[derive(Debug, Clone)]
pub struct Template {
    source: Source,
}

impl Template {
    /// The template in a text that was read.
    ///
    /// # Errors
    /// That the text is no template: it has no resources.
    pub fn of(source: Source) -> Result<Self, Problems> {
        match source.tree.get("Resources").and_then(Node::as_map) {
            Some(_) => Ok(Self { source }),
            None => Err(Diagnostic::refusal(
                Refusal::NoResources,
                Place::Nowhere,
                "this is not a CloudFormation template: it has no `Resources`",
            )
            .into()),
        }
    }

    /// The text and its tree.
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// The entries of a section, such as `Resources`; none where it is not there.
    pub fn section(&self, name: &str) -> &[Entry] {
        self.source
            .tree
            .get(name)
            .and_then(Node::as_map)
            .unwrap_or_default()
    }

    /// Whether the template asks for a transform that rewrites it: a macro, an include or SAM. (The language extensions are
    /// functions, which are evaluated.)
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html>
    pub fn is_transformed(&self) -> bool {
        let transforms = self.source.tree.get("Transform");
        let transforms = transforms.map_or(&[][..], |node| {
            node.as_list().unwrap_or(std::slice::from_ref(node))
        });
        let rewrites = |one: &Node| one.as_str() != Some("AWS::LanguageExtensions");
        let loops =
            |entry: &Entry| entry.key.starts_with("Fn::ForEach::") || entry.key == "Fn::Transform";
        transforms.iter().any(rewrites) || self.section("Resources").iter().any(loops)
    }

    /// Everything in the resources, conditions and outputs that refers to something by its logical id.
    pub fn references(&self) -> Vec<Reference> {
        let mut found = Vec::new();
        for section in ["Conditions", "Resources", "Outputs"] {
            for entry in self.section(section) {
                let at = Path::from_iter([section, entry.key.as_str()]);
                reference::collect(&entry.value, &at, section == "Resources", &mut found);
            }
        }
        found
    }
}
