//! From words to a request: hosts, principals and resources are looked up in the template.

mod bucket_host;
mod principal;
mod question;
mod resource;
mod target;

use std::collections::BTreeMap;

use super::request::{Body, Facts, Headers, PublicAccessBlock, Request, Target, Values, What};
use super::world::{ResourceId, World};
use crate::aws::Method;
use crate::diag::{did_you_mean, quoted};
use crate::source::{Node, Value};

pub use question::{Question, Switches};

/// The names that a stack file gives to what its template makes, each with the logical id.
pub type Aliases = BTreeMap<String, String>;

/// Looks the names of a question up.
pub(super) struct Asked<'a> {
    world: &'a World,
    aliases: &'a Aliases,
}

/// The request that a question asks in this world.
///
/// # Errors
/// What is not understood about it, and what would be.
pub(super) fn look_up(
    question: &Question,
    world: &World,
    aliases: &Aliases,
) -> Result<Request, String> {
    let asked = Asked { world, aliases };
    let presigned = question.presigned_by.is_some();
    let who = question
        .presigned_by
        .as_deref()
        .or(question.caller.as_deref());
    let caller = asked.principal(who.unwrap_or("anonymous"))?;
    let what = match (&question.action, &question.resource) {
        (Some(action), Some(resource)) => {
            only_of_a_request(question)?;
            What::Action {
                action: checked_action(action)?,
                resource: asked.arn(resource)?,
                headers: headers(&question.headers),
            }
        }
        (Some(action), None) => {
            return Err(format!("the action `{action}` comes without a `resource`"));
        }
        (None, Some(_)) => return Err("a `resource` comes without an `action`".to_owned()),
        (None, None) => What::Http(asked.http(question)?),
    };
    let mut context = question
        .context
        .iter()
        .map(|(key, node)| Ok((key.to_ascii_lowercase(), values(key, node)?)))
        .collect::<Result<BTreeMap<_, _>, String>>()?;
    if let (What::Action { .. }, Some(true)) = (&what, question.http) {
        let secure = context.entry("aws:securetransport".to_owned());
        secure.or_insert_with(|| Values::One("false".to_owned()));
    }
    Ok(Request {
        what,
        caller,
        presigned,
        context,
        missing: question.missing.unwrap_or(false),
        facts: facts(question)?,
    })
}

/// The bucket of this world that is called by its logical id, its physical name or the stack file's name.
pub(super) fn bucket_called(name: &str, world: &World, aliases: &Aliases) -> Option<ResourceId> {
    match (Asked { world, aliases }).bucket_named(name) {
        Target::Bucket(id) => Some(id),
        Target::Distribution(_)
        | Target::OutsideBucket(_)
        | Target::Website(_)
        | Target::FunctionUrl(_) => None,
    }
}

/// Refuses what belongs to a request by HTTP beside an action.
fn only_of_a_request(question: &Question) -> Result<(), String> {
    let given = [
        ("method", question.method.is_some()),
        ("url", question.url.is_some()),
        ("path", question.path.is_some()),
    ];
    match given.iter().find(|(_, given)| *given) {
        Some((field, _)) => Err(format!(
            "`{field}` belongs to a request, and this asks about an action"
        )),
        None => Ok(()),
    }
}

/// An action of one service, without wildcards.
fn checked_action(action: &str) -> Result<String, String> {
    let known: crate::aws::Action = action.parse()?;
    if !known.is_exact() {
        return Err(format!(
            "`{action}` stands for several actions; ask about one"
        ));
    }
    Ok(action.to_owned())
}

/// The values that were given for a condition key.
fn values(key: &str, node: &Node) -> Result<Values, String> {
    let scalar = |node: &Node| match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(bool) => Some(bool.to_string()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    };
    let wrong = || {
        format!("the value of `{key}` is a text, a number, true or false, a list of them, or null")
    };
    match &node.value {
        Value::Null => Ok(Values::Absent),
        Value::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(scalar).collect();
            items.map(Values::Many).ok_or_else(wrong)
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Map(_) => {
            scalar(node).map(Values::One).ok_or_else(wrong)
        }
    }
}

fn headers(headers: &BTreeMap<String, String>) -> Headers {
    let pairs = headers.iter();
    Headers(
        pairs
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    )
}

fn facts(question: &Question) -> Result<Facts, String> {
    if let Some(status) = question.origin_status
        && !(100..=599).contains(&status)
    {
        return Err(format!(
            "`origin_status` is a status from 100 to 599, not {status}"
        ));
    }
    Ok(Facts {
        origin_headers: question.origin_headers.as_ref().map(headers),
        origin_status: question.origin_status,
        page_missing: question.page_missing.unwrap_or(false),
        identity_policies: question.identity_policies.clone(),
        session_policy: question.session_policy.clone(),
        account_public_access_block: question.account_public_access_block.map(|switches| {
            PublicAccessBlock {
                block_public_acls: switches.block_public_acls,
                ignore_public_acls: switches.ignore_public_acls,
                block_public_policy: switches.block_public_policy,
                restrict_public_buckets: switches.restrict_public_buckets,
            }
        }),
        object_acl: question.object_acl.clone(),
    })
}

impl Asked<'_> {
    /// The resource of this logical id, or that a stack file calls so.
    fn named(&self, name: &str) -> Option<ResourceId> {
        let find = |id: &str| self.world.resources.find(id);
        find(name).or_else(|| find(self.aliases.get(name)?))
    }

    /// `; did you mean …?` for a name that is nearly one of the template or the stack file, or nothing.
    fn meant(&self, name: &str) -> String {
        let resources = self
            .world
            .resources
            .all()
            .map(|(_, resource)| resource.id.as_str());
        let names = resources.chain(self.aliases.keys().map(String::as_str));
        did_you_mean(name, names)
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
    }

    fn kind(&self, id: ResourceId) -> &str {
        &self.world.resources.get(id).kind
    }

    /// `` `A`, `B` `` of all resources of a type, for a message.
    fn all_of(&self, kind: &str) -> String {
        let found = self.world.resources.of_kind(kind);
        quoted(found.map(|(_, resource)| resource.id.as_str()))
    }
}

/// The method of a request, and whether it stands for one that has no name here.
fn method(question: &Question) -> Result<(Method, bool), String> {
    let Some(text) = &question.method else {
        return Ok((Method::Get, false));
    };
    match text.to_ascii_uppercase().parse() {
        Ok(method) => Ok((method, false)),
        Err(why) if !is_token(text) => Err(why),
        Err(_) => match did_you_mean(text, Method::ALL.map(Method::as_str)) {
            Some(near) => Err(format!(
                "there is no method `{text}`; did you mean `{near}`?"
            )),
            None => Ok((Method::Post, true)),
        },
    }
}

/// Whether a text can be a method: <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>.
fn is_token(text: &str) -> bool {
    let is_mark = |byte: u8| b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || is_mark(byte))
}

fn body(question: &Question) -> Option<Body> {
    let body = question.body.as_ref()?;
    Some(Body { bytes: body.len() })
}

/// Whether the question says that it comes by HTTP/1.0.
fn is_http_1_0(question: &Question) -> Result<bool, String> {
    let Some(version) = &question.http_version else {
        return Ok(false);
    };
    let text = match &version.value {
        Value::String(text) => text.as_str(),
        Value::Number(number) => number.as_str(),
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_) => "",
    };
    match text.trim_start_matches("HTTP/") {
        "1.0" => Ok(true),
        "1.1" | "2" | "2.0" | "3" | "3.0" => Ok(false),
        _ => Err("`http_version` is 1.0, 1.1, 2 or 3".to_owned()),
    }
}
