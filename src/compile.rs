//! The staircase from what was declared to what is asked for: read, resolve, lower.

use crate::app::App;
use crate::diag::{Diagnostic, Place, Problems, Refusal};
use crate::lower::{Lowered, lower};
use crate::resolve::resolve;
use crate::source::{Files, Node};
use crate::stack;

/// A stack that could be compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    /// What it means.
    pub app: App,
    /// What is asked for.
    pub lowered: Lowered,
    /// What was done on the user's behalf, none of it an error.
    pub notes: Vec<Diagnostic>,
}

/// Compiles the tree of a stack file, as it is for an environment, with the files beside it.
///
/// # Errors
/// Everything that is wrong with the stack, as far as it could be read.
pub fn compile(tree: &Node, files: &dyn Files) -> Result<Compiled, Problems> {
    let (stack, mut found) = stack::parse(tree);
    let (app, more) = match &stack {
        Some(stack) => resolve(stack, files),
        None => (None, Vec::new()),
    };
    found.extend(more);
    let lowered = app.as_ref().map(lower);
    if let Some(lowered) = &lowered {
        found.extend(lowered.misfits.iter().cloned());
    }
    let notes = Problems::among(found)?;
    let (Some(app), Some(lowered)) = (app, lowered) else {
        // INVARIANT: whoever gives nothing has told why; were it not so, this is better than a panic.
        let refusal = Refusal::InvalidValue;
        return Err(Diagnostic::refusal(refusal, Place::Nowhere, "this is not a stack").into());
    };
    Ok(Compiled {
        app,
        lowered,
        notes,
    })
}
