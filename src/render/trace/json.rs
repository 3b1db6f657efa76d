//! An answer as JSON, in one line: the contract of `--format json` and of each line of a batch.

use std::rc::Rc;

use serde::{Serialize, Serializer};

use super::because::because;
use super::end::{End, Nullable, end};
use super::places::{Located, Places};
use crate::simulate::{Answer, By, Did, Question, Ran, Simulation};
use crate::source::Node;

/// The version of this format.
const FORMAT_VERSION: u32 = 1;

#[derive(Serialize)]
struct Wire<'a> {
    format_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Node>,
    request: &'a Question,
    outcome: End<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    if_missing: Option<IfMissing>,
    hops: Vec<Hop<'a>>,
    assumes: Vec<&'static str>,
    deployed: Deployed<'a>,
}

#[derive(Serialize)]
struct IfMissing {
    status: u16,
    reason: &'static str,
}

#[derive(Serialize)]
struct Deployed<'a> {
    account: &'a str,
    region: &'a str,
    stack_name: &'a str,
}

/// A step on the way.
#[derive(Default, Serialize)]
pub(in crate::render) struct Hop<'a> {
    at: Option<&'a str>,
    did: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    behavior: Option<&'a str>,
    /// `null` for the default behavior; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    precedence: Option<Nullable<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    principal: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Decider<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    because: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<PathOf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileOf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Decider<'a> {
    resource: Option<&'a str>,
    statement: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<&'a str>,
    path: PathOf,
}

/// Writes an answer as one line of JSON, with a line feed behind it.
pub fn json(
    into: &mut Vec<u8>,
    question: &Question,
    answer: &Answer,
    simulation: &Simulation,
    places: &Places,
) {
    let settings = &simulation.settings;
    let wire = Wire {
        format_version: FORMAT_VERSION,
        id: question.id.as_ref(),
        request: question,
        outcome: end(&answer.outcome, simulation),
        if_missing: answer.if_missing.map(|(status, reason)| IfMissing {
            status,
            reason: reason.code(),
        }),
        hops: answer
            .hops
            .iter()
            .map(|one| hop(one, simulation, places))
            .collect(),
        assumes: answer.assumes.iter().map(|one| one.code()).collect(),
        deployed: Deployed {
            account: &settings.account,
            region: settings.region.as_str(),
            stack_name: &settings.stack_name,
        },
    };
    line(into, &wire);
}

#[derive(Serialize)]
struct Bad<'a> {
    format_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Node>,
    line: usize,
    error: Message<'a>,
}

#[derive(Serialize)]
struct Message<'a> {
    message: &'a str,
}

/// Writes what is wrong with a line of a batch in its place.
pub fn error(into: &mut Vec<u8>, id: Option<&Node>, number: usize, message: &str) {
    let wire = Bad {
        format_version: FORMAT_VERSION,
        id,
        line: number,
        error: Message { message },
    };
    line(into, &wire);
}

fn line(into: &mut Vec<u8>, wire: &impl Serialize) {
    let begun = into.len();
    // INVARIANT: these structs have keys that are texts alone, and memory takes whatever is written to it.
    if serde_json::to_writer(&mut *into, wire).is_err() {
        into.truncate(begun);
    }
    into.push(b'\n');
}

/// The path of a place; places are shared, not copied.
struct PathOf(Rc<Located>);

impl Serialize for PathOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.path)
    }
}

/// The file of a place.
struct FileOf(Rc<Located>);

impl Serialize for FileOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.file)
    }
}

/// A step with its sentence and its place.
pub(in crate::render) fn hop<'a>(
    hop: &'a crate::simulate::Hop,
    simulation: &'a Simulation,
    places: &Places,
) -> Hop<'a> {
    let mut wire = did(&hop.did, simulation, places);
    wire.at = hop.at.map(|id| simulation.name(id));
    wire.because = because(&hop.did, simulation);
    if let Some(located) = places.of_hop(hop, simulation) {
        wire.line = located.line;
        wire.column = located.column;
        wire.path = Some(PathOf(Rc::clone(&located)));
        wire.file = Some(FileOf(located));
    }
    wire
}

#[expect(clippy::too_many_lines, reason = "one arm for each kind of step")]
fn did<'a>(did: &'a Did, simulation: &'a Simulation, places: &Places) -> Hop<'a> {
    match did {
        Did::MatchedBehavior {
            pattern,
            precedence,
            path,
        } => Hop {
            did: "matched-behavior",
            behavior: Some(pattern.as_deref().unwrap_or("default")),
            precedence: Some(Nullable(*precedence)),
            uri: Some(path),
            ..Hop::default()
        },
        Did::Refused { status, reason } => Hop {
            did: "refused",
            status: Some(*status),
            reason: Some(reason.code()),
            ..Hop::default()
        },
        Did::Redirected {
            status,
            location,
            reason,
        } => Hop {
            did: "redirected",
            status: Some(*status),
            location: Some(location),
            reason: Some(reason.code()),
            ..Hop::default()
        },
        Did::UsedDefaultRootObject { object } => Hop {
            did: "used-default-root-object",
            key: Some(object),
            ..Hop::default()
        },
        Did::RanFunction { event, result } => Hop {
            did: "ran-function",
            event: Some(event),
            result: Some(match result {
                Ran::Unchanged => "unchanged",
                Ran::Rewrote { .. } => "rewrote",
                Ran::Changed => "changed",
                Ran::Responded { .. } => "responded",
                Ran::Failed { .. } => "failed",
            }),
            uri: match result {
                Ran::Rewrote { uri } => Some(uri),
                Ran::Unchanged | Ran::Changed | Ran::Responded { .. } | Ran::Failed { .. } => None,
            },
            status: match result {
                Ran::Responded { status } => Some(*status),
                Ran::Unchanged | Ran::Changed | Ran::Rewrote { .. } | Ran::Failed { .. } => None,
            },
            ..Hop::default()
        },
        Did::DidNotRun {
            event, function, ..
        } => Hop {
            did: "did-not-run",
            event: Some(event),
            function: Some(function.to_string()),
            ..Hop::default()
        },
        Did::SentToOrigin { origin, uri, host } => Hop {
            did: "sent-to-origin",
            origin: Some(origin),
            uri: Some(uri),
            host: Some(host.to_string()),
            ..Hop::default()
        },
        Did::CacheNotKnown { .. } => Hop {
            did: "cache-not-known",
            ..Hop::default()
        },
        Did::SignedAs { principal } => Hop {
            did: "signed-as",
            principal: Some(principal),
            ..Hop::default()
        },
        Did::Unsigned => Hop {
            did: "unsigned",
            ..Hop::default()
        },
        Did::Decided {
            action,
            verdict,
            reason,
            by,
        } => Hop {
            did: verdict.as_str(),
            action: Some(action),
            reason: Some(reason.code()),
            by: by.as_ref().map(|by| statement(by, simulation, places)),
            ..Hop::default()
        },
        Did::Answered {
            status,
            reason,
            key,
        } => Hop {
            did: "answered",
            status: *status,
            reason: Some(reason.code()),
            key: key.as_deref(),
            ..Hop::default()
        },
        Did::FailedOver { status, to } => Hop {
            did: "failed-over",
            status: Some(*status),
            origin: Some(to),
            ..Hop::default()
        },
        Did::CustomErrorPage {
            status,
            page,
            response,
        } => Hop {
            did: "custom-error-page",
            status: Some(*status),
            response_status: Some(*response),
            page: Some(page),
            ..Hop::default()
        },
    }
}

fn statement<'a>(by: &'a By, simulation: &'a Simulation, places: &Places) -> Decider<'a> {
    Decider {
        resource: by.resource.map(|id| simulation.name(id)),
        statement: by.statement,
        sid: by.sid.as_deref(),
        path: PathOf(places.of(&by.at)),
    }
}
