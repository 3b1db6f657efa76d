//! The command line: a file per command, and the only door to files, terminal and exit codes.

mod check;
mod completions;
mod explain;
mod init;
mod io;
mod man;
mod schema;
mod stack_file;
mod subject;
mod synth;
mod test;
mod test_files;
mod trace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// One typed stack file to a CloudFormation template that deploys.
///
/// A web application on AWS states the same fact in five places: the key a function stores, the path CloudFront serves,
/// the prefix a bucket policy grants, the prefix a role may touch, an environment variable. stackgen states it once, in
/// a stack file, and derives the template from it.
#[derive(Debug, Parser)]
#[command(name = "stackgen", version, after_long_help = EXAMPLES, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What `--help` teaches by.
const EXAMPLES: &str = "\
Examples:
  stackgen init shop                     a first stack, in the folder shop
  stackgen synth > template.json         the template of the only stack in stacks/
  stackgen synth shop --env staging      the same for an environment of stacks/shop.yaml
  stackgen check                         what is wrong with it, and what to do
  stackgen trace GET /photos/x.jpg       what AWS will do with that request, and why
  stackgen test                          whether what stacks/NAME.test.yaml expects is so

Exit codes:
  0  clean
  1  found something: an error, a request that is refused, a broken expectation
  2  trouble: usage, unreadable or invalid input; nothing is written";

#[derive(Debug, Subcommand)]
enum Command {
    Synth(synth::Args),
    Check(check::Args),
    Trace(Box<trace::Args>),
    Test(test::Args),
    Explain(explain::Args),
    Init(init::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a command ended, which is the process's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// 0
    Clean,
    /// 1
    Found,
    /// 2
    Trouble,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Found => Self::from(1),
            Outcome::Trouble => Self::from(2),
        }
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) => {
            // A closed pipe is no error here either.
            let _ = answer.print();
            return ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2));
        }
    };
    let result = match cli.command {
        Command::Synth(args) => synth::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Trace(args) => trace::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            io::complain(&format!("error: {error:#}"));
            Outcome::Trouble.into()
        }
    }
}
