//! The one door to a stack or a template: a stack is compiled, printed, read back as AWS would read it, and refused here
//! if AWS would refuse it.

use std::collections::BTreeMap;

use crate::aws::Region;
use crate::cfn::{self, Layout};
use crate::check;
use crate::compile::{Refused, compile};
use crate::diag::{Diagnostic, Origins, Place, Problems, Refusal, Severity, Step};
use crate::source::{Document, Files, Kept, Node, Source, attempt, attempt_keeping};
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
    /// The region that the stack is for.
    pub region: Region,
    /// The stack's name.
    pub name: String,
}

/// What a command speaks about.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A stack file, with the template made of it.
    Stack(Box<Opened>),
    /// A template of anybody's making.
    Template(Box<Foreign>),
}

/// A template of anybody's making.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// The template.
    pub template: Template,
    /// What is odd about its text, though CloudFormation takes it.
    pub notes: Vec<Diagnostic>,
}

impl Subject {
    /// The template.
    pub const fn template(&self) -> &Template {
        match self {
            Self::Stack(opened) => &opened.template,
            Self::Template(foreign) => &foreign.template,
        }
    }

    /// The stack file, and which part of it each part of the template comes from.
    pub const fn stack(&self) -> Option<(&Source, &Origins)> {
        match self {
            Self::Stack(opened) => Some((&opened.source, &opened.origins)),
            Self::Template(_) => None,
        }
    }

    /// The names that the stack file gives to what it makes, each with the logical id of it.
    pub fn aliases(&self) -> BTreeMap<String, String> {
        let Self::Stack(opened) = self else {
            return BTreeMap::new();
        };
        // Of what one part of the file makes, the first that is there by its own name is meant: a bucket before its policy.
        let mut aliases = BTreeMap::new();
        for (section, kind) in NAMED {
            for (template, stack) in opened.origins.iter() {
                if let ([Step::Key(_), Step::Key(id)], [Step::Key(of), Step::Key(name)]) =
                    (template.steps(), stack.steps())
                    && of == section
                    && self.kind(id) == Some(kind)
                {
                    aliases.entry(name.clone()).or_insert_with(|| id.clone());
                }
            }
        }
        aliases
    }

    fn kind(&self, id: &str) -> Option<&str> {
        let resources = self.template().section("Resources");
        let resource = resources.iter().find(|entry| entry.key == id)?;
        resource.value.get("Type")?.as_str()
    }
}

/// What each section of a stack file makes of what it names.
const NAMED: [(&str, &str); 5] = [
    ("buckets", "AWS::S3::Bucket"),
    ("functions", "AWS::Lambda::Function"),
    ("tables", "AWS::DynamoDB::Table"),
    ("user-pools", "AWS::Cognito::UserPool"),
    ("sites", "AWS::CloudFront::Distribution"),
];

/// Whether CloudFormation takes a template in spite of this mistake.
///
/// A key that stands twice is no mistake to it: <https://github.com/aws-cloudformation/cfn-lint/issues/35>.
fn is_taken(mistake: &Diagnostic) -> bool {
    mistake.code == Refusal::DuplicateKey.code()
}

/// INVARIANT: a text without a tree has mistakes that say why.
fn not_a_template() -> Problems {
    Diagnostic::refusal(Refusal::NotYaml, Place::Nowhere, "this is not a template").into()
}

/// The names of the environments that a stack file has, in their order; a template has none.
pub fn environments(document: &Document) -> Vec<String> {
    let (tree, _) = attempt(document);
    let Some(tree) = tree.filter(|tree| !is_template(tree)) else {
        return Vec::new();
    };
    let environments = tree.get("environments").and_then(Node::as_map);
    let names = environments.unwrap_or_default().iter();
    names.map(|entry| entry.key.clone()).collect()
}

fn is_template(tree: &Node) -> bool {
    let has = |key| tree.get(key).is_some();
    has("Resources") && !has("name") || has("AWSTemplateFormatVersion")
}

/// Opens a stack file for an environment, or as it is, or a template.
///
/// # Errors
/// Everything that is wrong with the stack, or that the text is neither YAML nor JSON, or has no resources.
pub fn open(
    document: Document,
    environment: Option<&str>,
    files: &dyn Files,
) -> Result<Subject, Box<Refused>> {
    let (tree, found) = attempt(&document);
    if !tree.as_ref().is_some_and(is_template) {
        let opened = open_stack(document, environment, files, false)?;
        return Ok(Subject::Stack(Box::new(opened)));
    }
    let refused = |problems| {
        Box::new(Refused {
            document: document.clone(),
            source: None,
            problems,
        })
    };
    if let Some(environment) = environment {
        let message = format!("a template has no environments, and `{environment}` is asked for");
        let problem = Diagnostic::refusal(Refusal::UnknownEnvironment, Place::Nowhere, message);
        return Err(refused(problem.into()));
    }
    let (tree, found) = if found.is_empty() {
        (tree, found)
    } else {
        attempt_keeping(Kept::Last, &document)
    };
    let (Some(tree), true) = (tree, found.iter().all(is_taken)) else {
        let problems = Problems::among(found).err();
        return Err(refused(problems.unwrap_or_else(not_a_template)));
    };
    let source = Source {
        document: document.clone(),
        tree,
    };
    let notes = found.into_iter().map(|one| Diagnostic {
        severity: Severity::Warning,
        ..one.help("CloudFormation takes the last one")
    });
    let notes = notes.collect();
    let template = Template::of(source).map_err(refused)?;
    Ok(Subject::Template(Box::new(Foreign { template, notes })))
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
            region: compiled.app.region,
            name: compiled.app.name,
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
