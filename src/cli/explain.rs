//! `stackgen explain`: the page of a finding, a refusal or a reason.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;

use super::{Outcome, io};
use crate::check::{self, RULES};
use crate::diag::{Note, Refusal, did_you_mean};
use crate::simulate::Reason;

/// Show the page of a finding: why it matters, what is bad, what is good, and AWS's page
///
/// The code is what stands in brackets before a finding or a refusal, or behind the answer of a trace. Without a code, all
/// are listed.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen explain unserved-writes
  stackgen explain

Exit codes:
  0  the page is shown
  2  there is no such code")]
pub(super) struct Args {
    /// The code of a rule, a refusal, a note or a reason
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let text = match args.code.as_deref() {
        Some(code) => match page(code) {
            Some(page) => page,
            None => match did_you_mean(code, meanings().into_iter().map(|(_, code, _)| code)) {
                Some(near) => bail!("there is no code `{code}`; did you mean `{near}`?"),
                None => bail!("there is no code `{code}`; `stackgen explain` lists them"),
            },
        },
        None => list(),
    };
    io::answer(&text).context("the page cannot be written")?;
    Ok(Outcome::Clean)
}

fn page(code: &str) -> Option<String> {
    if let Some(rule) = check::rule(code) {
        return Some(rule.page.to_owned());
    }
    let (kind, code, meaning) = meanings()
        .into_iter()
        .find(|(_, known, _)| *known == code)?;
    let about = match kind {
        Kind::Rule => "A finding of `stackgen check`.",
        Kind::Refusal => "For this a stack file is refused.",
        Kind::Note => "This is told about a stack that is good.",
        Kind::Reason => "For this a request ends as `stackgen trace` says.",
    };
    Some(format!("# {code}\n\n{about} {meaning}\n"))
}

/// What a code is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rule,
    Refusal,
    Note,
    Reason,
}

/// Every code with what it means in short.
fn meanings() -> Vec<(Kind, &'static str, String)> {
    let rules = RULES
        .iter()
        .map(|rule| (Kind::Rule, rule.code, rule.summary().to_owned()));
    let refusals = Refusal::ALL.iter();
    let refusals = refusals.map(|one| (Kind::Refusal, one.code(), one.meaning().to_owned()));
    let notes = Note::ALL.iter();
    let notes = notes.map(|one| (Kind::Note, one.code(), one.meaning().to_owned()));
    let reasons = Reason::ALL.iter();
    let reasons = reasons.map(|one| (Kind::Reason, one.code(), one.meaning().to_owned()));
    rules.chain(refusals).chain(notes).chain(reasons).collect()
}

fn list() -> String {
    let all = meanings();
    let mut text = String::new();
    for (kind, title) in [
        (Kind::Rule, "Rules of `stackgen check`"),
        (Kind::Refusal, "Reasons to refuse a stack file"),
        (Kind::Note, "What is told about a stack that is good"),
        (Kind::Reason, "Reasons of `stackgen trace`"),
    ] {
        text.push_str(title);
        text.push_str("\n\n");
        for (_, code, meaning) in all.iter().filter(|(known, _, _)| *known == kind) {
            let _ = writeln!(text, "  {code:<34}  {meaning}");
        }
        text.push('\n');
    }
    text
}
