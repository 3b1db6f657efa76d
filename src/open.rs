//! The one door to a stack: compiled, printed, read back as AWS would read it, and refused here if AWS would refuse it.

use crate::cfn::{self, Layout};
use crate::check;
use crate::compile::{Refused, compile};
use crate::diag::{Diagnostic, Origins, Problems};
use crate::source::{Document, Files, Source};
use crate::template::Template;

/// A stack that can be deployed.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The stack file, as it is for the environment that was asked for.
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

/// Opens a stack file for an environment, or as it is; `compact` asks for a template without white space.
///
/// # Errors
/// Everything that is wrong with the stack, and what CloudFormation would refuse in its template.
pub fn open_stack(
    document: Document,
    environment: Option<&str>,
    files: &dyn Files,
    compact: bool,
) -> Result<Opened, Box<Refused>> {
    let compiled = compile(document, environment, files)?;
    let template = &compiled.lowered.template;
    let (text, layout) = if compact {
        (cfn::print(template, Layout::Compact), Layout::Compact)
    } else {
        cfn::deployable(template)
    };
    let origins = compiled.lowered.origins;
    match read_back(text, &origins) {
        Ok(template) => Ok(Opened {
            source: compiled.source,
            template,
            origins,
            layout,
            notes: compiled.notes,
        }),
        Err(problems) => Err(Box::new(Refused {
            document: compiled.source.document.clone(),
            source: Some(compiled.source),
            problems,
        })),
    }
}

/// The template as its own text has it, unless CloudFormation would refuse it.
fn read_back(text: String, origins: &Origins) -> Result<Template, Problems> {
    let source = Source::read(Document::new("template.json", text))?;
    let template = Template::of(source)?;
    let found = check::refusals(&template).into_iter();
    Problems::among(found.map(|finding| origins.translate(finding)).collect())?;
    Ok(template)
}
