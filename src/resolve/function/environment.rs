//! What a function's environment variables hold.

use std::collections::BTreeMap;

use super::Declared;
use crate::app::{Fact, Value, Variable};
use crate::aws::{Region, environment, limits};
use crate::diag::{Diagnostic, Note, Path, Place, Refusal};
use crate::resolve::domain;
use crate::resolve::scope::{Given, Scope};
use crate::stack::{self, External, Name};

/// The function's variables and those of `defaults.functions`, without what Lambda provides itself.
pub(super) fn variables(
    scope: &mut Scope,
    function: &Name,
    declared: &Declared,
) -> BTreeMap<String, Variable> {
    let own = declared
        .own
        .environment
        .iter()
        .map(|entry| (entry, declared.at.join("environment")));
    let defaults = declared
        .defaults
        .environment
        .iter()
        .filter(|(key, _)| !declared.own.environment.contains_key(*key))
        .map(|entry| {
            (
                entry,
                Path::from_iter(["defaults", "functions", "environment"]),
            )
        });
    let mut variables = BTreeMap::new();
    for ((key, value), section) in defaults.chain(own) {
        let at = section.join(key.as_str());
        if environment::is_reserved(key) {
            reserved(scope, key, value, &at);
        } else if let Err(reason) = environment::check_name(key) {
            scope.tell(Diagnostic::refusal(
                Refusal::BadVariableName,
                Place::Key(at),
                reason,
            ));
        } else if let Some(value) = variable(scope, function, value, &at) {
            variables.insert(key.clone(), Variable { value, at });
        }
    }
    refuse_too_large(scope, function, &variables, &declared.at);
    variables
}

fn variable(
    scope: &mut Scope,
    function: &Name,
    value: &stack::Variable,
    at: &Path,
) -> Option<Value> {
    let fact = match value {
        stack::Variable::External(external) => scope.external(external, Given::Text, at),
        stack::Variable::Bucket(name) => scope.store(name, &at.join("bucket")).map(Fact::StoreName),
        stack::Variable::Table(name) => scope.table(name, &at.join("table")).map(Fact::TableName),
        stack::Variable::UserPool(name) => scope
            .user_pool(name, &at.join("user-pool"))
            .map(Fact::UserPoolId),
        stack::Variable::Function(name) => scope
            .service(name, &at.join("function"))
            .map(Fact::ServiceName),
        stack::Variable::Domain(name) => {
            let site = scope.site(name, &at.join("domain"))?;
            return Some(Value::Domain(
                site,
                domain::way(scope.stack, function, name),
            ));
        }
    };
    fact.map(Value::Fact)
}

/// Lambda sets these itself, and refuses a function that wants to. The region may be stated: it is checked and left out.
fn reserved(scope: &mut Scope, key: &str, value: &stack::Variable, at: &Path) {
    let region = scope.stack.region.as_ref().map_or("", Region::as_str);
    let is_region = matches!(key, "AWS_REGION" | "AWS_DEFAULT_REGION");
    let diagnostic = match value {
        stack::Variable::External(External::Literal(text)) if is_region && text == region => {
            Diagnostic::note(
                Note::ProvidedByLambda,
                Place::Key(at.clone()),
                format!("`{key}` is left out of the template: Lambda itself sets it to `{region}`"),
            )
        }
        stack::Variable::External(External::Literal(text)) if is_region => Diagnostic::refusal(
            Refusal::RegionMismatch,
            at,
            format!("`{key}` says `{text}`, but the stack is in `{region}`"),
        )
        .also(Path::from_iter(["region"]), "the stack's region")
        .help(format!(
            "take out `{key}`: Lambda sets it, and nothing else can"
        )),
        stack::Variable::External(_)
        | stack::Variable::Bucket(_)
        | stack::Variable::Table(_)
        | stack::Variable::UserPool(_)
        | stack::Variable::Function(_)
        | stack::Variable::Domain(_) => Diagnostic::refusal(
            Refusal::ReservedVariable,
            Place::Key(at.clone()),
            format!("`{key}` is reserved: Lambda sets it, and refuses a function that wants to"),
        )
        .help("give the variable another name"),
    };
    scope.tell(diagnostic);
}

/// All variables together have 4 KB; what is not known before the deployment counts with its shortest form.
fn refuse_too_large(
    scope: &mut Scope,
    function: &Name,
    variables: &BTreeMap<String, Variable>,
    at: &Path,
) {
    let known: BTreeMap<String, String> = variables
        .iter()
        .map(|(key, variable)| {
            let value = match &variable.value {
                Value::Fact(Fact::Literal(text)) => text.clone(),
                Value::Fact(
                    Fact::Parameter(_)
                    | Fact::Raw(..)
                    | Fact::StoreName(_)
                    | Fact::TableName(_)
                    | Fact::UserPoolId(_)
                    | Fact::ServiceName(_),
                )
                | Value::Domain(..) => String::new(),
            };
            (key.clone(), value)
        })
        .collect();
    let size = environment::measured_size(&known);
    if size > limits::lambda::ENVIRONMENT_BYTES {
        scope.tell(
            Diagnostic::refusal(
                Refusal::EnvironmentTooLarge,
                Place::Key(at.join("environment")),
                format!(
                    "the environment variables of `{function}` have at least {size} bytes; Lambda takes {}",
                    limits::lambda::ENVIRONMENT_BYTES
                ),
            )
            .help("keep what is long in a parameter of SSM or an object of S3, and its name in the variable"),
        );
    }
}
