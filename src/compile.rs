//! The staircase from what was declared to what is asked for: read, resolve, lower.

use crate::app::App;
use crate::diag::{Diagnostic, Path, Place, Problems, Refusal, Severity};
use crate::lower::{Lowered, lower};
use crate::resolve::resolve;
use crate::source::{Document, Files, Source, attempt};
use crate::stack;

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
    if found.is_empty() && lowered.template.resources.is_empty() {
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

/// What was found, without what only follows from a mistake that is told already: that something is missing or unclear
/// whose words could not be read, and that a thing is not there whose declaration could not.
fn without_follow_ups(
    source: &Source,
    told: &[Diagnostic],
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let told_paths: Vec<_> = told.iter().filter_map(|one| one.at.path()).collect();
    // A name that stands in its section all the same, or whose section could not be read, is not one that is missing.
    let is_declared = |at: &Place, section: &str| {
        let section = Path::from_iter([section]);
        let written = at.path().and_then(|path| source.tree.at(path)?.as_str());
        let (name, prefix) =
            written.map_or(("", ""), |name| name.split_once('/').unwrap_or((name, "")));
        let thing = section.join(name);
        let path = if prefix.is_empty() {
            thing
        } else {
            thing.join("prefixes").join(prefix)
        };
        told_paths.contains(&&section) || (!told.is_empty() && source.tree.at(&path).is_some())
    };
    let told_there = |path: &Path| {
        let span = source.span(&Place::from(path));
        let is_there = |one: &Diagnostic| source.span(&one.at) == span;
        told_paths.iter().any(|told| told.is_within(path)) || told.iter().any(is_there)
    };
    let follows = |one: &Diagnostic| match Refusal::of(one.code) {
        Some(
            Refusal::MissingField
            | Refusal::UnclearGrant
            | Refusal::UnclearRoute
            | Refusal::IllegalMethods
            | Refusal::WrongType,
        ) => one.at.path().is_some_and(told_there),
        Some(refusal) => refusal
            .section()
            .is_some_and(|section| is_declared(&one.at, section)),
        None => false,
    };
    found.into_iter().filter(|one| !follows(one)).collect()
}

/// What was found, in the order of the text and without mere notes; what is said of one place twice is said once.
fn refused(document: Document, source: Option<Source>, mut found: Vec<Diagnostic>) -> Box<Refused> {
    found.retain(|one| one.severity != Severity::Note);
    if let Some(source) = &source {
        let start = |one: &Diagnostic| source.span(&one.at).map_or(0, |bytes| bytes.start);
        found.sort_by_key(start);
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
