//! `stackgen init`: a first stack, with the next three steps.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;

use super::{Outcome, io};
use crate::aws::Region;
use crate::stack::{self, Name};
use crate::templates;

/// Write a first stack that can be deployed
///
/// A commented stack file, the code of its function, and a README with the next three steps. Nothing that exists is
/// overwritten.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen init            here; the stack is called after this folder
  stackgen init shop       in the folder shop, which is made
  stackgen init . --name shop --region eu-central-1")]
pub(super) struct Args {
    /// The folder; the current one if left out
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The stack's name, in kebab-case; the folder's name if left out
    #[arg(long)]
    name: Option<Name>,
    /// The region that the stack is for
    #[arg(long, default_value = "us-east-1")]
    region: Region,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let name = match &args.name {
        Some(name) => name.clone(),
        None => name_of(&args.dir)?,
    };
    let files: Vec<(PathBuf, String)> = templates::first_stack(name.as_str(), args.region.as_str())
        .into_iter()
        .chain([("stack.schema.json".to_owned(), stack::schema())])
        .map(|(path, text)| (args.dir.join(path), text))
        .collect();
    let in_the_way: BTreeSet<_> = files
        .iter()
        .filter_map(|(path, _)| io::in_the_way(path))
        .map(|path| format!("`{}`", path.display()))
        .collect();
    if !in_the_way.is_empty() {
        let told: Vec<_> = in_the_way.into_iter().collect();
        bail!(
            "nothing is written, since this exists already: {}",
            told.join(", ")
        );
    }
    for (path, text) in &files {
        io::create(path, text)
            .with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    let written: Vec<_> = files
        .iter()
        .map(|(path, _)| format!("wrote {}\n", path.display()))
        .collect();
    io::answer(&written.concat())?;
    let readme = args.dir.join("README.md");
    io::complain(&format!(
        "next: `stackgen synth > template.json` there; `{}` has the steps after it",
        readme.display()
    ));
    Ok(Outcome::Clean)
}

/// The folder's own name, made a stack's name.
fn name_of(dir: &Path) -> Result<Name> {
    let whole = io::absolute(dir)?;
    let folder = whole.file_name().unwrap_or_default().to_string_lossy();
    Name::near(&folder).with_context(|| {
        format!(
            "no name can be made of the folder `{}`; say one: --name shop",
            whole.display()
        )
    })
}
