//! `stackgen check`: what is wrong with a stack or a template.

use anyhow::{Context, Result, bail};
use clap::{Args as ClapArgs, ValueEnum};

use super::subject::{self, Deployment};
use super::{Outcome, io};
use crate::check::{self, Checked, RULES, Selection};
use crate::compile::Refused;
use crate::diag::{Diagnostic, Severity, did_you_mean};
use crate::open::{Subject, environments, open};
use crate::render::findings::{self, Looked};
use crate::source::{Document, Files};

/// Say what is wrong with a stack or a template: each finding with its place, why it matters, and the cure
///
/// The template is judged from its own text, whoever made it: what CloudFormation refuses, what fails only in production,
/// what leaks, and what can be proved about who reads and writes what. A stack file is looked at in all its environments.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen check
  stackgen check shop --env staging
  stackgen check template.json --parameter Stage=prod
  stackgen check --deny warnings --format github
  stackgen check --format sarif > findings.sarif
  stackgen check --skip fixed-name --skip capabilities

Exit codes:
  0  no error; with `--deny warnings`, no warning either
  1  an error, or what `--deny` or `--fail-on` takes for one
  2  trouble: the stack is refused, the template cannot be read, or a rule is not there")]
pub(super) struct Args {
    /// A stack file, a stack's name or a template; without one, the only stack in stacks/
    #[arg(value_name = "STACK|TEMPLATE")]
    subject: Option<String>,
    /// How the findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Fail on this as well as on errors
    #[arg(long, value_name = "WHAT", conflicts_with = "fail_on")]
    deny: Option<Deny>,
    /// From which severity on the command fails
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
    /// Ask this rule alone; may be given several times
    #[arg(long, value_name = "CODE")]
    only: Vec<String>,
    /// Do not ask this rule; may be given several times
    #[arg(long, value_name = "CODE")]
    skip: Vec<String>,
    #[command(flatten)]
    deployment: Deployment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The lines with what is wrong underlined, for people
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Fail on warnings
    Warnings,
    /// Fail on warnings and on advice
    Advice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors alone
    Error,
    /// Errors and warnings
    Warning,
    /// Whatever is found
    Advice,
    /// Never
    Never,
}

/// One environment, looked at.
struct Look {
    environment: Option<String>,
    opened: Result<(Subject, Checked), Box<Refused>>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let selection = Selection {
        only: codes("--only", &args.only)?,
        skip: codes("--skip", &args.skip)?,
    };
    let (document, folder) = subject::document(args.subject.as_deref())?;
    let mut looks = Vec::new();
    for environment in asked_for(args, &document) {
        looks.push(look(args, &document, &folder, environment, &selection)?);
    }
    let looked: Vec<Looked> = looks.iter().map(looked).collect();
    let text = match args.format {
        Format::Human => findings::report(&looked, io::stdout_takes_color()),
        Format::Json => findings::json(&looked),
        Format::Sarif => findings::sarif(&looked),
        Format::Github => findings::github(&looked),
    };
    io::answer(&text).context("the findings cannot be written")?;
    if looks.iter().any(|look| look.opened.is_err()) {
        return Ok(Outcome::Trouble);
    }
    let bar = match (args.deny, args.fail_on) {
        (Some(Deny::Warnings), _) | (None, FailOn::Warning) => Some(Severity::Warning),
        (Some(Deny::Advice), _) | (None, FailOn::Advice) => Some(Severity::Advice),
        (None, FailOn::Error) => Some(Severity::Error),
        (None, FailOn::Never) => None,
    };
    let mut all = looked.iter().flat_map(|one| one.findings);
    let fails = |one: &Diagnostic| bar.is_some_and(|bar| one.severity <= bar);
    Ok(if all.any(fails) {
        Outcome::Found
    } else {
        Outcome::Clean
    })
}

/// The codes of rules that were named.
fn codes(option: &str, named: &[String]) -> Result<Vec<&'static str>> {
    let mut found = Vec::new();
    for name in named.iter().flat_map(|names| names.split(',')) {
        let Some(rule) = check::rule(name) else {
            match did_you_mean(name, RULES.iter().map(|rule| rule.code)) {
                Some(near) => {
                    bail!("`{option} {name}`: there is no such rule; did you mean `{near}`?")
                }
                None => {
                    bail!("`{option} {name}`: there is no such rule; `stackgen explain` lists them")
                }
            }
        };
        found.push(rule.code);
    }
    Ok(found)
}

/// The environments to look at: the one that is asked for, or the file as it is and all that it has.
fn asked_for(args: &Args, document: &Document) -> Vec<Option<String>> {
    match &args.deployment.env {
        Some(environment) => vec![Some(environment.clone())],
        None => std::iter::once(None)
            .chain(environments(document).into_iter().map(Some))
            .collect(),
    }
}

fn look(
    args: &Args,
    document: &Document,
    folder: &dyn Files,
    environment: Option<String>,
    selection: &Selection,
) -> Result<Look> {
    let opened = match open(document.clone(), environment.as_deref(), folder) {
        Ok(subject) => {
            let settings = subject::settings(&args.deployment, &subject)?;
            let mut checked = check::check(subject.template(), settings, selection);
            if let Subject::Template(foreign) = &subject {
                checked.findings.extend(foreign.notes.iter().cloned());
            }
            Ok((subject, checked))
        }
        Err(refused) => Err(refused),
    };
    Ok(Look {
        environment,
        opened,
    })
}

fn looked(look: &Look) -> Looked<'_> {
    let environment = look.environment.as_deref();
    match &look.opened {
        Ok((subject, checked)) => {
            let template = subject.template().source();
            let (source, origins) = match subject.stack() {
                Some((source, origins)) => (source, Some(origins)),
                None => (template, None),
            };
            Looked {
                environment,
                document: &source.document,
                source: Some(source),
                origins,
                findings: &checked.findings,
                silenced: checked.silenced,
                access: &checked.access,
            }
        }
        Err(refused) => Looked {
            environment,
            document: &refused.document,
            source: refused.source.as_ref(),
            origins: None,
            findings: refused.problems.as_slice(),
            silenced: 0,
            access: &[],
        },
    }
}
