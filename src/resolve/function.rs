//! What a declared function means.

use std::collections::BTreeMap;

use super::access;
use super::domain;
use super::scope::{Given, Scope, Section};
use crate::app::{Architecture, Code, Fact, Service, Value, Variable};
use crate::aws::{Language, Runtime, environment, limits};
use crate::diag::{Diagnostic, Path, Place, Refusal, Severity};
use crate::stack::{self, External, Function, Name};

/// A function's own word, or that of `defaults.functions`, with the place where it stands.
struct Declared<'a> {
    own: &'a Function,
    defaults: &'a Function,
    at: Path,
}

impl Declared<'_> {
    /// What the field says, and where.
    fn said<T>(&self, field: &str, of: impl Fn(&Function) -> Option<T>) -> Option<(T, Path)> {
        let own = of(self.own).map(|value| (value, self.at.join(field)));
        own.or_else(|| {
            let at = Path::from_iter(["defaults", "functions"]).join(field);
            of(self.defaults).map(|value| (value, at))
        })
    }

    /// What the field says, or what is taken where nothing is said.
    fn or<T>(&self, field: &str, of: impl Fn(&Function) -> Option<T>, otherwise: T) -> (T, Path) {
        self.said(field, of)
            .unwrap_or_else(|| (otherwise, self.at.clone()))
    }
}

pub(super) fn service(scope: &mut Scope, name: &Name, function: &Function) -> Option<Service> {
    let declared = Declared {
        own: function,
        defaults: &scope.stack.defaults.functions,
        at: Section::Functions.path(name),
    };
    let physical_name = physical_name(scope, name, &declared);
    let (memory, memory_at) = declared.or("memory", |function| function.memory, 256);
    refuse_out_of_range(
        scope,
        memory,
        limits::lambda::MEMORY_MB,
        "a function has 128 to 10,240 MiB of memory",
        memory_at,
    );
    let (timeout, timeout_at) = declared.or(
        "timeout",
        |function| function.timeout.map(stack::Duration::seconds),
        30,
    );
    refuse_out_of_range(
        scope,
        timeout,
        limits::lambda::TIMEOUT_SECONDS,
        "a function runs for 1 s to 15 m",
        timeout_at,
    );
    let runtime = runtime(scope, name, &declared);
    let handler = declared.said("handler", |function| function.handler.clone());
    let code = code(scope, name, &declared, runtime.as_ref(), handler.as_ref());
    let variables = variables(scope, name, &declared);
    let grants: Vec<_> = declared
        .defaults
        .can
        .iter()
        .map(|grant| (grant, Path::from_iter(["defaults", "functions", "can"])))
        .zip(0_usize..)
        .chain(
            function
                .can
                .iter()
                .map(|grant| (grant, declared.at.join("can")))
                .zip(0_usize..),
        )
        .filter_map(|((grant, list), position)| access::grant(scope, grant, &list.join(position)))
        .collect();
    Some(Service {
        name: name.to_string(),
        id: function.id.clone(),
        physical_name,
        description: declared
            .said("description", |function| function.description.clone())
            .map(|(text, _)| text),
        runtime: runtime?.0,
        handler: handler.map_or_else(|| "index.handler".to_owned(), |(handler, _)| handler),
        code: code?,
        architecture: match declared
            .or(
                "architecture",
                |function| function.architecture,
                stack::Architecture::Arm64,
            )
            .0
        {
            stack::Architecture::Arm64 => Architecture::Arm64,
            stack::Architecture::X86 => Architecture::X86,
        },
        memory,
        timeout,
        variables,
        grants,
        log_days: log_days(scope, &declared),
        at: declared.at,
    })
}

fn refuse_out_of_range(
    scope: &mut Scope,
    value: u32,
    range: std::ops::RangeInclusive<u32>,
    rule: &str,
    at: Path,
) {
    if !range.contains(&value) {
        scope.refuse(Diagnostic::refusal(
            Refusal::OutOfRange,
            at,
            format!("{rule}, not {value}"),
        ));
    }
}

/// A function's name: up to 64 letters, digits, hyphens and underscores
/// (<https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>).
fn physical_name(scope: &mut Scope, name: &Name, declared: &Declared) -> String {
    let derived = format!("{}-{name}", scope.stack.name);
    let physical = declared.own.name.clone().unwrap_or(derived);
    let good = limits::lambda::FUNCTION_NAME_CHARACTERS.contains(&physical.len())
        && physical
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !good {
        let place = match declared.own.name {
            Some(_) => Place::Value(declared.at.join("name")),
            None => Place::Key(declared.at.clone()),
        };
        scope.refuse(
            Diagnostic::refusal(
                Refusal::BadName,
                place,
                format!("`{physical}` cannot be a function's name: it takes up to 64 letters, digits, `-` and `_`"),
            )
            .help("give the function another `name`"),
        );
    }
    physical
}

fn runtime(scope: &mut Scope, name: &Name, declared: &Declared) -> Option<(Runtime, Path)> {
    let runtime = declared.said("runtime", |function| function.runtime.clone());
    if runtime.is_none() {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::MissingField,
                Place::Key(declared.at.clone()),
                format!("the function `{name}` has no runtime"),
            )
            .help("add `runtime: python3.14` here or under `defaults: { functions: … }`"),
        );
    }
    runtime
}

fn code(
    scope: &mut Scope,
    name: &Name,
    declared: &Declared,
    runtime: Option<&(Runtime, Path)>,
    handler: Option<&(String, Path)>,
) -> Option<Code> {
    let Some((code, at)) = declared.said("code", |function| function.code.clone()) else {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::MissingField,
                Place::Key(declared.at.clone()),
                format!("the function `{name}` has no code"),
            )
            .help("say where it is: `code: { inline: FILE }`, `{ path: FOLDER }` or `{ s3: { bucket: B, key: K } }`"),
        );
        return None;
    };
    match code {
        stack::Code::Inline(file) => {
            let at = at.join("inline");
            let text = match scope.files.read(&file) {
                Ok(text) => text,
                Err(unreadable) => {
                    scope.refuse(
                        Diagnostic::refusal(
                            Refusal::UnreadableFile,
                            at,
                            format!("`{file}` cannot be read: {unreadable}"),
                        )
                        .help("the path counts from the folder of the stack file"),
                    );
                    return None;
                }
            };
            inline(scope, &file, &text, &at, runtime?, handler).then_some(Code::Inline(text))
        }
        stack::Code::Path(path) => Some(Code::Path(path)),
        stack::Code::S3(object) => {
            let at = at.join("s3");
            let bucket = scope.external(&object.bucket, Given::BucketName, &at.join("bucket"));
            let key = scope.external(&object.key, Given::Text, &at.join("key"));
            let version = match &object.version {
                Some(version) => Some(scope.external(version, Given::Text, &at.join("version"))?),
                None => None,
            };
            Some(Code::S3 {
                bucket: bucket?,
                key: key?,
                version,
            })
        }
    }
}

/// Lambda writes inline code into a file `index`, and takes it for Python and Node.js only
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html>).
fn inline(
    scope: &mut Scope,
    file: &str,
    text: &str,
    at: &Path,
    (runtime, runtime_at): &(Runtime, Path),
    handler: Option<&(String, Path)>,
) -> bool {
    let before = scope.found.len();
    if !runtime.supports_inline_code() {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::InlineRuntime,
                at,
                format!("inline code cannot be run by `{runtime}`"),
            )
            .also(runtime_at, "the runtime")
            .help("inline code is Python or Node.js; upload anything else: `code: { path: FOLDER }` and `aws cloudformation package`"),
        );
        return false;
    }
    let is_python = runtime.language == Language::Python;
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    let fits = if is_python {
        extension == "py"
    } else {
        matches!(extension, "js" | "cjs" | "mjs")
    };
    if !fits {
        scope.refuse(
            Diagnostic::refusal(
                Refusal::InlineRuntime,
                at,
                format!("`{file}` is not a file for `{runtime}`"),
            )
            .also(runtime_at, "the runtime"),
        );
        return false;
    }
    let (handler, handler_at) = match handler {
        Some((handler, at)) => (handler.as_str(), at),
        None => ("index.handler", at),
    };
    let defined = handler
        .strip_prefix("index.")
        .is_some_and(|name| defines(text, name, is_python));
    if !defined {
        let (message, help) = match handler.strip_prefix("index.") {
            Some(name) => (
                format!("`{file}` does not define `{name}`"),
                format!(
                    "define it, or name in `handler` what the file defines: `index.NAME`; Lambda would call `{handler}`"
                ),
            ),
            None => (
                format!("the handler `{handler}` does not name inline code"),
                "inline code becomes a file called `index`: write `handler: index.handler`"
                    .to_owned(),
            ),
        };
        scope.refuse(
            Diagnostic::refusal(Refusal::HandlerMismatch, handler_at, message)
                .also(at, "the code")
                .help(help),
        );
    }
    scope.found.len() == before
}

/// Whether the text defines a top-level function of this name; for JavaScript, whether it exports one.
fn defines(text: &str, name: &str, is_python: bool) -> bool {
    if is_python {
        let heads = [
            format!("def {name}("),
            format!("async def {name}("),
            format!("{name} ="),
        ];
        text.lines()
            .any(|line| heads.iter().any(|head| line.starts_with(head.as_str())))
    } else {
        let exports = [
            format!("exports.{name}"),
            format!("export const {name}"),
            format!("export function {name}"),
            format!("export async function {name}"),
            format!("exports = {{ {name}"),
        ];
        exports.iter().any(|export| text.contains(export.as_str()))
    }
}

/// The function's variables and those of `defaults.functions`, without what Lambda provides itself.
fn variables(
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
            scope.refuse(Diagnostic::refusal(
                Refusal::BadVariableName,
                Place::Key(at),
                format!("`{key}` cannot be the name of an environment variable: {reason}"),
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
    let region = scope.stack.region.to_string();
    let is_region = matches!(key, "AWS_REGION" | "AWS_DEFAULT_REGION");
    let diagnostic = match value {
        stack::Variable::External(External::Literal(text)) if is_region && *text == region => {
            Diagnostic::new(
                "provided-by-lambda",
                Severity::Note,
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
    scope.refuse(diagnostic);
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
        scope.refuse(
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

fn log_days(scope: &mut Scope, declared: &Declared) -> u32 {
    let (keep, at) = declared.or(
        "logs",
        |function| function.logs.map(|logs| logs.keep),
        stack::Duration::from_seconds(30 * 86_400),
    );
    let days = keep
        .whole_days()
        .filter(|days| limits::logs::RETENTION_DAYS.contains(days));
    if days.is_none() {
        let legal: Vec<_> = limits::logs::RETENTION_DAYS
            .iter()
            .map(u32::to_string)
            .collect();
        scope.refuse(
            Diagnostic::refusal(
                Refusal::OutOfRange,
                at.join("keep"),
                format!("CloudWatch Logs cannot keep a log for `{keep}`"),
            )
            .help(format!(
                "it keeps one for so many days: {}",
                legal.join(", ")
            )),
        );
    }
    days.unwrap_or(30)
}
