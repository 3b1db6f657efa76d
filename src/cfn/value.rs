//! A property whose value is decided when the stack is deployed.

use serde::{Serialize, Serializer};

use super::{LogicalId, Text};

/// A value known now, or one that CloudFormation works out.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<T> {
    /// Known now, as far as `T` is.
    Known(T),
    /// One of two, by a condition of the template.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html>.
    If {
        /// A condition of the template.
        condition: LogicalId,
        /// What holds where it is true.
        then: Box<Value<T>>,
        /// What holds where it is false.
        otherwise: Box<Value<T>>,
    },
    /// A piece of a text that is cut apart: `Fn::Select` of `Fn::Split`.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html>.
    Element {
        /// Which piece, from 0.
        index: usize,
        /// Where the text is cut.
        separator: &'static str,
        /// The text.
        of: Text,
    },
    /// Takes the property away, as if it had not been written.
    ///
    /// Page: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>.
    NoValue,
}

impl<T> Value<T> {
    /// `then` where `condition` is true, else `otherwise`.
    pub fn when(condition: &LogicalId, then: impl Into<Self>, otherwise: impl Into<Self>) -> Self {
        Self::If {
            condition: condition.clone(),
            then: Box::new(then.into()),
            otherwise: Box::new(otherwise.into()),
        }
    }
}

impl<T> From<T> for Value<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl From<&str> for Value<Text> {
    fn from(text: &str) -> Self {
        Self::Known(text.into())
    }
}

impl<T: Serialize> Serialize for Value<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        enum Pieces<'a> {
            #[serde(rename = "Fn::Split")]
            Split(&'a str, &'a Text),
        }
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::If {
                condition,
                then,
                otherwise,
            } => serializer.serialize_newtype_variant(
                "Value",
                0,
                "Fn::If",
                &(condition, then, otherwise),
            ),
            Self::Element {
                index,
                separator,
                of,
            } => {
                let pieces = Pieces::Split(separator, of);
                serializer.serialize_newtype_variant("Value", 1, "Fn::Select", &(index, pieces))
            }
            Self::NoValue => {
                serializer.serialize_newtype_variant("Value", 2, "Ref", "AWS::NoValue")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Value;
    use crate::cfn::{LogicalId, Text};

    #[test]
    fn each_value_prints_as_its_function() {
        let condition: LogicalId = "Pinned".parse().unwrap();
        let url: LogicalId = "Url".parse().unwrap();
        let table = [
            (Value::from("a"), r#""a""#),
            (Value::NoValue, r#"{"Ref":"AWS::NoValue"}"#),
            (
                Value::when(&condition, Text::reference(&url), Value::NoValue),
                r#"{"Fn::If":["Pinned",{"Ref":"Url"},{"Ref":"AWS::NoValue"}]}"#,
            ),
            (
                Value::Element {
                    index: 2,
                    separator: "/",
                    of: Text::attribute(&url, "FunctionUrl"),
                },
                r#"{"Fn::Select":[2,{"Fn::Split":["/",{"Fn::GetAtt":["Url","FunctionUrl"]}]}]}"#,
            ),
        ];
        for (value, expected) in table {
            assert_eq!(serde_json::to_string(&value).unwrap(), expected);
        }
    }
}
