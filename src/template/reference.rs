//! References from one part of a template to another, as written: `Ref`, `Fn::GetAtt`, `Fn::Sub`, `DependsOn`, conditions.

use crate::diag::{Path, Step};
use crate::source::{Node, Value};

/// One place in a template that names a logical id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The section and the id of the part in which it stands.
    pub from: (String, String),
    /// Where exactly.
    pub at: Path,
    /// The id that it names.
    pub to: String,
    /// How.
    pub via: Via,
}

/// How one part of a template names another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// `Ref`, or `${Id}` in `Fn::Sub`.
    Ref,
    /// `Fn::GetAtt`, or `${Id.Attribute}` in `Fn::Sub`.
    GetAtt(String),
    /// `DependsOn`.
    DependsOn,
    /// `Condition`, or the first item of `Fn::If`.
    Condition,
}

/// Adds the references in a part of the template; `is_resource` where its own keys `DependsOn` and `Condition` count.
pub(super) fn collect(part: &Node, at: &Path, is_resource: bool, found: &mut Vec<Reference>) {
    if is_resource {
        if let Some(node) = part.get("DependsOn") {
            let at = at.join("DependsOn");
            match node.as_list() {
                Some(list) => (0_usize..)
                    .zip(list)
                    .filter_map(|(position, item)| Some((at.join(position), item.as_str()?)))
                    .for_each(|(at, id)| push(found, &at, id, Via::DependsOn)),
                None => {
                    if let Some(id) = node.as_str() {
                        push(found, &at, id, Via::DependsOn);
                    }
                }
            }
        }
        for key in ["Properties", "Metadata"] {
            if let Some(node) = part.get(key) {
                walk(node, &at.join(key), found);
            }
        }
        if let Some(id) = part.get("Condition").and_then(Node::as_str) {
            push(found, &at.join("Condition"), id, Via::Condition);
        }
    } else {
        if let Some(id) = part.get("Condition").and_then(Node::as_str) {
            push(found, &at.join("Condition"), id, Via::Condition);
        }
        walk(part, at, found);
    }
}

fn push(found: &mut Vec<Reference>, at: &Path, to: &str, via: Via) {
    let [Step::Key(section), Step::Key(id), ..] = at.steps() else {
        return;
    };
    found.push(Reference {
        from: (section.clone(), id.clone()),
        at: at.clone(),
        to: to.to_owned(),
        via,
    });
}

fn walk(node: &Node, at: &Path, found: &mut Vec<Reference>) {
    match &node.value {
        Value::List(items) => {
            for (position, item) in (0_usize..).zip(items) {
                walk(item, &at.join(position), found);
            }
        }
        Value::Map(entries) => {
            if let [entry] = &entries[..]
                && function(&entry.key, &entry.value, at, found)
            {
                return;
            }
            for entry in entries {
                walk(&entry.value, &at.join(entry.key.as_str()), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a map of this one key is an intrinsic function that names something; what it names is added.
fn function(name: &str, argument: &Node, at: &Path, found: &mut Vec<Reference>) -> bool {
    match name {
        "Ref" => {
            if let Some(id) = argument.as_str() {
                push(found, at, id, Via::Ref);
            }
            true
        }
        "Fn::GetAtt" => {
            let parts = match argument.as_list() {
                Some([id, attribute]) => id.as_str().zip(attribute.as_str()),
                Some(_) => None,
                None => argument.as_str().and_then(|text| text.split_once('.')),
            };
            if let Some((id, attribute)) = parts {
                push(found, at, id, Via::GetAtt(attribute.to_owned()));
            }
            true
        }
        "Fn::Sub" => {
            let (text, own) = match argument.as_list() {
                Some([text, own]) => (text.as_str(), own.as_map()),
                Some(_) => (None, None),
                None => (argument.as_str(), None),
            };
            let own = own.unwrap_or_default();
            for variable in variables(text.unwrap_or_default()) {
                if own.iter().any(|entry| entry.key == variable) {
                    continue;
                }
                match variable.split_once('.') {
                    Some((id, attribute)) => {
                        push(found, at, id, Via::GetAtt(attribute.to_owned()));
                    }
                    None => push(found, at, variable, Via::Ref),
                }
            }
            for entry in own {
                walk(
                    &entry.value,
                    &at.join(name).join(1).join(entry.key.as_str()),
                    found,
                );
            }
            true
        }
        "Fn::If" => {
            if let Some(id) = argument.as_list().and_then(|list| list.first()?.as_str()) {
                push(found, at, id, Via::Condition);
            }
            false
        }
        _ => false,
    }
}

/// The names between `${` and `}`; `${!` is a literal `${`.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.split("${").skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('}')?;
        (!name.starts_with('!')).then_some(name.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::{Via, variables};
    use crate::source::{Document, Source};
    use crate::template::Template;

    #[test]
    fn every_way_to_name_something_is_found_where_it_stands() {
        let text = r#"
Resources:
  A:
    Type: X
    DependsOn: [B]
    Condition: C
    Properties:
      One: !Ref B
      Two: !GetAtt B.Arn
      Three: !Sub "${!no}${B.Arn}${AWS::Region}${Own}"
      Four: { "Fn::If": [C, !Ref D, { Ref: "AWS::NoValue" }] }
"#;
        let source = Source::read(Document::new("t.yaml", text)).unwrap();
        let found: Vec<_> = Template::of(source)
            .unwrap()
            .references()
            .iter()
            .map(|reference| format!("{} {:?} {}", reference.at, reference.via, reference.to))
            .collect();
        assert_eq!(
            found,
            [
                "Resources.A.DependsOn[0] DependsOn B",
                "Resources.A.Properties.One Ref B",
                r#"Resources.A.Properties.Two GetAtt("Arn") B"#,
                r#"Resources.A.Properties.Three GetAtt("Arn") B"#,
                "Resources.A.Properties.Three Ref AWS::Region",
                "Resources.A.Properties.Three Ref Own",
                "Resources.A.Properties.Four Condition C",
                "Resources.A.Properties.Four.Fn::If[1] Ref D",
                "Resources.A.Properties.Four.Fn::If[2] Ref AWS::NoValue",
                "Resources.A.Condition Condition C",
            ]
        );
        assert_ne!(Via::Ref, Via::DependsOn);
        assert_eq!(variables("${a}${!b}${ c }").collect::<Vec<_>>(), ["a", "c"]);
    }
}
