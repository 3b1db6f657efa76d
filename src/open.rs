//! The one door to a stack: compiled, printed, read back as AWS would read it, and refused here if AWS would refuse it.

use crate::aws::limits::cloudformation::TEMPLATE_BYTES;
use crate::cfn::{self, Layout};
use crate::check;
use crate::compile::compile;
use crate::diag::{Diagnostic, Origins, Problems};
use crate::source::{Document, Files, Source};
use crate::stack::{self, Name};
use crate::template::Template;

/// A stack that can be deployed.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The stack file as it is for the environment that was asked for.
    pub source: Source,
    /// Its template, read back from its own text.
    pub template: Template,
    /// Which part of the stack file each part of the template comes from.
    pub origins: Origins,
    /// How the template's text is laid out.
    pub layout: Layout,
    /// What was done on the user's behalf, none of it an error.
    pub notes: Vec<Diagnostic>,
}

/// A stack that cannot be used, with everything that is wrong.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The stack file's text.
    pub document: Document,
    /// The same as a tree, if it could be read.
    pub source: Option<Source>,
    /// What is wrong.
    pub problems: Problems,
}

/// Opens a stack file for an environment, or as it is.
///
/// The template is fitted to lines, unless only the compact text can be deployed without a bucket; `compact` asks for
/// that text in any case.
///
/// # Errors
/// Everything that is wrong with the stack.
pub fn open_stack(
    document: Document,
    environment: Option<&Name>,
    files: &dyn Files,
    compact: bool,
) -> Result<Opened, Box<Refused>> {
    let refused = |source: Option<Source>, document: Document, problems| {
        Box::new(Refused {
            document,
            source,
            problems,
        })
    };
    let read = match Source::read(document.clone()) {
        Ok(read) => read,
        Err(problems) => return Err(refused(None, document, problems)),
    };
    let (tree, found) = stack::for_environment(&read.tree, environment);
    let source = Source { tree, ..read };
    let compiled = Problems::among(found).and_then(|_| compile(&source.tree, files));
    let compiled = match compiled {
        Ok(compiled) => compiled,
        Err(problems) => return Err(refused(Some(source), document, problems)),
    };
    let (text, layout) = text(&compiled.lowered.template, compact);
    let origins = compiled.lowered.origins;
    let template = Source::read(Document::new("template.json", text))
        .and_then(Template::of)
        .and_then(|template| {
            let found = check::refusals(&template).into_iter();
            Problems::among(found.map(|finding| origins.translate(finding)).collect())?;
            Ok(template)
        });
    match template {
        Ok(template) => Ok(Opened {
            source,
            template,
            origins,
            layout,
            notes: compiled.notes,
        }),
        Err(problems) => Err(refused(Some(source), document, problems)),
    }
}

/// `aws cloudformation deploy` takes 51,200 bytes without a bucket.
fn text(template: &cfn::Template, compact: bool) -> (String, Layout) {
    let fitted = cfn::print(template, Layout::Fitted);
    if fitted.len() <= TEMPLATE_BYTES && !compact {
        return (fitted, Layout::Fitted);
    }
    let short = cfn::print(template, Layout::Compact);
    if compact || short.len() <= TEMPLATE_BYTES {
        (short, Layout::Compact)
    } else {
        (fitted, Layout::Fitted)
    }
}
