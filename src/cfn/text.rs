//! A text that may name other parts of the template: the typed form of `Ref`, `Fn::GetAtt` and `Fn::Sub`.

use serde::{Serialize, Serializer};

use super::LogicalId;

/// A text whose parts are known now or when the stack is deployed.
///
/// It prints in the smallest form that says it: a plain string, `Ref`, `Fn::GetAtt`, or else `Fn::Sub`.
///
/// Pages: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html>,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html>
/// and <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html>.
// INVARIANT: no literal is empty and no two stand side by side, so that equal texts are equal values.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(Vec<Part>);

/// A piece of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Known now.
    Literal(String),
    /// What `Ref` gives for a parameter or resource.
    Ref(LogicalId),
    /// What `Fn::GetAtt` gives for an attribute of a resource.
    Attribute(LogicalId, String),
    /// A value that CloudFormation itself knows.
    Pseudo(Pseudo),
}

/// What CloudFormation knows about the stack it deploys.
///
/// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pseudo {
    /// The 12 digits of the account.
    AccountId,
    /// `aws`, or another partition's name.
    Partition,
    /// The Region of the stack.
    Region,
    /// The ARN of the stack.
    StackId,
    /// The name of the stack.
    StackName,
    /// `amazonaws.com`, or another partition's suffix.
    UrlSuffix,
}

impl Text {
    /// What `Ref` gives for `id`.
    pub fn reference(id: &LogicalId) -> Self {
        Self(vec![Part::Ref(id.clone())])
    }

    /// What `Fn::GetAtt` gives for the attribute `name` of `id`.
    pub fn attribute(id: &LogicalId, name: impl Into<String>) -> Self {
        Self(vec![Part::Attribute(id.clone(), name.into())])
    }

    /// This text and then `more`.
    #[must_use]
    pub fn then(mut self, more: impl Into<Self>) -> Self {
        for part in more.into().0 {
            match (self.0.last_mut(), part) {
                (Some(Part::Literal(text)), Part::Literal(more)) => text.push_str(&more),
                (_, part) => self.0.push(part),
            }
        }
        self
    }

    /// The text, if all of it is known now.
    pub fn literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Part::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// Its pieces, in order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The parameters and resources it names, as often as it names them.
    pub fn references(&self) -> impl Iterator<Item = &LogicalId> {
        self.0.iter().filter_map(|part| match part {
            Part::Ref(id) | Part::Attribute(id, _) => Some(id),
            Part::Literal(_) | Part::Pseudo(_) => None,
        })
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::default()
        } else {
            Self(vec![Part::Literal(text)])
        }
    }
}

impl From<Pseudo> for Text {
    fn from(pseudo: Pseudo) -> Self {
        Self(vec![Part::Pseudo(pseudo)])
    }
}

/// Joins the pieces in order.
impl<T: Into<Text>> FromIterator<T> for Text {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        texts.into_iter().fold(Self::default(), Self::then)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [] => serializer.serialize_str(""),
            [Part::Literal(text)] => serializer.serialize_str(text),
            [Part::Ref(id)] => serializer.serialize_newtype_variant("Text", 0, "Ref", id),
            [Part::Pseudo(pseudo)] => {
                serializer.serialize_newtype_variant("Text", 0, "Ref", pseudo.name())
            }
            [Part::Attribute(id, name)] => {
                serializer.serialize_newtype_variant("Text", 1, "Fn::GetAtt", &(id, name))
            }
            _ => serializer.serialize_newtype_variant("Text", 2, "Fn::Sub", &self.template()),
        }
    }
}

impl Text {
    /// The text as `Fn::Sub` takes it; there `${!` stands for `${`.
    fn template(&self) -> String {
        let mut template = String::new();
        for part in &self.0 {
            match part {
                Part::Literal(text) => template += &text.replace("${", "${!"),
                Part::Ref(id) => template.extend(["${", id.as_str(), "}"]),
                Part::Attribute(id, name) => template.extend(["${", id.as_str(), ".", name, "}"]),
                Part::Pseudo(pseudo) => template.extend(["${", pseudo.name(), "}"]),
            }
        }
        template
    }
}

impl Pseudo {
    /// Its name in a template.
    pub fn name(self) -> &'static str {
        match self {
            Self::AccountId => "AWS::AccountId",
            Self::Partition => "AWS::Partition",
            Self::Region => "AWS::Region",
            Self::StackId => "AWS::StackId",
            Self::StackName => "AWS::StackName",
            Self::UrlSuffix => "AWS::URLSuffix",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, prop_assert_eq, prop_oneof, proptest};

    use super::{Part, Pseudo, Text};
    use crate::cfn::LogicalId;

    fn printed(text: &Text) -> String {
        serde_json::to_string(text).unwrap()
    }

    fn id(text: &str) -> LogicalId {
        text.parse().unwrap()
    }

    #[test]
    fn each_text_prints_in_its_smallest_form() {
        let table = [
            (Text::default(), r#""""#),
            (Text::from("a").then("").then("b"), r#""ab""#),
            (Text::from("${a}"), r#""${a}""#),
            (Text::reference(&id("Bucket")), r#"{"Ref":"Bucket"}"#),
            (Text::from(Pseudo::Region), r#"{"Ref":"AWS::Region"}"#),
            (
                Text::attribute(&id("Bucket"), "Arn"),
                r#"{"Fn::GetAtt":["Bucket","Arn"]}"#,
            ),
            (
                Text::from("arn:").then(Pseudo::Partition).then(":s3:::a/*"),
                r#"{"Fn::Sub":"arn:${AWS::Partition}:s3:::a/*"}"#,
            ),
            (
                Text::attribute(&id("Bucket"), "Arn").then("/${a}"),
                r#"{"Fn::Sub":"${Bucket.Arn}/${!a}"}"#,
            ),
        ];
        for (text, expected) in table {
            assert_eq!(printed(&text), expected);
        }
    }

    #[test]
    fn only_a_text_without_references_is_literal() {
        assert_eq!(Text::from("a").then("b").literal(), Some("ab"));
        assert_eq!(Text::default().literal(), Some(""));
        assert_eq!(Text::from("a").then(Pseudo::Region).literal(), None);
    }

    #[test]
    fn the_references_are_those_to_the_template_s_own_parts() {
        let text = Text::reference(&id("A"))
            .then(Pseudo::Region)
            .then(Text::attribute(&id("B"), "Arn"));
        let names: Vec<_> = text.references().map(LogicalId::as_str).collect();
        assert_eq!(names, ["A", "B"]);
    }

    /// What CloudFormation makes of `Fn::Sub`, each variable standing for its own name in angle brackets.
    fn substitute(template: &str) -> String {
        let mut result = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("${") {
            result += before;
            if let Some(literal) = after.strip_prefix('!') {
                result += "${";
                rest = literal;
            } else {
                let (name, after) = after.split_once('}').unwrap();
                result.extend(["<", name, ">"]);
                rest = after;
            }
        }
        result + rest
    }

    fn part() -> impl Strategy<Value = Text> {
        prop_oneof![
            "[${}!a]{0,6}".prop_map(Text::from),
            Just(Text::reference(&id("A"))),
            Just(Text::attribute(&id("A"), "Arn")),
            Just(Text::from(Pseudo::StackName)),
        ]
    }

    proptest! {
        #[test]
        fn a_text_says_the_same_after_substitution(parts in proptest::collection::vec(part(), 0..6)) {
            let text: Text = parts.into_iter().collect();
            let expected: String = text
                .parts()
                .iter()
                .map(|part| match part {
                    Part::Literal(text) => text.clone(),
                    Part::Ref(id) => format!("<{id}>"),
                    Part::Attribute(id, name) => format!("<{id}.{name}>"),
                    Part::Pseudo(pseudo) => format!("<{}>", pseudo.name()),
                })
                .collect();
            prop_assert_eq!(substitute(&text.template()), expected);
        }
    }
}
