//! `stackgen synth`: the template of a stack.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;

use super::{Outcome, io, stack_file};
use crate::aws::limits::cloudformation::TEMPLATE_BYTES;
use crate::cfn::Layout;
use crate::open::{Opened, open_stack};
use crate::render::findings;
use crate::source::Document;

/// Print the CloudFormation template of a stack
///
/// The same stack file gives the same bytes. What is wrong with it is told all at once, on stderr, and then nothing is
/// written.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen synth > template.json
  stackgen synth shop --env staging -o template.json
  stackgen synth examples/static-site/stack.yaml | less")]
pub(super) struct Args {
    /// A stack file, or the name of one in stacks/; without it, the only one there
    stack: Option<String>,
    /// Write to this file, whole or not at all, instead of stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Lay this part of `environments` over the file
    #[arg(long, value_name = "NAME")]
    env: Option<String>,
    /// Leave out all white space
    #[arg(long)]
    compact: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let path = stack_file::find(args.stack.as_deref())?;
    if let Some(output) = &args.output
        && io::is_same(output, &path)
    {
        bail!(
            "`{}` is the stack file itself; write the template to another file",
            output.display()
        );
    }
    let text = io::read_text(&path)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("`{}` cannot be read", path.display()))?;
    let document = Document::new(path.display().to_string(), text);
    let files = io::Folder::of(&path);
    match open_stack(document, args.env.as_deref(), &files, args.compact) {
        Ok(opened) => {
            note(&opened, args.compact);
            hand_out(&opened, args.output.as_deref())?;
            Ok(Outcome::Clean)
        }
        Err(refused) => {
            let color = io::stderr_takes_color();
            let problems = refused.problems.as_slice();
            let source = refused.source.as_ref();
            io::complain(&findings::human(problems, source, &refused.document, color));
            io::complain(&findings::summary(problems));
            Ok(Outcome::Trouble)
        }
    }
}

/// Says on stderr what was done on the user's behalf.
fn note(opened: &Opened, asked_for_compact: bool) {
    let source = &opened.source;
    if !opened.notes.is_empty() {
        let color = io::stderr_takes_color();
        io::complain(&findings::human(
            &opened.notes,
            Some(source),
            &source.document,
            color,
        ));
    }
    let size = opened.template.source().document.text.len();
    if opened.layout == Layout::Compact && !asked_for_compact {
        io::complain(&format!(
            "note: the template is printed without white space, {size} bytes: only so can it be deployed without a bucket"
        ));
    } else if size > TEMPLATE_BYTES {
        io::complain(&format!(
            "warning: the template has {size} bytes; over {TEMPLATE_BYTES} `aws cloudformation deploy` needs `--s3-bucket`"
        ));
    }
}

fn hand_out(opened: &Opened, output: Option<&Path>) -> Result<()> {
    let text = &opened.template.source().document.text;
    match output {
        Some(path) => io::replace(path, text)
            .with_context(|| format!("`{}` cannot be written", path.display())),
        None => io::answer(text).context("the answer cannot be written"),
    }
}
