//! A template as a whole, and the entries of its sections but for the resources.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::metadata::Metadata;
use super::property::{Property, property_types};
use super::{Entry, LogicalId, Text, Value};
use crate::source::Node;

property_types! {
    /// A CloudFormation template; a section without entries is left out.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>.
    #[derive(Default)]
    #[serde(tag = "AWSTemplateFormatVersion", rename = "2010-09-09")]
    pub struct Template {
        /// What the stack is for, in at most 1,024 bytes.
        pub description: Option<String>,
        /// What the template says about itself to tools.
        pub metadata: Option<Metadata>,
        /// What differs from one deployment to another.
        pub parameters: BTreeMap<LogicalId, Declaration<Parameter>>,
        /// What the values of the parameters decide.
        pub conditions: BTreeMap<LogicalId, Condition>,
        /// What shall exist.
        pub resources: BTreeMap<LogicalId, Entry>,
        /// What the deployer is told.
        pub outputs: BTreeMap<LogicalId, Declaration<Output>>,
    }

    /// A value that is given at deployment.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>.
    pub struct Parameter {
        /// What kind of value it is.
        #[serde(rename = "Type")]
        pub type_: ParameterType,
        /// What it is for, in at most 4,000 characters.
        pub description: Option<String>,
        /// The value where none is given; without it one must be given.
        pub default: Option<String>,
        /// A regular expression that the whole value must match.
        pub allowed_pattern: Option<String>,
        /// The only values it may have.
        pub allowed_values: Vec<String>,
        /// What is said about a value that is not allowed, after "must".
        pub constraint_description: Option<String>,
        /// The fewest characters of a `String`.
        pub min_length: Option<u32>,
        /// The most characters of a `String`.
        pub max_length: Option<u32>,
        /// Whether the value is masked wherever CloudFormation shows it.
        pub no_echo: Option<bool>,
    }

    /// A value that the stack tells.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html>.
    pub struct Output {
        /// What the value is, in at most 1,024 bytes.
        pub description: Option<String>,
        /// The condition under which it is told.
        pub condition: Option<LogicalId>,
        /// The value.
        pub value: Value<Text>,
        /// How other stacks of the account and Region get it.
        pub export: Option<Export>,
    }

    /// What makes an output importable.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html>.
    pub struct Export {
        /// The name under which it is imported, unique in the account and Region.
        pub name: Text,
    }
}

/// A part of a template as this crate models it, or as the user wrote it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Declaration<T> {
    /// As modelled.
    Modelled(T),
    /// As the user wrote it.
    Raw(Node),
}

impl<T> From<T> for Declaration<T> {
    fn from(modelled: T) -> Self {
        Self::Modelled(modelled)
    }
}

impl Parameter {
    /// A parameter of this type that says nothing else about itself.
    pub fn new(type_: ParameterType) -> Self {
        Self {
            type_,
            description: None,
            default: None,
            allowed_pattern: None,
            allowed_values: Vec::new(),
            constraint_description: None,
            min_length: None,
            max_length: None,
            no_echo: None,
        }
    }
}

/// What kind of value a parameter takes.
///
/// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html>.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ParameterType {
    /// A text.
    String,
    /// A number, which references see as a text.
    Number,
    /// Texts, parted by commas.
    CommaDelimitedList,
    /// One of the types that CloudFormation supplies, such as `AWS::SSM::Parameter::Value<String>`.
    #[serde(untagged)]
    Supplied(String),
}

impl Property for ParameterType {}

/// Something that the values of the parameters make true or false.
///
/// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html>.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Condition {
    /// Two texts are the same.
    #[serde(rename = "Fn::Equals")]
    Equals(Text, Text),
    /// The other does not hold.
    #[serde(rename = "Fn::Not", serialize_with = "only_item")]
    Not(Box<Condition>),
    /// All hold, 2 to 10 of them.
    #[serde(rename = "Fn::And")]
    And(Vec<Condition>),
    /// One at least holds, of 2 to 10.
    #[serde(rename = "Fn::Or")]
    Or(Vec<Condition>),
    /// Another condition of the template holds.
    #[serde(rename = "Condition")]
    Named(LogicalId),
    /// As the user wrote it.
    #[serde(untagged)]
    Raw(Node),
}

/// `Fn::Not` takes a list of one.
fn only_item<S: Serializer>(item: &Condition, serializer: S) -> Result<S::Ok, S::Error> {
    [item].serialize(serializer)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Condition, Export, Output, Parameter, ParameterType, Template};
    use crate::cfn::{LogicalId, Text};
    use crate::source::Node;

    fn id(text: &str) -> LogicalId {
        text.parse().unwrap()
    }

    #[test]
    fn sections_stand_in_their_order_and_empty_ones_are_left_out() {
        let empty = r#"{"AWSTemplateFormatVersion":"2010-09-09"}"#;
        assert_eq!(serde_json::to_string(&Template::default()).unwrap(), empty);

        let parameter = Parameter {
            default: Some(String::new()),
            no_echo: Some(true),
            ..Parameter::new(ParameterType::String)
        };
        let output = Output {
            description: None,
            condition: Some(id("Pinned")),
            value: Text::reference(&id("Domain")).into(),
            export: Some(Export {
                name: "domain".into(),
            }),
        };
        let template = Template {
            description: Some("A shop".to_owned()),
            metadata: None,
            parameters: BTreeMap::from([(id("Domain"), parameter.into())]),
            conditions: BTreeMap::from([(id("Pinned"), Condition::Named(id("Other")))]),
            resources: BTreeMap::new(),
            outputs: BTreeMap::from([(id("Domain"), output.into())]),
        };
        assert_eq!(
            serde_json::to_string(&template).unwrap(),
            concat!(
                r#"{"AWSTemplateFormatVersion":"2010-09-09","Description":"A shop","#,
                r#""Parameters":{"Domain":{"Type":"String","Default":"","NoEcho":true}},"#,
                r#""Conditions":{"Pinned":{"Condition":"Other"}},"#,
                r#""Outputs":{"Domain":{"Condition":"Pinned","Value":{"Ref":"Domain"},"Export":{"Name":"domain"}}}}"#
            )
        );
    }

    #[test]
    fn each_condition_prints_as_its_function() {
        let given = || Condition::Equals(Text::reference(&id("Domain")), "".into());
        let written: serde_json::Value = serde_json::from_str(r#"{"Fn::Equals":[1,1]}"#).unwrap();
        let table = [
            (given(), r#"{"Fn::Equals":[{"Ref":"Domain"},""]}"#),
            (
                Condition::Not(Box::new(Condition::Named(id("A")))),
                r#"{"Fn::Not":[{"Condition":"A"}]}"#,
            ),
            (
                Condition::Or(vec![
                    Condition::And(vec![Condition::Named(id("A")), Condition::Named(id("B"))]),
                    Condition::Raw(Node::from(written)),
                ]),
                r#"{"Fn::Or":[{"Fn::And":[{"Condition":"A"},{"Condition":"B"}]},{"Fn::Equals":[1,1]}]}"#,
            ),
        ];
        for (condition, expected) in table {
            assert_eq!(serde_json::to_string(&condition).unwrap(), expected);
        }
    }

    #[test]
    fn a_supplied_parameter_type_prints_as_its_name() {
        let supplied = ParameterType::Supplied("AWS::SSM::Parameter::Value<String>".to_owned());
        assert_eq!(
            serde_json::to_string(&[ParameterType::Number, supplied]).unwrap(),
            r#"["Number","AWS::SSM::Parameter::Value<String>"]"#
        );
    }
}
