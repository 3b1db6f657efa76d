//! What the user declared, word for word; the comments here are the user's reference.
#![expect(
    clippy::disallowed_macros,
    reason = "the derive of JsonSchema uses `json!` for defaults"
)]

mod access;
mod bucket;
mod cache;
mod function;
mod name;
mod named;
mod origin;
mod parameter;
mod reference;
mod route;
mod silence;
mod site;
mod table;
mod user_pool;
mod within;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::aws::{LogicalId, Region};
use crate::diag::{Diagnostic, Path, Place, Refusal, Step, did_you_mean, listed};
use crate::source::word::maybe_parsed;
use crate::source::{self, Node};

pub use crate::source::Duration;
pub use access::Grant;
pub use bucket::{
    Access, Bucket, CorsOrigin, CorsRule, Encryption, LifecycleRule, Missing, OnDelete, Prefix,
    Read, Upload,
};
pub use cache::{Cache, OwnCache};
pub use function::{Architecture, Code, Function, Logs, S3Object, Variable};
pub use name::Name;
pub use named::Named;
pub use origin::Origin;
pub use parameter::Parameter;
pub use reference::{External, Keys};
pub use route::{DefaultRoute, Headers, OwnHeaders, Protocol, Route, Router};
pub use silence::Silence;
pub use site::{AccessLogs, Certificate, DomainFrom, PriceClass, Site, Zone};
pub use table::{Index, Table};
pub use user_pool::UserPool;
pub use within::Within;

/// A stack file.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stack {
    /// The stack's name: the first part of every physical name.
    pub name: Option<Name>,
    /// The region that the stack is deployed to.
    #[serde(default, deserialize_with = "maybe_parsed")]
    #[schemars(with = "String")]
    pub region: Option<Region>,
    /// What the stack is for; the template's description.
    pub description: Option<String>,
    /// Tags on everything that takes them.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
    /// Template parameters, where a default or a description is wanted; using one adds it.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Parameter>")]
    pub parameters: Named<LogicalId, Parameter>,
    /// DynamoDB tables.
    #[serde(default)]
    pub tables: Named<Name, Table>,
    /// Cognito user pools.
    #[serde(default)]
    pub user_pools: Named<Name, UserPool>,
    /// S3 buckets.
    #[serde(default)]
    pub buckets: Named<Name, Bucket>,
    /// What functions have where they say nothing themselves.
    #[serde(default)]
    pub defaults: Defaults,
    /// Lambda functions.
    #[serde(default)]
    pub functions: Named<Name, Function>,
    /// Web servers outside the stack.
    #[serde(default)]
    pub origins: Named<Name, Origin>,
    /// CloudFront distributions.
    #[serde(default)]
    pub sites: Named<Name, Site>,
    /// CloudFormation resources as they are, by logical id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, BTreeMap<String, serde_json::Value>>")]
    pub resources: Named<LogicalId, Node>,
    /// CloudFormation conditions as they are, for raw resources.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub conditions: Named<LogicalId, Node>,
    /// CloudFormation outputs as they are, beside the derived ones.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, BTreeMap<String, serde_json::Value>>")]
    pub outputs: Named<LogicalId, Node>,
    /// What lies over a derived resource, by its logical id: maps merge, null removes, anything else replaces.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, BTreeMap<String, serde_json::Value>>")]
    pub overrides: Named<LogicalId, Node>,
    /// Findings of `stackgen check` that somebody has read, with why they are no trouble here.
    #[serde(default)]
    pub silence: Vec<Silence>,
    /// What lies over this file with `--env NAME`: maps merge, null removes, anything else replaces.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Name, BTreeMap<String, serde_json::Value>>")]
    pub environments: Named<Name, Node>,
}

/// What things have where they say nothing themselves.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// What functions have; environment variables and tags are merged.
    #[serde(default)]
    pub functions: Function,
}

/// The tree as it is for an environment: its part of `environments` laid over the rest; without one, the file itself.
pub fn for_environment(tree: &Node, environment: Option<&str>) -> (Node, Vec<Diagnostic>) {
    let Some(environment) = environment else {
        return (tree.clone(), Vec::new());
    };
    let at = Path::from_iter(["environments", environment]);
    if let Some(over) = tree.at(&at) {
        return source::lay(tree, over, &at);
    }
    let section = at.parent();
    let entries = tree.at(&section).and_then(Node::as_map).unwrap_or_default();
    let known = || entries.iter().map(|entry| entry.key.as_str());
    let refusal = Diagnostic::refusal(
        Refusal::UnknownEnvironment,
        section,
        format!("there is no environment called `{environment}`"),
    );
    let help = match did_you_mean(environment, known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => listed("environments", known()),
    };
    (tree.clone(), vec![refusal.help(help)])
}

/// The JSON Schema of the stack file, as text.
///
/// # Panics
/// Never: a schema is JSON.
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Stack);
    let editors_line = "A first line `# yaml-language-server: $schema=…` is a comment to stackgen.";
    schema.insert("$comment".to_owned(), editors_line.into());
    // The types let these two be missing, so that the rest of a file is read all the same.
    schema.insert("required".to_owned(), vec!["name", "region"].into());
    let text = serde_json::to_string_pretty(&schema);
    text.expect("a schema is JSON") + "\n"
}

/// What could be read of a stack file's tree, and every mistake in it.
pub fn parse(tree: &Node) -> (Option<Stack>, Vec<Diagnostic>) {
    let (stack, mut found) = source::parse(tree);
    for one in &mut found {
        if let Some(help) = usual_slip(one) {
            one.help = vec![help.to_owned()];
        }
    }
    // These two may be missing in the type, so that the rest is read all the same.
    for (field, example) in [("name", "shop"), ("region", "us-east-1")] {
        if tree.as_map().is_some() && tree.get(field).is_none() {
            let message = format!("missing field `{field}`");
            let refusal = Diagnostic::refusal(Refusal::MissingField, Place::Nowhere, message);
            found.push(refusal.help(format!("every stack has it: `{field}: {example}`")));
        }
    }
    (stack, found)
}

/// What helps where a usual slip has been told in general words.
fn usual_slip(one: &Diagnostic) -> Option<&'static str> {
    let is = |refusal: Refusal| one.code == refusal.code();
    let says_cloudformation = ["`Ref`", "`Fn::"]
        .iter()
        .any(|name| one.message.contains(name));
    if is(Refusal::UnknownField) && says_cloudformation {
        return Some(
            "a stack file names its own things by what they are, `{ bucket: NAME }`, a raw resource by `{ resource: ID }`, and a parameter by `{ parameter: NAME }`",
        );
    }
    let is_code = matches!(one.at.path()?.steps().last(), Some(Step::Key(key)) if key == "code");
    if is_code && (is(Refusal::WrongType) || is(Refusal::InvalidValue)) {
        return Some(
            "say where it is: `code: { inline: FILE }`, `{ path: FOLDER }` or `{ s3: { bucket: B, key: K } }`",
        );
    }
    match one.message.as_str() {
        "expected a map, found nothing" => Some("write `{}` for one that says nothing"),
        "expected a list, found a text" => Some("put it in brackets: `[…]`"),
        "expected a list, found a map" => Some("begin each item on a line of its own with `- `"),
        _ => None,
    }
}
