//! What is given at deployment, as a parameter of the template.

use crate::app;
use crate::cfn::{Parameter, ParameterType};

pub(super) fn lower(parameter: &app::Parameter) -> Parameter {
    Parameter {
        description: parameter.description.clone(),
        default: parameter.default.clone(),
        allowed_pattern: parameter.pattern.clone(),
        allowed_values: parameter.values.clone(),
        no_echo: parameter.secret.then_some(true),
        ..Parameter::new(ParameterType::String)
    }
}
