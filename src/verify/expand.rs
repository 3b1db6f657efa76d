//! From tables to their requests, with what cannot be meant.

use std::collections::BTreeMap;

use super::expect::Expect;
use super::field::{Field, Of, Value};
use super::file::{Case, Row};
use super::shared::{Shared, Who};
use super::suite::Promise;
use super::words::Words;
use crate::aws::Method;
use crate::diag::{Diagnostic, Path, Place, Refusal, quoted};
use crate::source::{self, Node};

/// Every request of the file, and what of its sense is wrong. What is wrong in its shape was `told`; whatever case that
/// lies in is left out here.
pub(super) fn expand(tree: &Node, told: &[Diagnostic]) -> (Vec<Promise>, Vec<Diagnostic>) {
    let mut expansion = Expansion::default();
    let section = Path::from_iter(["cases"]);
    let cases = tree.at(&section).and_then(Node::as_list);
    for (number, node) in cases.unwrap_or_default().iter().enumerate() {
        let at = section.join(number);
        let is_told = |one: &Diagnostic| one.at.path().is_some_and(|path| path.is_within(&at));
        if told.iter().any(is_told) {
            continue;
        }
        // A list that lacks an item counts its items anew; read one by one, each case keeps its number.
        if let (Some(case), _) = source::parse::<Case>(node) {
            if case.name.as_ref().is_none_or(|name| name.trim().is_empty()) {
                let message = "a case has a `name`";
                expansion.refuse(Refusal::MissingField, Place::Key(at.clone()), message);
            }
            expansion.case(&case, &at, &Shared::default());
        }
    }
    if tree.get("cases").is_some() && cases.is_some_and(<[Node]>::is_empty) {
        let message = "there is no case";
        expansion.refuse(Refusal::MissingField, Place::Key(section), message);
    }
    expansion.one_name_each();
    (expansion.promises, expansion.found)
}

#[derive(Default)]
struct Expansion {
    promises: Vec<Promise>,
    found: Vec<Diagnostic>,
}

impl Expansion {
    fn refuse(&mut self, refusal: Refusal, at: Place, message: impl Into<String>) {
        self.found.push(Diagnostic::refusal(refusal, at, message));
    }

    fn case(&mut self, case: &Case, at: &Path, above: &Shared) {
        let shared = above.under(case);
        let key = |key: &str| Place::Key(at.join(key));
        if case.caller.is_some() && case.presigned_by.is_some() {
            let message = "`as` and `presigned-by` both say who asks; one of them does";
            self.refuse(Refusal::InvalidValue, key("presigned-by"), message);
        }
        match (&case.requests, &shared.words) {
            (None, None) => {
                let message = "missing field `request`";
                self.refuse(Refusal::MissingField, Place::Key(at.clone()), message);
            }
            (None, Some(words)) => {
                self.request(words, at, &shared, case.name.is_some());
            }
            (Some(rows), _) => {
                if rows.is_empty() {
                    let message = "this table has no request";
                    self.refuse(Refusal::MissingField, key("requests"), message);
                }
                for (number, row) in rows.iter().enumerate() {
                    let at = at.join("requests").join(number);
                    match row {
                        Row::Words(words) => self.request(words, &at, &shared, false),
                        Row::Case(case) => self.case(case, &at, &shared),
                    }
                }
            }
        }
    }

    /// Adds a request, once for each who asks and each method; `is_named` if it has a name of its own.
    fn request(&mut self, words: &Words, at: &Path, shared: &Shared, is_named: bool) {
        if !self.makes_sense(words, at, shared) {
            return;
        }
        let methods: Vec<Option<Method>> = match &shared.methods {
            Some(methods) => methods.iter().copied().map(Some).collect(),
            None => vec![None],
        };
        let callers: Vec<Option<(&str, bool)>> = match &shared.who {
            Some(Who::As(all)) => all.iter().map(|one| Some((one.as_str(), false))).collect(),
            Some(Who::PresignedBy(all)) => {
                all.iter().map(|one| Some((one.as_str(), true))).collect()
            }
            None => vec![None],
        };
        let is_one = methods.len() == 1 && callers.len() == 1;
        for caller in &callers {
            for method in &methods {
                let mut question = shared.question.clone();
                question.method.clone_from(&words.question.method);
                question.url.clone_from(&words.question.url);
                question.path.clone_from(&words.question.path);
                question.action.clone_from(&words.question.action);
                question.resource.clone_from(&words.question.resource);
                if let Some(method) = method {
                    question.method = Some(method.to_string());
                }
                match caller {
                    Some((signer, true)) => question.presigned_by = Some((*signer).to_owned()),
                    Some((caller, false)) => question.caller = Some((*caller).to_owned()),
                    None => {}
                }
                question.complete();
                let mut names = shared.names.clone();
                if !(is_named && is_one) {
                    let method = method.map(|method| format!("{method} "));
                    let who = caller.filter(|_| shared.tells_who);
                    let who = who.map(|(who, signs)| {
                        let how = if signs { "presigned by" } else { "as" };
                        format!(" {how} {who}")
                    });
                    names.push(format!(
                        "{}{}{}",
                        method.unwrap_or_default(),
                        words.text,
                        who.unwrap_or_default()
                    ));
                }
                let mut names = names.into_iter();
                let first = names.next().unwrap_or_default();
                let rest: Vec<String> = names.collect();
                let (table, name) = if rest.is_empty() {
                    (None, first)
                } else {
                    (Some(first), rest.join(": "))
                };
                self.promises.push(Promise {
                    table,
                    name,
                    at: at.clone(),
                    question,
                    expect: shared.expect.clone(),
                });
            }
        }
    }

    /// Whether what is asked and what is expected belong together; what does not is told.
    fn makes_sense(&mut self, words: &Words, at: &Path, shared: &Shared) -> bool {
        let before = self.found.len();
        let is_action = words.question.action.is_some();
        let place = || Place::Value(at.clone());
        if shared.methods.is_some() && (is_action || words.question.method.is_some()) {
            let message = if is_action {
                format!(
                    "`{}` is an action, and `methods` are for requests",
                    words.text
                )
            } else {
                format!("`{}` says its method, and `methods` say it too", words.text)
            };
            self.refuse(Refusal::InvalidValue, place(), message);
        }
        if shared.expect.0.is_empty() {
            let refusal = Diagnostic::refusal(
                Refusal::MissingField,
                place(),
                format!("nothing is expected of `{}`", words.text),
            );
            let help = "say what: `expect: { status: 200, by: s3 }`, or shorter `expect: 200`";
            self.found.push(refusal.help(help));
        }
        for message in contradictions(&shared.expect, is_action) {
            let message = format!("`{}`: {message}", words.text);
            self.refuse(Refusal::InvalidValue, place(), message);
        }
        self.found.len() == before
    }

    fn one_name_each(&mut self) {
        let mut first: BTreeMap<String, &Path> = BTreeMap::new();
        for promise in &self.promises {
            let title = promise.title();
            match first.get(&title) {
                None => {
                    first.insert(title, &promise.at);
                }
                Some(other) => {
                    let message = format!("two cases are called `{title}`");
                    let place = Place::Value(promise.at.clone());
                    let refusal = Diagnostic::refusal(Refusal::NameClash, place, message);
                    let other = Place::Value((*other).clone());
                    let refusal = refusal.also(other, "this is the first");
                    self.found
                        .push(refusal.help("give one of them a `name` of its own"));
                }
            }
        }
    }
}

/// Why an answer can never be what is expected of it.
fn contradictions(expect: &Expect, is_action: bool) -> Vec<String> {
    let strangers = expect.0.keys().filter(|field| match field.of() {
        Of::Both => false,
        Of::Requests => is_action,
        Of::Actions => !is_action,
    });
    let strangers: Vec<&str> = strangers.map(|field| field.code()).collect();
    let mut found = Vec::new();
    if !strangers.is_empty() {
        let what = if is_action {
            "an action is answered by a `decision`, without"
        } else {
            "a request is answered by a `status`, without"
        };
        found.push(format!("{what} {}", quoted(strangers)));
    }
    let word = |field| {
        if let Some(Value::Text(word)) = expect.0.get(&field) {
            return Some(word.as_str());
        }
        None
    };
    let is_wrong_kind = match word(Field::Kind) {
        Some("response") => is_action,
        Some("decision") => !is_action,
        Some(_) | None => false,
    };
    if is_wrong_kind {
        let kind = if is_action { "decision" } else { "response" };
        found.push(format!("its `kind` is `{kind}` or `unknown`"));
    }
    match (word(Field::By), is_action) {
        (Some(by), true) if by != "iam" => {
            found.push("of an action, `iam` decides".to_owned());
        }
        (Some("iam"), false) => found.push("`iam` decides about actions alone".to_owned()),
        _ => {}
    }
    found
}
