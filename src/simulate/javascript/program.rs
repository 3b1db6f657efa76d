//! A function of CloudFront, compiled once and run as often as requests come.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use super::event::{Event, JsRuntime};
use super::fact::Fact;
use super::fault::Fault;
use super::message::Produced;
use super::origin::OriginChange;
use super::realm::{MOST_POLLS, Realm};
use super::syntax::{self, Unlisted};
use crate::aws::limits::cloudfront::FUNCTION_BYTES;

/// A function, ready to run.
pub struct Program {
    code: String,
    language: JsRuntime,
    unlisted: Vec<Unlisted>,
    /// Whether runs may share an engine, because nothing in the code could change what they share.
    may_share: bool,
    engine: RefCell<Option<Realm>>,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Ran {
    /// What the function made, or how it failed. Either is worth nothing where it depends on facts that are not known.
    pub result: Result<Produced, Fault>,
    /// The facts that no template holds and nobody has given, and that the code read.
    pub depends_on: BTreeSet<Fact>,
    /// The changes of the request's origin that the code asked for, in their order.
    pub origin_changes: Vec<OriginChange>,
}

/// What the engine says where sealed things would be changed.
const SEALED: [&str; 5] = [
    "read-only",
    "not extensible",
    "not configurable",
    "could not delete",
    "no setter",
];

impl Program {
    /// Compiles the code of a function. Code that cannot run is the fault; whether there is a `handler` shows when it runs.
    pub fn compile(code: &str, language: JsRuntime) -> Result<Self, Fault> {
        if code.len() > FUNCTION_BYTES {
            return Err(Fault::TooLarge { bytes: code.len() });
        }
        let read = syntax::read(code, language)?;
        let engine = Realm::new(&read.code, language, read.may_share)?;
        Ok(Self {
            code: read.code,
            language,
            unlisted: read.unlisted,
            may_share: read.may_share,
            engine: RefCell::new(Some(engine)),
        })
    }

    /// What the code uses and the page of its runtime does not list, which says that it lists everything. It is run here;
    /// whether AWS runs it, nobody says.
    pub fn unlisted(&self) -> &[Unlisted] {
        &self.unlisted
    }

    /// Runs the function on an event. The same event gives the same, whatever ran before.
    pub fn run(&self, event: &Event) -> Ran {
        let ready = self.engine.take();
        if self.may_share {
            if let Some(ran) = self.run_shared(ready, event) {
                return ran;
            }
            return self.run_alone(None, event);
        }
        self.run_alone(ready, event)
    }

    /// Runs in the engine of the runs before; none where the outcome may be their doing.
    fn run_shared(&self, ready: Option<Realm>, event: &Event) -> Option<Ran> {
        let engine = match ready {
            Some(engine) => engine,
            None => Realm::new(&self.code, self.language, true).ok()?,
        };
        // The engine asks at every so many steps, whosever they are: a run may be charged twice with what is not its own.
        let ran = ran(&engine, event, MOST_POLLS - 2);
        match &ran.result {
            Err(Fault::OverSteps | Fault::OverMemory | Fault::NeverSettled) => None,
            Err(Fault::Threw { message }) if SEALED.iter().any(|said| message.contains(said)) => {
                None
            }
            Ok(_) | Err(_) => {
                self.engine.replace(Some(engine));
                Some(ran)
            }
        }
    }

    /// Runs in an engine of its own.
    fn run_alone(&self, ready: Option<Realm>, event: &Event) -> Ran {
        let engine = match ready {
            Some(engine) => Ok(engine),
            None => Realm::new(&self.code, self.language, false),
        };
        match engine {
            Ok(engine) => ran(&engine, event, MOST_POLLS),
            Err(fault) => Ran {
                result: Err(fault),
                depends_on: BTreeSet::new(),
                origin_changes: Vec::new(),
            },
        }
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("code", &self.code)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

fn ran(engine: &Realm, event: &Event, most_polls: u32) -> Ran {
    let result = engine.run(event, most_polls);
    let (depends_on, origin_changes) = engine.host().end();
    Ran {
        result,
        depends_on,
        origin_changes,
    }
}
