//! `stackgen test`: expectations about requests, kept or broken.

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, ValueEnum};

use super::subject::{self, Deployment};
use super::test_files::{self, TestFile};
use super::{Outcome, io};
use crate::diag::Problems;
use crate::open::Subject;
use crate::render::trace::Places;
use crate::render::verify::{self as render, Command, Tested};
use crate::simulate::Simulation;
use crate::source::{Document, Source};
use crate::template::{ACCOUNT, Settings};
use crate::verify::{self, Suite};

/// Say which expectations about requests hold, and which are broken
///
/// A test file says what is asked and what is expected of the answer; it lies beside the stack, as NAME.test.yaml. What is
/// asked is answered as by `stackgen trace`, from the template alone.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen test
  stackgen test shop --env staging
  stackgen test examples/ledger/stack.test.yaml
  stackgen test template.json tests/smoke.yaml --parameter Stage=prod
  stackgen test --format junit > report.xml

Exit codes:
  0  everything holds
  1  an expectation is broken
  2  trouble: the stack, the template or a test file cannot be understood, or a case cannot be asked")]
pub(super) struct Args {
    /// A stack file, a stack's name or a template, then test files; a test file alone is about the stack beside it. Without
    /// test files, the one beside the stack; without a stack, the only one in stacks/
    #[arg(value_name = "STACK|TEMPLATE | FILE")]
    words: Vec<String>,
    /// How the answer is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    #[command(flatten)]
    deployment: Deployment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// What held, what broke and why, for people
    Human,
    /// One JSON object
    Json,
    /// The XML that CI systems take from `JUnit`
    Junit,
}

/// A test file that was read, with what it tests.
struct Read {
    source: Source,
    suite: Suite,
    simulation: Simulation,
    subject: Subject,
    command: Command,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let mut all = Vec::new();
    let mut is_trouble = false;
    for meant in test_files::meant(&args.words)? {
        match read(&meant, &args.deployment)? {
            Some(read) => all.push(read),
            None => is_trouble = true,
        }
    }
    if is_trouble {
        return Ok(Outcome::Trouble);
    }
    let tested: Vec<Tested> = all.iter().map(tested).collect();
    let text = match args.format {
        Format::Human => render::human(&tested, io::stdout_takes_color()),
        Format::Json => render::json(&tested),
        Format::Junit => render::junit(&tested),
    };
    io::answer(&text).context("the answer cannot be written")?;
    let counts = tested.iter().map(|one| one.report.counts());
    Ok(
        counts.fold(Outcome::Clean, |worst, (_, broken, not_asked)| {
            match (worst, broken, not_asked) {
                (Outcome::Trouble, _, _) | (_, _, 1..) => Outcome::Trouble,
                (_, 1.., 0) => Outcome::Found,
                (worst, 0, 0) => worst,
            }
        }),
    )
}

fn tested(read: &Read) -> Tested<'_> {
    Tested {
        test: &read.source,
        report: verify::run(&read.suite, &read.simulation),
        simulation: &read.simulation,
        places: Places::new(read.subject.template(), read.subject.stack()),
        command: read.command.clone(),
    }
}

/// Reads a test file and opens what it tests; `None` if one of them cannot be used, which was told.
fn read(meant: &TestFile, deployment: &Deployment) -> Result<Option<Read>> {
    let name = meant.file.display().to_string();
    let text = io::read_text(&meant.file)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("`{name}` cannot be read"))?;
    let document = Document::new(name, text);
    let source = match Source::read(document.clone()) {
        Ok(source) => source,
        Err(problems) => {
            subject::tell(problems.as_slice(), None, &document);
            return Ok(None);
        }
    };
    let refused = |problems: &Problems| {
        subject::tell(problems.as_slice(), Some(&source), &source.document);
    };
    let suite = match Suite::read(&source.tree) {
        Ok(suite) => suite,
        Err(problems) => {
            refused(&problems);
            return Ok(None);
        }
    };
    let path = meant.subject.display().to_string();
    let mut deployment = over(&suite.settings, deployment);
    let Some(subject) = subject::opened(Some(&path), &deployment)? else {
        return Ok(None);
    };
    // What the template does not have is told below, with its place.
    let declared = subject.template().section("Parameters").iter();
    let declared: Vec<&str> = declared.map(|entry| entry.key.as_str()).collect();
    let given = suite.settings.parameters.iter();
    let given = given.filter(|(name, _)| declared.contains(&name.as_str()));
    let given = given.map(|(name, value)| format!("{name}={value}"));
    deployment.parameters = given.chain(deployment.parameters).collect();
    let settings = subject::settings(&deployment, &subject)?;
    let simulation = Simulation::new(subject.template(), settings, subject.aliases());
    let misfits = suite.misfits(&source.tree, subject.template(), &simulation);
    if let Err(problems) = Problems::among(misfits) {
        refused(&problems);
        return Ok(None);
    }
    let command = command(path, &deployment, &simulation.settings);
    Ok(Some(Read {
        source,
        suite,
        simulation,
        subject,
        command,
    }))
}

/// The settings of the command line, and where it gives none those of the test file, but for its parameters.
fn over(file: &verify::Settings, given: &Deployment) -> Deployment {
    let account = file.account.as_ref().map(|account| account.0.clone());
    let region = file.region.as_ref().map(ToString::to_string);
    Deployment {
        env: given.env.clone().or_else(|| file.env.clone()),
        parameters: given.parameters.clone(),
        account: given.account.clone().or(account),
        region: given.region.clone().or(region),
        stack_name: given.stack_name.clone().or_else(|| file.stack_name.clone()),
    }
}

/// How a request is asked again: with everything that was given, by whichever way.
fn command(subject: String, deployment: &Deployment, settings: &Settings) -> Command {
    let mut options = Vec::new();
    let mut option = |name: &str, value: &str| options.extend([name.to_owned(), value.to_owned()]);
    if let Some(env) = &deployment.env {
        option("--env", env);
    }
    for (name, value) in &settings.parameters {
        option("--parameter", &format!("{name}={value}"));
    }
    if settings.account != ACCOUNT {
        option("--account", &settings.account);
    }
    if let Some(region) = &deployment.region {
        option("--region", region);
    }
    if let Some(name) = &deployment.stack_name {
        option("--stack-name", name);
    }
    Command {
        subject,
        deployment: options,
    }
}
