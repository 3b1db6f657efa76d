//! `stackgen completions`: what a shell completes.

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Outcome, io};

/// Print what a shell needs to complete stackgen's commands
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen completions bash > ~/.local/share/bash-completion/completions/stackgen
  stackgen completions zsh > \"${fpath[1]}/_stackgen\"
  stackgen completions fish > ~/.config/fish/completions/stackgen.fish")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "stackgen", &mut text);
    let text = String::from_utf8(text).context("the completions are not text")?;
    io::answer(&text).context("the completions cannot be written")?;
    Ok(Outcome::Clean)
}
