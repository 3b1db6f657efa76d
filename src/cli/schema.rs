//! `stackgen schema`: the JSON Schema of stack and test files, for editors.

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, ValueEnum};

use super::{Outcome, io};
use crate::{stack, verify};

/// Print the JSON Schema of the stack file, or of the test file, for editors
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen schema > stack.schema.json
  stackgen schema test > test.schema.json

An editor with a YAML language server reads it where the file's first line says so:
  # yaml-language-server: $schema=stack.schema.json")]
pub(super) struct Args {
    /// Which file
    #[arg(value_name = "FILE", default_value = "stack")]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// The stack file
    Stack,
    /// The test file beside it
    Test,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let schema = match args.of {
        Of::Stack => stack::schema(),
        Of::Test => verify::schema(),
    };
    io::answer(&schema).context("the schema cannot be written")?;
    Ok(Outcome::Clean)
}
