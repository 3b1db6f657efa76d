//! `stackgen schema`: the stack file's JSON Schema, for editors.

use anyhow::{Context, Result};
use clap::Args as ClapArgs;

use super::{Outcome, io};
use crate::stack;

/// Print the JSON Schema of the stack file, for editors
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen schema > stack.schema.json

An editor with a YAML language server reads it where the stack file's first line says so:
  # yaml-language-server: $schema=stack.schema.json")]
pub(super) struct Args {}

pub(super) fn run(Args {}: &Args) -> Result<Outcome> {
    io::answer(&stack::schema()).context("the schema cannot be written")?;
    Ok(Outcome::Clean)
}
