//! `stackgen man`: the manual, in one page or in a page for each command.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, Command, CommandFactory};
use clap_mangen::Man;

use super::{Cli, Outcome, io};

/// Print the manual
///
/// One page with all commands, the page of one command, or, as packages want them, a file for each.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen man | man -l -
  stackgen man synth | man -l -
  stackgen man -o ~/.local/share/man/man1")]
pub(super) struct Args {
    /// One of the commands; all of them if left out
    command: Option<String>,
    /// Write a file for the program and one for each command into this folder, which is made
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    // A page of `help` would say what every other page says.
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let answer = match (&args.output, &args.command) {
        (Some(folder), _) => write(&program, folder)?,
        (None, Some(name)) => page(find(&program, name)?)?,
        (None, None) => whole(&program)?,
    };
    io::answer(&answer).context("the manual cannot be written")?;
    Ok(Outcome::Clean)
}

fn find<'a>(program: &'a Command, name: &str) -> Result<&'a Command> {
    program.find_subcommand(name).with_context(|| {
        let known: Vec<_> = program.get_subcommands().map(Command::get_name).collect();
        let known = known.join(", ");
        format!("there is no command `{name}`; the commands are: {known}")
    })
}

/// Writes all pages, each over its former self, and tells which.
fn write(program: &Command, folder: &Path) -> Result<String> {
    io::make_folder(folder)
        .with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
    let write_one = |command: &Command| {
        let file = folder.join(Man::new(command.clone()).get_filename());
        io::replace(&file, &page(command)?)
            .with_context(|| format!("`{}` cannot be written", file.display()))?;
        Ok(format!("wrote {}\n", file.display()))
    };
    let all = [program].into_iter().chain(program.get_subcommands());
    all.map(write_one).collect()
}

/// The page of the program, with the pages of the commands where it would list their names.
fn whole(program: &Command) -> Result<String> {
    let section = |command: &Command| {
        let page = page(command)?;
        // What comes before is the title, and a name that the heading says.
        let (_, body) = page.split_once(".SH SYNOPSIS\n").unwrap_or_default();
        let body = body.replace("\n.SH ", "\n.SS ");
        let name = command.get_name();
        Ok(format!(".SH \"stackgen {name}\"\n{body}"))
    };
    let commands: Result<String> = program.get_subcommands().map(section).collect();
    let page = page(program)?;
    let (before, list) = page.split_once(".SH SUBCOMMANDS\n").unwrap_or_default();
    let (_, after) = list.split_once("\n.SH ").unwrap_or_default();
    Ok(format!("{before}{}.SH {after}", commands?))
}

/// The page of one command, in the language of `man`.
fn page(command: &Command) -> Result<String> {
    let release = concat!("stackgen ", env!("CARGO_PKG_VERSION"));
    let mut text = Vec::new();
    Man::new(command.clone())
        .source(release)
        .render(&mut text)?;
    let text = String::from_utf8(text).context("the page is not text")?;
    // What stands under the options of `--help` has its own headings, which a manual calls otherwise.
    Ok(text
        .replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n")
        .replace("\n\nExit codes:\n", "\n.SH \"EXIT STATUS\"\n"))
}
