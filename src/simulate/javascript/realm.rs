//! One instance of the engine, with everything in it that code may use: the only file that makes and ends one.

use std::rc::Rc;

use rquickjs::context::intrinsic;
use rquickjs::{
    CatchResultExt, CaughtError, Context, Ctx, Error, Function, Object, Persistent, Runtime, Value,
};

use super::event::{Event, JsRuntime};
use super::fault::Fault;
use super::handed;
use super::host::{self, Host};
use super::message::Produced;
use super::restrictions;
use super::returned::{Unread, produced};
use super::syntax::{Position, SILENCE};

/// How often the engine may ask whether to go on, about every 10,000 calls and turns of loops. AWS gives a function less
/// than a millisecond; these are ten to a hundred times as many.
pub(super) const MOST_POLLS: u32 = 100;
/// Bytes that code may take beside the engine itself. AWS gives a function 2 MB
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions>); this
/// engine takes several times as much for some things, such as 300 bytes for each match of a regular expression that is
/// replaced, so that a function for which these do not suffice is one for which AWS's do not.
const MEMORY: usize = 8 * 1024 * 1024;
/// Bytes after which the engine looks for what is no longer used.
const UNUSED: usize = 512 * 1024;
/// Bytes of the stack that code may fill; the stack of a thread is several times as large.
const STACK: usize = 256 * 1024;

/// Everything that the pages of the runtimes list is in these.
type Intrinsics = (
    intrinsic::Date,
    intrinsic::Eval,
    intrinsic::RegExpCompiler,
    intrinsic::RegExp,
    intrinsic::Json,
    intrinsic::TypedArrays,
    intrinsic::Promise,
);

/// An instance of the engine that holds one function.
pub(super) struct Realm {
    held: Option<Held>,
    runtime: Option<Runtime>,
    host: Rc<Host>,
    /// The allocations of an engine without anything in it.
    empty: i64,
}

/// What lies in the engine, and has to go before it does.
struct Held {
    /// Runs the code once and gives its handler.
    code: Persistent<Function<'static>>,
    /// Between these what the code reads is only logged.
    silence: (Persistent<Function<'static>>, Persistent<Function<'static>>),
    /// Puts an event together.
    wrap: Persistent<Function<'static>>,
    /// What requests have beside their fields.
    requests: Persistent<Object<'static>>,
    context: Context,
}

impl Realm {
    /// An engine with this code in it. Where runs share it, what it brings is sealed.
    pub(super) fn new(code: &str, language: JsRuntime, is_shared: bool) -> Result<Self, Fault> {
        let no_room = |_: Error| Fault::OverMemory;
        let runtime = Runtime::new().map_err(no_room)?;
        let empty = runtime.memory_usage().malloc_count;
        runtime.set_max_stack_size(STACK);
        let host = Rc::new(Host::default());
        let polled = Rc::clone(&host);
        runtime.set_interrupt_handler(Some(Box::new(move || polled.poll())));
        let context = Context::builder().with::<Intrinsics>().build(&runtime);
        let context = context.map_err(no_room)?;
        // Neither the library nor the parser is bounded by steps: the length of the code bounds both.
        host.allow(u32::MAX);
        let built = context.with(|ctx| {
            let (wrap, requests) = library(&ctx, &host, language, is_shared, code)
                .map_err(|error| fault(&ctx, error))?;
            let (silent, aloud) = host::silence(&ctx, &host).map_err(no_room)?;
            let silence = (
                Persistent::save(&ctx, silent),
                Persistent::save(&ctx, aloud),
            );
            let code = parse(&ctx, code)?;
            Ok((
                Persistent::save(&ctx, code),
                silence,
                Persistent::save(&ctx, wrap),
                Persistent::save(&ctx, requests),
            ))
        });
        // Whatever happens, the context goes before the engine.
        let held = built.map(|(code, silence, wrap, requests)| Held {
            code,
            silence,
            wrap,
            requests,
            context,
        });
        let (held, fault) = match held {
            Ok(held) => (Some(held), None),
            Err(fault) => (None, Some(fault)),
        };
        let realm = Self {
            held,
            runtime: Some(runtime),
            host,
            empty,
        };
        if let Some(fault) = fault {
            return Err(fault);
        }
        realm.bound_memory();
        Ok(realm)
    }

    /// From here on there is as much memory as a function may have.
    fn bound_memory(&self) {
        let Some(runtime) = &self.runtime else {
            return;
        };
        let taken = usize::try_from(runtime.memory_usage().malloc_size).unwrap_or(0);
        runtime.set_memory_limit(taken + MEMORY);
        runtime.set_gc_threshold(taken + UNUSED);
    }

    /// The surroundings of its runs.
    pub(super) fn host(&self) -> &Host {
        &self.host
    }

    /// Runs the function once.
    pub(super) fn run(&self, event: &Event, most_polls: u32) -> Result<Produced, Fault> {
        self.host.begin(event, most_polls);
        let Some(held) = &self.held else {
            return Err(Fault::OverMemory);
        };
        let result = held.context.with(|ctx| {
            let result = self.call(&ctx, held, event);
            // What nobody waits for is finished all the same, so that it does not go on in the next run.
            while !self.host.is_exhausted() && ctx.execute_pending_job() {}
            result
        });
        if self.host.is_exhausted() {
            return Err(Fault::OverSteps);
        }
        let produced = result?;
        restrictions::check(event, &produced)?;
        Ok(produced)
    }

    fn call(&self, ctx: &Ctx<'_>, held: &Held, event: &Event) -> Result<Produced, Fault> {
        let failed = |error: Error| fault(ctx, error);
        let restored = || {
            let code = held.code.clone().restore(ctx)?;
            let (silent, aloud) = held.silence.clone();
            let silence = (silent.restore(ctx)?, aloud.restore(ctx)?);
            let wrap = held.wrap.clone().restore(ctx)?;
            let requests = held.requests.clone().restore(ctx)?;
            let event = handed::event(ctx, &wrap, &requests, event)?;
            Ok((code, silence, event))
        };
        let (code, silence, given) = restored().map_err(failed)?;
        let handler: Value = code.call(silence).map_err(failed)?;
        let handler = handler.as_function().ok_or(Fault::NoHandler)?;
        let mut returned: Value = handler.call((given,)).map_err(failed)?;
        if let Some(promise) = returned.as_promise() {
            returned = match promise.finish::<Value>() {
                Err(Error::WouldBlock) => return Err(Fault::NeverSettled),
                other => other.map_err(failed)?,
            };
        }
        self.host.fall_silent();
        produced(&returned, event).map_err(|unread| match unread {
            Unread::Fault(fault) => fault,
            Unread::Engine(error) => failed(error),
        })
    }
}

impl Drop for Realm {
    fn drop(&mut self) {
        self.held = None;
        let Some(runtime) = self.runtime.take() else {
            return;
        };
        runtime.set_memory_limit(0);
        runtime.run_gc();
        // Running out of memory can leave something behind in the engine, which aborts when it is asked to end then. Such
        // an engine is left alone; what it holds is a few hundred kilobytes.
        if runtime.memory_usage().malloc_count != self.empty {
            std::mem::forget(runtime);
        }
    }
}

/// Runs the library; gives what puts events together, and what requests have beside their fields.
fn library<'js>(
    ctx: &Ctx<'js>,
    host: &Rc<Host>,
    language: JsRuntime,
    is_shared: bool,
    code: &str,
) -> rquickjs::Result<(Function<'js>, Object<'js>)> {
    let part = |text: &str| ctx.eval::<Function, _>(text);
    let is_v2 = language == JsRuntime::V2;
    let mut shared: Object =
        part(include_str!("library/language.js"))?.call((host::object(ctx, host)?, is_v2))?;
    // Reading these takes longer than all the rest, and most functions use neither.
    let mentions = |names: &[&str]| names.iter().any(|name| code.contains(name));
    let buffers = [
        "Buffer",
        "TextEncoder",
        "TextDecoder",
        "atob",
        "btoa",
        "kvs",
        "buffer",
    ];
    let uses_buffers = is_v2 && mentions(&buffers);
    let bytes = [
        "crypto",
        "querystring",
        "Bytes",
        "bytesFrom",
        "UTF8",
        "require",
        "import",
    ];
    if uses_buffers || mentions(&bytes) {
        shared = part(include_str!("library/bytes.js"))?.call((shared,))?;
        if is_v2 {
            shared = part(include_str!("library/buffer.js"))?.call((shared,))?;
        }
    }
    let (wrap, requests, seal): (Function, Object, Function) = {
        let parts: rquickjs::Array = part(include_str!("library/event.js"))?.call((shared,))?;
        (parts.get(0)?, parts.get(1)?, parts.get(2)?)
    };
    if is_shared {
        seal.call::<_, ()>(())?;
    }
    Ok((wrap, requests))
}

/// The code as the body of a function: every run has its own variables, and nothing of one is left for the next.
fn parse<'js>(ctx: &Ctx<'js>, code: &str) -> Result<Function<'js>, Fault> {
    let [silent, aloud] = SILENCE;
    let body = format!(
        "(function({silent},{aloud}){{\"use strict\";\n{code}\n;return typeof handler===\"function\"?handler:undefined}})"
    );
    let parsed = ctx.eval::<Function, _>(body).catch(ctx);
    parsed.map_err(|caught| match caught {
        CaughtError::Exception(exception) => {
            let at = exception.stack().and_then(|stack| position(&stack));
            let end = Position::end_of(code);
            match at {
                // What comes behind the code is ours: it was taken for what the code still lacks.
                Some(at) if at.line > end.line => Fault::DoesNotParse {
                    message: "unexpected end of the code".to_owned(),
                    at: Some(end),
                },
                Some(_) | None => Fault::DoesNotParse {
                    message: exception.message().unwrap_or_default(),
                    at,
                },
            }
        }
        CaughtError::Error(error) => Fault::DoesNotParse {
            message: error.to_string(),
            at: None,
        },
        CaughtError::Value(_) => Fault::OverMemory,
    })
}

/// The place of a mistake, of which the engine's text ends in `:LINE:COLUMN`, in the code without what stands before it.
fn position(stack: &str) -> Option<Position> {
    let place = stack.lines().next()?.trim_end_matches(')');
    let mut numbers = place.rsplit(':');
    let column = numbers.next()?.parse().ok()?;
    let line: usize = numbers.next()?.parse().ok()?;
    let line = line.checked_sub(1).filter(|line| *line > 0)?;
    Some(Position { line, column })
}

/// What an error of the engine means.
fn fault(ctx: &Ctx<'_>, error: Error) -> Fault {
    match CaughtError::from_error(ctx, error) {
        CaughtError::Exception(exception) => {
            let name = exception.as_object().get::<_, String>("name");
            let name = name.unwrap_or_else(|_| "Error".to_owned());
            let message = exception.message().unwrap_or_default();
            let is_engines = name == "InternalError" || name == "RangeError";
            if is_engines && (message.starts_with("out of memory") || message == "string too long")
            {
                return Fault::OverMemory;
            }
            let message = format!("{name}: {message}");
            Fault::Threw { message }
        }
        // Where there is no memory for an error either, there is none.
        CaughtError::Value(value) if value.is_null() => Fault::OverMemory,
        CaughtError::Value(value) => {
            let text = value.as_string().and_then(|text| text.to_string().ok());
            let message = text.unwrap_or_else(|| value.type_name().to_string());
            Fault::Threw { message }
        }
        CaughtError::Error(Error::Allocation | Error::Unknown) => Fault::OverMemory,
        CaughtError::Error(error) => Fault::Threw {
            message: error.to_string(),
        },
    }
}
