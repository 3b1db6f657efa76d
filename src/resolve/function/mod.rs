//! What a declared function means.

mod code;
mod environment;

use super::access;
use super::scope::{Scope, Section};
use crate::app::{Architecture, Grant, Service};
use crate::aws::limits;
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::stack::{self, Function, Name};

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

/// What belongs to one function cannot be every function's.
pub(super) fn refuse_in_defaults(scope: &mut Scope) {
    let defaults = &scope.stack.defaults.functions;
    for (field, is_given) in [
        ("id", defaults.id.is_some()),
        ("name", defaults.name.is_some()),
    ] {
        if is_given {
            let at = Path::from_iter(["defaults", "functions", field]);
            let message = format!("`{field}` belongs to one function, not to all");
            let refusal = Diagnostic::refusal(Refusal::NotADefault, Place::Key(at), message);
            scope.tell(refusal.help("give it to the function that it is for"));
        }
    }
}

pub(super) fn service(scope: &mut Scope, name: &Name, function: &Function) -> Option<Service> {
    let declared = Declared {
        own: function,
        defaults: &scope.stack.defaults.functions,
        at: Section::Functions.path(name),
    };
    let physical_name = physical_name(scope, name, &declared);
    let memory = declared.said("memory", |function| function.memory);
    let (timeout, timeout_at) = declared.or(
        "timeout",
        |function| function.timeout,
        stack::Duration::from_seconds(30),
    );
    if !limits::lambda::TIMEOUT_SECONDS.contains(&timeout.seconds()) {
        let message = format!("a function runs for 1 s to 15 m, not `{timeout}`");
        scope.tell(Diagnostic::refusal(
            Refusal::OutOfRange,
            timeout_at,
            message,
        ));
    }
    let runtime = code::runtime(scope, name, &declared);
    let handler = declared.said("handler", |function| function.handler.clone());
    let code = code::code(scope, name, &declared, runtime.as_ref(), handler.as_ref());
    let variables = environment::variables(scope, name, &declared);
    let grants = grants(scope, &declared);
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
        memory: memory.map_or(256, |(memory, _)| memory.get()),
        timeout: timeout.seconds(),
        variables,
        grants,
        log_days: log_days(scope, &declared),
        at: declared.at,
    })
}

/// What the function may do: what is granted to all, to it, and with the right to delete what is left of former layouts.
fn grants(scope: &mut Scope, declared: &Declared) -> Vec<Grant> {
    let lists = [
        (
            &declared.defaults.can,
            Path::from_iter(["defaults", "functions", "can"]),
        ),
        (&declared.own.can, declared.at.join("can")),
    ];
    let mut grants: Vec<Grant> = Vec::new();
    let mut of_former_layouts = Vec::new();
    for (list, at) in lists {
        for (position, grant) in (0_usize..).zip(list) {
            let at = at.join(position);
            grants.extend(access::grant(scope, grant, &at));
            of_former_layouts.extend(access::of_former_layouts(scope, grant, &at));
        }
    }
    for implied in of_former_layouts {
        if grants.iter().all(|grant| grant.what != implied.what) {
            grants.push(implied);
        }
    }
    grants
}

/// A function's name: up to 64 letters, digits, hyphens and underscores
/// (<https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>).
fn physical_name(scope: &mut Scope, name: &Name, declared: &Declared) -> String {
    let derived = format!("{}-{name}", scope.name);
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
        scope.tell(
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
        scope.tell(
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
