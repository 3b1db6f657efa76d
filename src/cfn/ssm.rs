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
