//! A service as a function with its role, its log group and, behind a site, its URL.

use std::collections::BTreeMap;

use super::draft::{Draft, place};
use super::fact::Facts;
use super::grant;
use super::outputs;
use super::role::{self, Surroundings};
use crate::app::{Architecture, Code, Id, Service, Target, Variable};
use crate::aws::{Action, LogicalId};
use crate::cfn::lambda::{
    self, AuthType, Environment, Function, InvokeMode, Permission, S3Code, Url,
};
use crate::cfn::{Resource, Text, Value};

pub(super) fn lower(draft: &mut Draft, facts: &Facts, id: Id<Service>, service: &Service) {
    let function = facts.ids.function(id);
    let surroundings = role::surround(
        draft,
        &function,
        &service.physical_name,
        service.log_days,
        grant::statements(facts, service),
        None,
        &service.at,
    );
    let environment = place("Resources", &function)
        .join("Properties")
        .join("Environment")
        .join("Variables");
    for (key, variable) in &service.variables {
        draft.from(environment.join(key.as_str()), &variable.at);
    }
    let properties = self::function(draft, facts, service, &surroundings);
    draft.resource(function.clone(), Resource::new(properties), &service.at);
    if is_routed(facts, id) {
        url(draft, facts, id, service, &function);
    }
    outputs::name(
        draft,
        &function,
        Text::reference(&function),
        "function",
        &service.at,
    );
}

/// The properties of the function.
fn function(
    draft: &Draft,
    facts: &Facts,
    service: &Service,
    surroundings: &Surroundings,
) -> Function {
    Function {
        function_name: Some(Text::from(service.physical_name.as_str())),
        description: service.description.clone(),
        runtime: Some(service.runtime.to_string()),
        handler: Some(service.handler.clone()),
        code: match &service.code {
            Code::Inline(text) => lambda::Code::ZipFile(Text::from(text.as_str())),
            Code::Path(path) => lambda::Code::Path(path.clone()),
            Code::S3 {
                bucket,
                key,
                version,
            } => lambda::Code::S3(S3Code {
                s3_bucket: facts.text(bucket),
                s3_key: facts.text(key),
                s3_object_version: version.as_ref().map(|version| facts.text(version)),
            }),
        },
        role: surroundings.role.clone(),
        architectures: vec![match service.architecture {
            Architecture::Arm64 => lambda::Architecture::Arm64,
            Architecture::X86 => lambda::Architecture::X86_64,
        }],
        memory_size: Some(service.memory),
        timeout: Some(service.timeout),
        ephemeral_storage: None,
        layers: Vec::new(),
        logging_config: Some(surroundings.logging()),
        environment: environment(variables(facts, service)),
        tags: draft.tags(),
    }
}

/// The environment variables as the function itself has them.
fn variables(facts: &Facts, service: &Service) -> BTreeMap<String, Value<Text>> {
    let value = |variable: &Variable| facts.value(&variable.value);
    service
        .variables
        .iter()
        .map(|(key, variable)| (key.clone(), value(variable)))
        .collect()
}

/// Lambda takes no empty map.
fn environment(variables: BTreeMap<String, Value<Text>>) -> Option<Environment> {
    (!variables.is_empty()).then_some(Environment { variables })
}

fn is_routed(facts: &Facts, id: Id<Service>) -> bool {
    facts.app.sites.iter().any(|(_, site)| {
        site.all_routes()
            .any(|route| route.target == Target::Service(id))
    })
}

/// A URL that anybody may call, since browsers cannot sign: the handler itself looks at the caller's token. It takes
/// two permissions (<https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>); the second is limited to calls by
/// the URL, or every AWS account could invoke the function with an event of its own making.
fn url(draft: &mut Draft, facts: &Facts, id: Id<Service>, service: &Service, function: &LogicalId) {
    let name = Text::reference(function);
    let url = Url {
        target_function_arn: Text::attribute(function, "Arn"),
        auth_type: AuthType::None,
        invoke_mode: Some(InvokeMode::Buffered),
        cors: None,
    };
    draft.resource(facts.ids.function_url(id), Resource::new(url), &service.at);
    let call = Permission {
        function_url_auth_type: Some(AuthType::None),
        ..Permission::new(
            name.clone(),
            Action::known("lambda", "InvokeFunctionUrl"),
            "*",
        )
    };
    draft.resource(
        facts.ids.url_permission(id),
        Resource::new(call),
        &service.at,
    );
    let run = Permission {
        invoked_via_function_url: Some(true),
        ..Permission::new(name, Action::known("lambda", "InvokeFunction"), "*")
    };
    draft.resource(
        facts.ids.invoke_permission(id),
        Resource::new(run),
        &service.at,
    );
}
