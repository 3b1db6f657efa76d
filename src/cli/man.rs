//! `stackgen man`: the manual pages.

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, CommandFactory};
use clap_mangen::Man;

use super::{Cli, Outcome, io};

/// Print the manual page of stackgen, or of one of its commands
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen man | man -l -
  stackgen man synth > stackgen-synth.1")]
pub(super) struct Args {
    /// One of the commands
    command: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let whole = Cli::command();
    let page = match &args.command {
        None => whole,
        Some(name) => {
            let found = whole.find_subcommand(name).cloned();
            let known: Vec<_> = whole
                .get_subcommands()
                .map(|one| one.get_name().to_owned())
                .collect();
            let command = found.with_context(|| {
                format!(
                    "there is no command `{name}`; the commands are: {}",
                    known.join(", ")
                )
            })?;
            let command = command.bin_name(format!("stackgen {name}"));
            command.display_name(format!("stackgen-{name}"))
        }
    };
    let mut text = Vec::new();
    Man::new(page).render(&mut text)?;
    let text = String::from_utf8(text).context("the page is not text")?;
    io::answer(&text).context("the page cannot be written")?;
    Ok(Outcome::Clean)
}
