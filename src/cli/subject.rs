//! What a command speaks about: the stack or template that is named, with the values that a deployment would give.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;

use super::{io, stack_file};
use crate::aws::Region;
use crate::diag::{Diagnostic, did_you_mean};
use crate::open::{Subject, open};
use crate::render::findings;
use crate::source::{Document, Source};
use crate::template::{ACCOUNT, REGION, STACK_NAME, Settings};

/// Where and with what a template is deployed.
#[derive(Debug, Clone, ClapArgs)]
pub(super) struct Deployment {
    /// Lay this part of `environments` over the stack file
    #[arg(long, value_name = "NAME")]
    pub(super) env: Option<String>,
    /// The value of a template parameter; may be given several times
    #[arg(long = "parameter", value_name = "NAME=VALUE")]
    pub(super) parameters: Vec<String>,
    /// The account that is deployed to; 123456789012 if left out
    #[arg(long, value_name = "ID")]
    pub(super) account: Option<String>,
    /// The region that is deployed to; a stack file says it itself, elsewhere it is us-east-1
    #[arg(long, value_name = "REGION")]
    pub(super) region: Option<String>,
    /// The name of the CloudFormation stack; for a stack file its own name, elsewhere `stack`
    #[arg(long, value_name = "NAME")]
    pub(super) stack_name: Option<String>,
}

/// The text that is named by a path or by a name under `stacks/`, and the folder in which it lies; nothing means the only
/// stack there, `-` what comes on stdin.
pub(super) fn document(named: Option<&str>) -> Result<(Document, io::Folder)> {
    if named == Some("-") {
        let text = io::read_stdin()
            .map_err(anyhow::Error::msg)
            .context("stdin cannot be read")?;
        let folder = io::Folder::of(Path::new("stdin"));
        return Ok((Document::new("stdin", text), folder));
    }
    let path = stack_file::find(named)?;
    let text = io::read_text(&path)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("`{}` cannot be read", path.display()))?;
    let document = Document::new(path.display().to_string(), text);
    Ok((document, io::Folder::of(&path)))
}

/// Opens what is named by a path or by a name under `stacks/`; nothing means the only stack there. `None` if it cannot be
/// used, which was told.
pub(super) fn opened(named: Option<&str>, deployment: &Deployment) -> Result<Option<Subject>> {
    let (document, folder) = document(named)?;
    match open(document, deployment.env.as_deref(), &folder) {
        Ok(subject) => {
            if let Subject::Template(foreign) = &subject
                && !foreign.notes.is_empty()
            {
                let color = io::stderr_takes_color();
                let source = foreign.template.source();
                let notes = &foreign.notes;
                io::complain(&findings::human(
                    notes,
                    Some(source),
                    &source.document,
                    color,
                ));
            }
            Ok(Some(subject))
        }
        Err(refused) => {
            tell(
                refused.problems.as_slice(),
                refused.source.as_ref(),
                &refused.document,
            );
            Ok(None)
        }
    }
}

/// Tells on stderr what is wrong with a file.
pub(super) fn tell(problems: &[Diagnostic], source: Option<&Source>, document: &Document) {
    let color = io::stderr_takes_color();
    io::complain(&findings::human(problems, source, document, color));
    io::complain(&findings::summary(problems));
}

/// Whether a word names a stack or a file, so that it does not begin a request.
pub(super) fn is_named(word: &str) -> bool {
    word == "-" || io::is_file(Path::new(word)) || stack_file::names(word)
}

/// The settings that were given, completed by those of the stack file.
pub(super) fn settings(deployment: &Deployment, subject: &Subject) -> Result<Settings> {
    let account = deployment.account.as_deref().unwrap_or(ACCOUNT).to_owned();
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        bail!("`{account}` is not an account: those have twelve digits");
    }
    let stack = match subject {
        Subject::Stack(opened) => Some(opened),
        Subject::Template(_) => None,
    };
    let region = match (&deployment.region, stack) {
        (Some(given), _) => given.parse().map_err(anyhow::Error::msg)?,
        (None, Some(opened)) => opened.region.clone(),
        (None, None) => REGION.parse::<Region>().map_err(anyhow::Error::msg)?,
    };
    let name = deployment.stack_name.clone();
    let name = name.or_else(|| stack.map(|opened| opened.name.clone()));
    Ok(Settings {
        parameters: parameters(&deployment.parameters, subject)?,
        account,
        region,
        stack_name: name.unwrap_or_else(|| STACK_NAME.to_owned()),
    })
}

/// `NAME=VALUE` for parameters that the template has.
fn parameters(given: &[String], subject: &Subject) -> Result<BTreeMap<String, String>> {
    let declared = subject.template().section("Parameters");
    let mut parameters = BTreeMap::new();
    for pair in given {
        let Some((name, value)) = pair.split_once('=') else {
            bail!("`--parameter {pair}`: a parameter is given as NAME=VALUE");
        };
        if !declared.iter().any(|entry| entry.key == name) {
            let near = did_you_mean(name, declared.iter().map(|entry| entry.key.as_str()));
            match near {
                Some(near) => {
                    bail!("the template has no parameter `{name}`; did you mean `{near}`?")
                }
                None => bail!("the template has no parameter `{name}`"),
            }
        }
        parameters.insert(name.to_owned(), value.to_owned());
    }
    Ok(parameters)
}
