//! What code may ask of its surroundings, and what comes of asking: facts are given or noted as missing.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use rquickjs::{Ctx, Exception, Function, Object, Result};

use super::digest::{digest, hmac};
use super::event::{Address, Event, Stage};
use super::fact::{Fact, Known};
use super::origin::OriginChange;

/// The time at which a run takes place if nobody says another: the first second of 2026.
const CLOCK_MS: i64 = 1_767_225_600_000;

/// What code reads as the value of a header that nobody knows.
pub(super) const UNKNOWN_HEADER: &str = "(unknown)";

/// The surroundings of runs, one after the other.
#[derive(Debug, Default)]
pub(super) struct Host {
    known: RefCell<Known>,
    query: RefCell<Option<String>>,
    is_response: Cell<bool>,
    is_connection_group: Cell<bool>,
    read: RefCell<BTreeSet<Fact>>,
    changes: RefCell<Vec<OriginChange>>,
    /// Whether what is read now is read by nobody's code.
    is_silent: Cell<bool>,
    /// What was read while something is logged: nothing comes of it, if the logging ends.
    logged: RefCell<Vec<BTreeSet<Fact>>>,
    polls: Cell<u32>,
    most_polls: Cell<u32>,
    is_exhausted: Cell<bool>,
}

impl Host {
    /// Makes ready for a run in which the engine may ask so many times whether to go on.
    pub(super) fn begin(&self, event: &Event, most_polls: u32) {
        *self.known.borrow_mut() = event.known.clone();
        self.query.borrow_mut().clone_from(&event.request.query);
        self.is_response.set(event.stage != Stage::ViewerRequest);
        let is_group = event.address == Address::ConnectionGroup;
        self.is_connection_group.set(is_group);
        self.read.borrow_mut().clear();
        self.changes.borrow_mut().clear();
        self.logged.borrow_mut().clear();
        self.is_silent.set(false);
        self.polls.set(0);
        self.allow(most_polls);
        self.is_exhausted.set(false);
    }

    /// Lets the engine ask so many times before it has to stop.
    pub(super) fn allow(&self, most_polls: u32) {
        self.most_polls.set(most_polls);
    }

    /// Stops noting what is read: the rest is our own reading.
    pub(super) fn fall_silent(&self) {
        self.is_silent.set(true);
    }

    /// What the run has read that nobody knows, and the changes of the origin that it asked for.
    pub(super) fn end(&self) -> (BTreeSet<Fact>, Vec<OriginChange>) {
        let mut read = self.read.take();
        // Something was thrown in the midst of logging.
        read.extend(self.logged.take().into_iter().flatten());
        (read, self.changes.take())
    }

    /// Whether the run has used up its steps.
    pub(super) fn is_exhausted(&self) -> bool {
        self.is_exhausted.get()
    }

    /// One more time that the engine asks; whether the run has to stop.
    pub(super) fn poll(&self) -> bool {
        let polls = self.polls.get().saturating_add(1);
        self.polls.set(polls);
        if polls > self.most_polls.get() {
            self.is_exhausted.set(true);
        }
        self.is_exhausted.get()
    }

    fn fact<T>(&self, fact: Fact, given: Option<T>, stand_in: T) -> T {
        given.unwrap_or_else(|| {
            if !self.is_silent.get() {
                match self.logged.borrow_mut().last_mut() {
                    Some(logged) => logged.insert(fact),
                    None => self.read.borrow_mut().insert(fact),
                };
            }
            stand_in
        })
    }

    fn text(&self, fact: Fact, of: fn(&Known) -> &Option<String>, stand_in: &str) -> String {
        let given = of(&self.known.borrow()).clone();
        self.fact(fact, given, stand_in.to_owned())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "dates of JavaScript are such numbers, and far from where whole ones end"
    )]
    fn clock(&self) -> f64 {
        let given = self.known.borrow().clock_ms;
        self.fact(Fact::Clock, given, CLOCK_MS) as f64
    }

    fn random(&self) -> f64 {
        let given = self.known.borrow().random;
        self.fact(Fact::Random, given, 0.5)
    }

    /// The value under a key: none where the store is known not to have it.
    fn key_value(&self, key: &str) -> Option<String> {
        let store = &self.known.borrow().key_values;
        let given = store.as_ref().map(|store| store.get(key).cloned());
        let fact = Fact::KeyValue(key.to_owned());
        // Text of which JSON can be made too.
        self.fact(fact, given, Some("{}".to_owned()))
    }

    fn edge_location(&self, field: &str) -> &'static str {
        let stand_in = match field {
            "name" => "IAD",
            "region" => "us-east-1",
            _ => "192.0.2.1",
        };
        self.fact(Fact::EdgeLocation, None, stand_in)
    }

    fn change_origin(&self, change: OriginChange) {
        self.changes.borrow_mut().push(change);
    }
}

/// The object by which the library asks.
pub(super) fn object<'js>(ctx: &Ctx<'js>, host: &Rc<Host>) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    macro_rules! ask {
        ($name:literal, |$host:ident $(, $argument:ident: $type:ty)*| $body:expr) => {{
            let $host = Rc::clone(host);
            let function = Function::new(ctx.clone(), move |$($argument: $type),*| $body)?;
            object.set($name, function)?;
        }};
    }
    ask!("clock", |host| host.clock());
    ask!("random", |host| host.random());
    ask!("viewerIp", |host| {
        host.text(Fact::ViewerIp, |known| &known.viewer_ip, "192.0.2.1")
    });
    ask!("requestId", |host| {
        host.text(Fact::RequestId, |known| &known.request_id, "request")
    });
    ask!("distributionId", |host| {
        let stand_in = "E1EXAMPLE";
        host.text(
            Fact::DistributionId,
            |known| &known.distribution_id,
            stand_in,
        )
    });
    ask!("domainName", |host| {
        let stand_in = "d111111abcdef8.cloudfront.net";
        host.text(Fact::DomainName, |known| &known.domain_name, stand_in)
    });
    ask!("header", |host, name: String| {
        host.fact(Fact::Header(name), None, UNKNOWN_HEADER)
    });
    ask!("edgeLocation", |host, field: String| host
        .edge_location(&field));
    ask!("keyValue", |host, key: String| host.key_value(&key));
    ask!("hasKey", |host, key: String| host.key_value(&key).is_some());
    ask!("storeMeta", |host| {
        let meta = r#"{"creationDateTime":"2026-01-01T00:00:00.000Z","lastUpdatedDateTime":"2026-01-01T00:00:00.000Z","keyCount":0}"#;
        host.fact(Fact::KeyValueStore, None, meta)
    });
    ask!("rawQuery", |host| host.query.borrow().clone());
    ask!("isRequest", |host| !host.is_response.get());
    ask!("address", |host| if host.is_connection_group.get() {
        "endpoint"
    } else {
        "distributionDomainName"
    });
    let exhausting = Rc::clone(host);
    let exhaust = move |ctx: Ctx<'js>| -> Result<()> {
        exhausting.is_exhausted.set(true);
        Err(Exception::throw_internal(&ctx, "interrupted"))
    };
    object.set("exhaust", Function::new(ctx.clone(), exhaust)?)?;
    let changing = Rc::clone(host);
    let change = move |ctx: Ctx<'js>, method: String, arguments: String| -> Result<()> {
        let change = OriginChange::parse(&method, &arguments);
        let change = change.map_err(|why| {
            let message = format!("{method}: {why}");
            Exception::throw_type(&ctx, &message)
        })?;
        changing.change_origin(change);
        Ok(())
    };
    object.set("changeOrigin", Function::new(ctx.clone(), change)?)?;
    let hash = |kind: String, data: String| text_of(digest(&kind, &bytes_of(&data)));
    object.set("digest", Function::new(ctx.clone(), hash)?)?;
    let keyed = |kind: String, key: String, data: String| {
        text_of(hmac(&kind, &bytes_of(&key), &bytes_of(&data)))
    };
    object.set("hmac", Function::new(ctx.clone(), keyed)?)?;
    Ok(object)
}

/// The functions between which what is read is only logged.
pub(super) fn silence<'js>(
    ctx: &Ctx<'js>,
    host: &Rc<Host>,
) -> Result<(Function<'js>, Function<'js>)> {
    let (silenced, heard) = (Rc::clone(host), Rc::clone(host));
    let silent = move || silenced.logged.borrow_mut().push(BTreeSet::new());
    let aloud = move || drop(heard.logged.borrow_mut().pop());
    Ok((
        Function::new(ctx.clone(), silent)?,
        Function::new(ctx.clone(), aloud)?,
    ))
}

/// The bytes of a text whose characters stand for one each.
fn bytes_of(text: &str) -> Vec<u8> {
    let chars = text.chars();
    chars
        .map(|char| u8::try_from(u32::from(char)).unwrap_or(u8::MAX))
        .collect()
}

fn text_of(bytes: Option<Vec<u8>>) -> Option<String> {
    bytes.map(|bytes| bytes.into_iter().map(char::from).collect())
}
