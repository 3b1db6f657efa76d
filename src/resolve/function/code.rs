//! What runs a function, and where its code comes from.

use super::Declared;
use crate::app::Code;
use crate::aws::{Language, Runtime};
use crate::diag::{Diagnostic, Path, Place, Refusal, Severity};
use crate::resolve::scope::{Given, Scope};
use crate::stack::{self, Name};

pub(super) fn runtime(
    scope: &mut Scope,
    name: &Name,
    declared: &Declared,
) -> Option<(Runtime, Path)> {
    let runtime = declared
        .said("runtime", |function| function.runtime)
        .or_else(|| runtime_of_file(declared));
    if runtime.is_none() {
        scope.tell(
            Diagnostic::refusal(
                Refusal::MissingField,
                Place::Key(declared.at.join("runtime")),
                format!("the function `{name}` has no runtime"),
            )
            .help("add `runtime: python3.14` here or under `defaults: { functions: … }`"),
        );
    }
    if let Some((runtime, at)) = &runtime {
        tell_retired(scope, *runtime, at);
    }
    runtime
}

/// The runtime that the name of an inline file tells: the newest one of its language.
fn runtime_of_file(declared: &Declared) -> Option<(Runtime, Path)> {
    let (code, at) = declared.said("code", |function| function.code.clone())?;
    let stack::Code::Inline(file) = code else {
        return None;
    };
    let runtime = match file.rsplit_once('.')?.1 {
        "py" => "python3.14",
        "js" | "cjs" => "nodejs24.x",
        _ => return None,
    };
    Some((runtime.parse().ok()?, at.join("inline")))
}

/// Lambda refuses new functions with a runtime some time after its support has ended
/// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html>).
fn tell_retired(scope: &mut Scope, runtime: Runtime, at: &Path) {
    let today = Runtime::READ_ON;
    let is_past = |day: Option<&str>| day.is_some_and(|day| day <= today);
    let help =
        "take a supported one: python3.14 or nodejs24.x, or provided.al2023 for compiled code";
    if is_past(runtime.creation_blocked) {
        let message = format!("Lambda takes no new functions with `{runtime}`");
        scope.tell(Diagnostic::refusal(Refusal::RetiredRuntime, at, message).help(help));
    } else if let Some(day) = runtime.deprecated.filter(|_| runtime.is_retired_on(today)) {
        let message = format!("`{runtime}` gets no patches since {day}");
        let code = Refusal::RetiredRuntime.code();
        scope.tell(Diagnostic::new(code, Severity::Warning, at, message).help(help));
    }
}

pub(super) fn code(
    scope: &mut Scope,
    name: &Name,
    declared: &Declared,
    runtime: Option<&(Runtime, Path)>,
    handler: Option<&(String, Path)>,
) -> Option<Code> {
    let Some((code, at)) = declared.said("code", |function| function.code.clone()) else {
        scope.tell(
            Diagnostic::refusal(
                Refusal::MissingField,
                Place::Key(declared.at.join("code")),
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
                    scope.tell(
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
        scope.tell(
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
        matches!(extension, "js" | "cjs")
    };
    if !fits {
        scope.tell(
            Diagnostic::refusal(
                Refusal::InlineRuntime,
                at,
                format!("`{file}` is not a file for `{runtime}`"),
            )
            .also(runtime_at, "the runtime")
            .help(if is_python {
                "inline code becomes `index.py`"
            } else {
                "inline code becomes `index.js`, which is CommonJS; upload an ES module: `code: { path: FOLDER }`"
            }),
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
                if is_python {
                    format!(
                        "define it, or name in `handler` what the file defines: `index.NAME`; Lambda would call `{handler}`"
                    )
                } else {
                    format!(
                        "export it as CommonJS does, `exports.{name} = …`; Lambda would call `{handler}` of `index.js`"
                    )
                },
            ),
            None => (
                format!("the handler `{handler}` does not name inline code"),
                "inline code becomes a file called `index`: write `handler: index.handler`"
                    .to_owned(),
            ),
        };
        scope.tell(
            Diagnostic::refusal(Refusal::HandlerMismatch, handler_at, message)
                .also(at, "the code")
                .help(help),
        );
    }
    scope.found.len() == before
}

/// Whether the text defines a top-level function of this name; for JavaScript, whether it exports one as `CommonJS` does.
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
        let exports = [format!("exports.{name}"), format!("exports = {{ {name}")];
        exports.iter().any(|export| text.contains(export.as_str()))
    }
}
