//! Parts of the template as the user wrote them: only their form is looked at.

use super::scope::Scope;
use crate::app::{Raw, RawPart};
use crate::aws::LogicalId;
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::source::Node;
use crate::stack::Named;

/// The raw parts of the stack.
pub(super) fn raw(scope: &mut Scope) -> Raw {
    let stack = scope.stack;
    for (id, resource) in stack.resources.iter() {
        let at = Path::from_iter(["resources", id.as_str()]);
        if refuse_no_map(scope, resource, &at)
            && resource.get("Type").and_then(Node::as_str).is_none()
        {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::MissingField,
                    Place::Key(at),
                    format!("the resource `{id}` has no `Type`"),
                )
                .help("name it as CloudFormation does: `Type: AWS::SNS::Topic`"),
            );
        }
    }
    for (id, over) in stack.overrides.iter() {
        refuse_no_map(scope, over, &Path::from_iter(["overrides", id.as_str()]));
    }
    Raw {
        resources: parts(&stack.resources, "resources"),
        conditions: parts(&stack.conditions, "conditions"),
        outputs: parts(&stack.outputs, "outputs"),
        overrides: parts(&stack.overrides, "overrides"),
    }
}

/// Whether it is a map; that it is not is told.
fn refuse_no_map(scope: &mut Scope, node: &Node, at: &Path) -> bool {
    let is_map = node.as_map().is_some();
    if !is_map {
        let message = format!("expected a map, found {}", node.kind());
        scope.tell(Diagnostic::refusal(Refusal::WrongType, at, message));
    }
    is_map
}

fn parts(parts: &Named<LogicalId, Node>, section: &str) -> Vec<RawPart> {
    parts
        .iter()
        .map(|(id, node)| RawPart {
            id: id.clone(),
            node: node.clone(),
            at: Path::from_iter([section, id.as_str()]),
        })
        .collect()
}
