//! AWS Systems Manager: parameters.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use std::collections::BTreeMap;

use super::property::{allowed_values, property_types};
use super::{Text, Value};

property_types! {
    /// [`AWS::SSM::Parameter`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html)
    pub struct Parameter {
        pub name: Option<Text>,
        #[serde(rename = "Type")]
        pub type_: ParameterType,
        pub value: Value<Text>,
        pub description: Option<String>,
        pub tier: Option<Tier>,
        /// A map here, not a list as with other types.
        pub tags: BTreeMap<String, Text>,
    }
}

allowed_values! {
    /// What a parameter holds.
    pub enum ParameterType {
        String = "String",
        StringList = "StringList",
    }

    /// What a parameter may hold and costs.
    pub enum Tier {
        Standard = "Standard",
        Advanced = "Advanced",
        IntelligentTiering = "Intelligent-Tiering",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Parameter, ParameterType};
    use crate::cfn::Text;
    use crate::cfn::resource::assert_prints;

    #[test]
    fn a_parameter() {
        assert_prints(
            Parameter {
                name: Some("/shop/domain".into()),
                type_: ParameterType::String,
                value: Text::attribute(&"Distribution".parse().unwrap(), "DomainName").into(),
                description: None,
                tier: None,
                tags: BTreeMap::from([("stack".to_owned(), "shop".into())]),
            },
            r#"{
              "Type": "AWS::SSM::Parameter",
              "Properties": {
                "Name": "/shop/domain",
                "Type": "String",
                "Value": { "Fn::GetAtt": ["Distribution", "DomainName"] },
                "Tags": { "stack": "shop" }
              }
            }"#,
        );
    }
}
