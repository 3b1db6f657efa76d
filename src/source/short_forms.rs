//! CloudFormation's short forms: `!Sub text` means `{ "Fn::Sub": text }`.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

use crate::diag::{Diagnostic, Place, Refusal, did_you_mean};
use crate::source::{Entry, Node, Span, Value};

/// The functions that have a short form, by name. Rule functions belong to them, `Fn::ForEach` does not: its name holds
/// the loop's.
const FUNCTIONS: &[&str] = &[
    "And",
    "Base64",
    "Cidr",
    "Condition",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "GetStackOutput",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Ref",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
];

/// The long form of `!NAME argument`; `tag` is where `!NAME` stands. Refuses a name that is no function's.
pub(super) fn expand_short_form(
    name: &str,
    tag: Span,
    argument: Node,
) -> Result<Node, Box<Diagnostic>> {
    if !FUNCTIONS.contains(&name) {
        let near = did_you_mean(name, FUNCTIONS.iter().copied());
        return Err(Box::new(
            Diagnostic::refusal(
                Refusal::UnknownTag,
                Place::Bytes(tag.into()),
                format!("`!{name}` is not a function of CloudFormation"),
            )
            .help(match near {
                Some(near) => format!("did you mean `!{near}`?"),
                None => "a text that begins with `!` stands in quotes".to_owned(),
            }),
        ));
    }
    let key = match name {
        "Ref" | "Condition" => name.to_owned(),
        _ => format!("Fn::{name}"),
    };
    let value = if name == "GetAtt" {
        split_attribute(argument)
    } else {
        argument
    };
    Ok(Node {
        span: Span {
            start: tag.start,
            end: value.span.end.max(tag.end),
        },
        value: Value::Map(vec![Entry {
            key,
            key_span: tag,
            value,
        }]),
    })
}

/// `A.B.C` as `[A, B.C]`: a logical id has no dot, an attribute may.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html>
fn split_attribute(argument: Node) -> Node {
    let Some((resource, attribute)) = argument.as_str().and_then(|text| text.split_once('.'))
    else {
        return argument;
    };
    let part = |text: &str| Node {
        span: argument.span,
        value: Value::String(text.to_owned()),
    };
    Node {
        span: argument.span,
        value: Value::List(vec![part(resource), part(attribute)]),
    }
}
