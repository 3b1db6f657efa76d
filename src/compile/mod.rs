//! The staircase from what was declared to what is asked for: read, resolve, lower.

mod follow_ups;

use crate::app::App;
use crate::diag::{Diagnostic, Place, Problems, Refusal, Severity};
use crate::lower::{Lowered, lower};
use crate::resolve::resolve;
use crate::source::{Document, Files, Source, attempt};
use crate::stack;

use follow_ups::without_follow_ups;

/// A stack that could be compiled.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The stack file, as it is for the environment.
    pub source: Source,
    /// What it means.
    pub app: App,
    /// What is asked for.
    pub lowered: Lowered,
    /// What was done on the user's behalf, none of it an error.
    pub notes: Vec<Diagnostic>,
}

/// A stack that cannot be used, with everything that is wrong.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The stack file's text.
    pub document: Document,
    /// The same as a tree, as far as it could be read.
    pub source: Option<Source>,
    /// What is wrong, in the order of the text.
    pub problems: Problems,
}

/// Compiles a stack file for an environment, or as it is, with the files beside it.
///
/// # Errors
/// Everything that is wrong with the stack, as far as it could be read.
pub fn compile(
    document: Document,
    environment: Option<&str>,
    files: &dyn Files,
) -> Result<Compiled, Box<Refused>> {
    let (tree, mut found) = attempt(&document);
    let Some(tree) = tree else {
        return Err(refused(document, None, found));
    };
    if tree.get("Resources").is_some() && tree.get("name").is_none() {
        let message = "this is a CloudFormation template, not a stack file";
        found = vec![Diagnostic::refusal(
            Refusal::NotAStack,
            Place::Nowhere,
            message,
        )];
        return Err(refused(document, None, found));
    }
    let (tree, more) = stack::for_environment(&tree, environment);
    found.extend(more);
    let source = Source { document, tree };
    let (stack, more) = stack::parse(&source.tree);
    found.extend(without_follow_ups(&source, &found, more));
    let resolved = stack.map(|stack| resolve(&stack, files));
    let app = resolved.and_then(|(app, more)| {
        found.extend(without_follow_ups(&source, &found, more));
        app
    });
    let Some(app) = app else {
        return Err(refused(source.document.clone(), Some(source), found));
    };
    let lowered = lower(&app);
    found.extend(lowered.misfits.iter().cloned());
    let is_good = found.iter().all(|one| one.severity != Severity::Error);
    if is_good && lowered.template.resources.is_empty() {
        let message =
            "this stack asks for nothing: it has no bucket, table, function, site or resource";
        found.push(Diagnostic::refusal(
            Refusal::EmptyStack,
            Place::Nowhere,
            message,
        ));
    }
    match Problems::among(found) {
        Ok(notes) => Ok(Compiled {
            source,
            app,
            lowered,
            notes,
        }),
        Err(problems) => Err(refused(
            source.document.clone(),
            Some(source),
            problems.into_vec(),
        )),
    }
}

/// What was found, in the order of the text and without mere notes; what is said of one place twice is said once.
fn refused(document: Document, source: Option<Source>, mut found: Vec<Diagnostic>) -> Box<Refused> {
    found.retain(|one| one.severity != Severity::Note);
    if let Some(source) = &source {
        let start = |one: &Diagnostic| source.span(&one.at).map_or(0, |bytes| bytes.start);
        found.sort_by_cached_key(start);
        found.dedup_by(|one, other| {
            one.message == other.message && source.span(&one.at) == source.span(&other.at)
        });
    }
    let problems = Problems::among(found).err().unwrap_or_else(|| {
        // INVARIANT: whoever gives nothing has told why; were it not so, this is better than a panic.
        Diagnostic::refusal(Refusal::InvalidValue, Place::Nowhere, "this is not a stack").into()
    });
    Box::new(Refused {
        document,
        source,
        problems,
    })
}
