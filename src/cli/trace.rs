//! `stackgen trace`: what AWS will do with a request, and why.

use anyhow::{Context, Result, bail};
use clap::{Args as ClapArgs, ValueEnum};

use super::subject::{self, Deployment};
use super::{Outcome as Ended, io};
use crate::diag::did_you_mean;
use crate::render::trace::{self, Places};
use crate::simulate::{Outcome, Question, Simulation, Verdict};
use crate::source::{Node, Value};

/// Say what AWS will do with a request or an action, and why
///
/// Answered from the template alone, before anything is deployed. What no template can tell is said to be unknown, and
/// what is taken for granted is listed.
#[derive(Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  stackgen trace GET /progress-photos/x.jpg
  stackgen trace GET /progress-photos/x.jpg --missing
  stackgen trace s3:PutObject s3://progress-photos/progress-photos/x.jpg --as AnalyticsServiceLambdaRole
  stackgen trace template.json PUT s3://uploads/user-profiles/x.png --presigned-by UserProfileServiceLambda
  stackgen trace template.yaml --batch requests.jsonl > answers.jsonl

Exit codes:
  0  a status below 400, allowed, or the function or origin is reached
  1  refused, or unknown
  2  trouble: the stack, the template or the request cannot be understood")]
pub(super) struct Args {
    /// A stack file, a stack's name or a template (without it, the only stack in stacks/), then `METHOD URL`, or
    /// `ACTION RESOURCE`
    #[arg(
        value_name = "STACK|TEMPLATE | REQUEST",
        required_unless_present = "batch"
    )]
    words: Vec<String>,
    /// Who asks: `anonymous`, a logical id, an ARN, `account:ID` or `service:NAME`
    #[arg(long = "as", value_name = "PRINCIPAL")]
    caller: Option<String>,
    /// Who signed the URL that is used
    #[arg(long, value_name = "PRINCIPAL")]
    presigned_by: Option<String>,
    /// The object finally asked for does not exist
    #[arg(long)]
    missing: bool,
    /// A header of the request; may be given several times
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE")]
    headers: Vec<String>,
    /// The body of the request
    #[arg(long, value_name = "TEXT")]
    body: Option<String>,
    /// A condition key with its value; `null` says that the request does not carry it; may be given several times
    #[arg(long = "context", value_name = "KEY=VALUE")]
    context: Vec<String>,
    /// The request comes by http
    #[arg(long)]
    http: bool,
    /// The version of HTTP
    #[arg(long, value_name = "1.0|1.1|2|3")]
    http_version: Option<String>,
    /// The status with which the origin answers
    #[arg(long, value_name = "STATUS")]
    origin_status: Option<u16>,
    /// A header with which the origin answers; may be given several times
    #[arg(long = "origin-header", value_name = "NAME: VALUE")]
    origin_headers: Vec<String>,
    /// Custom error pages do not exist
    #[arg(long)]
    page_missing: bool,
    /// Requests from this file, or `-` for stdin: a JSON object a line, answered by a line each
    #[arg(long, value_name = "FILE")]
    batch: Option<String>,
    /// How the answer is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    #[command(flatten)]
    deployment: Deployment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A story for people
    Human,
    /// One line of JSON
    Json,
}

pub(super) fn run(args: &Args) -> Result<Ended> {
    let (named, words) = match args.words.split_first() {
        Some((first, rest)) if subject::is_named(first) => (Some(first.as_str()), rest),
        _ => (None, &args.words[..]),
    };
    if args.batch.is_some() {
        if let [first, ..] = words {
            bail!(
                "`{first}` is no file and no stack, and with `--batch` the requests stand in its file"
            );
        }
        if args.batch.as_deref() == Some("-") && named == Some("-") {
            bail!("the template and the requests cannot both come from stdin");
        }
    }
    // A request that nobody can understand is told before a stack that cannot be read.
    let question = match args.batch {
        Some(_) => None,
        None => Some(question(args, words).map_err(anyhow::Error::msg)?),
    };
    let Some(subject) = subject::opened(named, &args.deployment)? else {
        return Ok(Ended::Trouble);
    };
    let settings = subject::settings(&args.deployment, &subject)?;
    let simulation = Simulation::new(subject.template(), settings, subject.aliases());
    let places = Places::new(subject.template(), subject.stack());
    match (&args.batch, question) {
        (Some(file), _) => batch(file, &simulation, &places),
        (None, Some(question)) => one(&question, args.format, &simulation, &places),
        (None, None) => Ok(Ended::Clean),
    }
}

fn one(
    question: &Question,
    format: Format,
    simulation: &Simulation,
    places: &Places,
) -> Result<Ended> {
    let answer = simulation.ask(question).map_err(anyhow::Error::msg)?;
    let text = match format {
        Format::Human => trace::human(
            question,
            &answer,
            simulation,
            places,
            io::stdout_takes_color(),
        ),
        Format::Json => {
            let mut line = Vec::new();
            trace::json(&mut line, question, &answer, simulation, places);
            String::from_utf8(line).context("the answer is not text")?
        }
    };
    io::answer(&text).context("the answer cannot be written")?;
    Ok(if is_good(&answer.outcome) {
        Ended::Clean
    } else {
        Ended::Found
    })
}

/// Whether the one who asks gets what it asks for, as far as the template decides.
fn is_good(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Response(response) => response.status.is_none_or(|status| status < 400),
        Outcome::Decision(decision) => decision.verdict == Verdict::Allowed,
        Outcome::Unknown(_) => false,
    }
}

/// Answers each line of a file; a bad line is told in its place.
fn batch(file: &str, simulation: &Simulation, places: &Places) -> Result<Ended> {
    let mut all_good = true;
    let mut number = 0;
    io::answer_lines(file, |line, answers| {
        number += 1;
        if line.trim_ascii().is_empty() {
            return;
        }
        if let Err(message) = answer_line(line, answers, simulation, places) {
            all_good = false;
            trace::error(answers, id_of(line).as_ref(), number, &message);
        }
    })
    .with_context(|| format!("the requests in `{file}` cannot be answered"))?;
    Ok(if all_good {
        Ended::Clean
    } else {
        Ended::Trouble
    })
}

fn answer_line(
    line: &[u8],
    answers: &mut Vec<u8>,
    simulation: &Simulation,
    places: &Places,
) -> Result<(), String> {
    let mut question: Question =
        serde_json::from_slice(line).map_err(|error| without_place(&error))?;
    question.complete();
    let answer = simulation.ask(&question)?;
    trace::json(answers, &question, &answer, simulation, places);
    Ok(())
}

/// A mistake of JSON, with its column: the line is known.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let column = error.column();
    let message = text.split(" at line ").next().unwrap_or_default();
    if error.is_syntax() || error.is_eof() {
        return format!("this line is not JSON (column {column})");
    }
    let mut words = message.split('`').skip(1).step_by(2);
    // serde lists every field that would be right; the nearest is enough.
    let message = match (message.strip_prefix("unknown field"), words.next()) {
        (Some(_), Some(field)) => match did_you_mean(field, words) {
            Some(near) => format!("unknown field `{field}`; did you mean `{near}`?"),
            None => format!("unknown field `{field}`"),
        },
        (Some(_) | None, _) => message.to_owned(),
    };
    format!("{message} (column {column})")
}

/// The id of a line that is JSON, though it is no question.
fn id_of(line: &[u8]) -> Option<Node> {
    let line: Node = serde_json::from_slice(line).ok()?;
    line.get("id").cloned()
}

/// The question that the command line asks.
fn question(args: &Args, words: &[String]) -> Result<Question, String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let [first, _, _, ..] = words[..] {
        if first.chars().all(|c| c.is_ascii_uppercase()) {
            return Err(format!("`{}` is more than a request", words.join(" ")));
        }
        return Err(format!(
            "`{first}` is no file and no stack in stacks/, and `{}` is more than a request",
            words.join(" ")
        ));
    }
    let mut question = Question::from_words(&words)?;
    question.caller.clone_from(&args.caller);
    question.presigned_by.clone_from(&args.presigned_by);
    question.missing = args.missing.then_some(true);
    question.http = args.http.then_some(true);
    question.body.clone_from(&args.body);
    question.http_version = args
        .http_version
        .clone()
        .map(|text| Value::String(text).into());
    question.origin_status = args.origin_status;
    question.page_missing = args.page_missing.then_some(true);
    for header in &args.headers {
        let (name, value) = header_of(header)?;
        question.headers.insert(name, value);
    }
    for header in &args.origin_headers {
        let (name, value) = header_of(header)?;
        question
            .origin_headers
            .get_or_insert_default()
            .insert(name, value);
    }
    for pair in &args.context {
        let Some((key, value)) = pair.split_once('=') else {
            return Err(format!(
                "`--context {pair}`: a condition key is given as KEY=VALUE"
            ));
        };
        let value = match value {
            "null" => Value::Null,
            text => Value::String(text.to_owned()),
        };
        question.context.insert(key.to_owned(), value.into());
    }
    question.complete();
    Ok(question)
}

fn header_of(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once(':')
        .ok_or_else(|| format!("`{text}`: a header is given as `NAME: VALUE`"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
