//! How functions behind a site learn its host name, as resources (docs/adr/0003-cycles.md).

use super::digest::digest;
use super::draft::Draft;
use super::fact::Facts;
use super::ids::Ids;
use super::role;
use crate::app::{Announcement, DomainWay, Id, Parameter, Service, Site, Value};
use crate::aws::{Action, LogicalId};
use crate::cfn::custom::{Environment, FunctionEnvironment};
use crate::cfn::lambda::{Architecture, Code, Function};
use crate::cfn::policy::Statement;
use crate::cfn::{self, Condition, Entry, Properties, Resource, Text, ssm};
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::source::Node;
use crate::templates;

/// Seconds that the custom resource's function may take, of which it keeps ten for its answer.
const TIMEOUT: u32 = 120;
/// Seconds that CloudFormation waits for the answer.
const SERVICE_TIMEOUT: u32 = 180;

pub(super) fn lower(draft: &mut Draft, facts: &Facts, id: Id<Site>, site: &Site) {
    match &site.announcement {
        Announcement::Known(_) | Announcement::Unneeded => {}
        Announcement::Parameter(pin) => {
            unknown(draft, facts, *pin, site);
        }
        Announcement::CustomResource(pin) => {
            let unknown = unknown(draft, facts, *pin, site);
            custom_resource(draft, facts, id, site, &unknown);
        }
        Announcement::Ssm(name) => {
            let parameter = ssm::Parameter {
                name: Some(Text::from(name.as_str())),
                type_: ssm::ParameterType::String,
                value: facts.distribution_domain(id).into(),
                description: Some(format!("The host name of the site {}.", site.name)),
                tier: None,
                tags: draft.tag_map(),
            };
            let id = facts.ids.site_part(id, &["DomainParameter"]);
            draft.resource(id, Resource::new(parameter), &site.at);
        }
    }
}

fn unknown(draft: &mut Draft, facts: &Facts, pin: Id<Parameter>, site: &Site) -> LogicalId {
    let pin = facts.ids.parameter(pin);
    let id = Ids::domain_unknown(pin);
    let condition = Condition::Equals(Text::reference(pin), Text::default());
    draft.condition(&id, condition, &site.at);
    id
}

/// A function that sets the variables of others once the distribution exists, and the custom resource that calls it.
fn custom_resource(
    draft: &mut Draft,
    facts: &Facts,
    id: Id<Site>,
    site: &Site,
    unknown: &LogicalId,
) {
    let told: Vec<_> = facts
        .app
        .services
        .iter()
        .filter(|(_, service)| asks(service, id))
        .collect();
    for (service, _) in &told {
        refuse_overridden_variables(draft, facts, *service);
    }
    let resource = facts.ids.site_part(id, &["SiteDomain"]);
    let function = LogicalId::from_words(&[resource.as_str(), "Lambda"]);
    let physical_name = format!("{}-{}-domain", facts.app.name, site.name);
    // Its role is not passed on, so `iam:PassRole` is not needed.
    let sets_variables = Statement::allow(
        ["GetFunctionConfiguration", "UpdateFunctionConfiguration"]
            .map(|name| Action::known("lambda", name))
            .to_vec(),
        told.iter()
            .map(|(service, _)| Text::attribute(&facts.ids.function(*service), "Arn"))
            .collect(),
    );
    let surroundings = role::surround(
        draft,
        &function,
        &physical_name,
        30,
        vec![sets_variables],
        Some(unknown),
        &site.at,
    );
    let setter = Function {
        function_name: Some(Text::from(physical_name)),
        description: Some(format!(
            "Tells functions the host name of the site {}.",
            site.name
        )),
        runtime: Some(templates::FUNCTION_ENVIRONMENT_RUNTIME.to_owned()),
        handler: Some("index.handler".to_owned()),
        code: Code::ZipFile(Text::from(templates::function_environment_handler())),
        role: surroundings.role.clone(),
        architectures: vec![Architecture::Arm64],
        memory_size: Some(128),
        timeout: Some(TIMEOUT),
        ephemeral_storage: None,
        layers: Vec::new(),
        logging_config: Some(surroundings.logging()),
        environment: None,
        tags: draft.tags(),
    };
    let conditional = |properties: Properties| Resource {
        condition: Some(unknown.clone()),
        ..Resource::new(properties)
    };
    draft.resource(function.clone(), conditional(setter.into()), &site.at);
    let calls = FunctionEnvironment {
        service_token: Text::attribute(&function, "Arn"),
        service_timeout: SERVICE_TIMEOUT,
        functions: told
            .iter()
            .map(|(service_id, service)| environment(draft, facts, id, *service_id, service))
            .collect(),
    };
    draft.resource(resource, conditional(calls.into()), &site.at);
}

/// The custom resource writes all variables of a function: those that lie over it would be gone.
fn refuse_overridden_variables(draft: &mut Draft, facts: &Facts, service: Id<Service>) {
    let function = facts.ids.function(service);
    let inside = Path::from_iter(["Properties", "Environment"]);
    let overrides = facts.app.raw.overrides.iter();
    for over in overrides.filter(|over| over.id == function && over.node.at(&inside).is_some()) {
        let at = over.at.join("Properties").join("Environment");
        let message = format!(
            "the custom resource that tells `{function}` its site's host name would take these variables away"
        );
        let misfit = Diagnostic::refusal(Refusal::OverriddenVariables, Place::Key(at), message);
        draft.misfit(misfit.help("write them under the function's `environment`"));
    }
}

fn asks(service: &Service, site: Id<Site>) -> bool {
    service
        .variables
        .values()
        .any(|variable| variable.value == Value::Domain(site, DomainWay::Announced))
}

/// All variables of a function, the site's host name among them. A change of the function by CloudFormation writes
/// its variables anew, without that one: the digest of its properties, and what they refer to, make every such change
/// one of the custom resource too.
fn environment(
    draft: &Draft,
    facts: &Facts,
    site: Id<Site>,
    id: Id<Service>,
    service: &Service,
) -> Environment {
    let function = facts.ids.function(id);
    let variables = service
        .variables
        .iter()
        .map(|(key, variable)| {
            let value = match &variable.value {
                Value::Domain(asked, DomainWay::Announced) if *asked == site => {
                    facts.distribution_domain(site).into()
                }
                // The custom resource of another site sets its name too: whichever comes last must know both.
                Value::Domain(other, DomainWay::Announced) => {
                    custom_domain(facts, *other).unwrap_or_else(|| facts.value(&variable.value))
                }
                Value::Fact(_) | Value::Domain(..) => facts.value(&variable.value),
            };
            (key.clone(), value)
        })
        .collect();
    let entry = draft.entry(&function);
    let resolved = match entry {
        Some(Entry::Modelled(resource)) => references(&resource.properties),
        Some(Entry::Overridden(resource, _)) => {
            let mut resolved = references(&resource.properties);
            let overrides = facts.app.raw.overrides.iter();
            overrides
                .filter(|over| over.id == function)
                .for_each(|over| named(&over.node, &mut resolved));
            resolved
        }
        Some(Entry::Raw(_)) | None => Vec::new(),
    };
    Environment {
        function_name: Text::reference(&function),
        variables,
        digest: digest(&cfn::compact(&entry)),
        resolved,
    }
}

/// Adds what an override names by `Ref`, `Fn::GetAtt` or `Fn::Sub`.
fn named(node: &Node, resolved: &mut Vec<Text>) {
    let mut name = |name: &str| {
        let text = match name.split_once('.') {
            Some((id, attribute)) => id.parse().map(|id| Text::attribute(&id, attribute)),
            None => name.parse().map(|id| Text::reference(&id)),
        };
        // What is no logical id, `AWS::Region` say, does not change.
        resolved.extend(text);
    };
    if let Some(id) = node.get("Ref").and_then(Node::as_str) {
        name(id);
    }
    if let Some([id, attribute]) = node.get("Fn::GetAtt").and_then(Node::as_list)
        && let Some((id, attribute)) = id.as_str().zip(attribute.as_str())
    {
        name(&format!("{id}.{attribute}"));
    }
    if let Some(text) = node.get("Fn::Sub").and_then(Node::as_str) {
        let variables = text
            .split("${")
            .skip(1)
            .filter_map(|rest| rest.split_once('}'));
        variables.for_each(|(variable, _)| name(variable));
    }
    let entries = node
        .as_map()
        .unwrap_or_default()
        .iter()
        .map(|entry| &entry.value);
    for below in entries.chain(node.as_list().unwrap_or_default()) {
        named(below, resolved);
    }
}

/// The host name of a site that has a custom resource of its own, pinned or not.
fn custom_domain(facts: &Facts, site: Id<Site>) -> Option<cfn::Value<Text>> {
    let Announcement::CustomResource(pin) = &facts.app.sites[site].announcement else {
        return None;
    };
    let pin = facts.ids.parameter(*pin);
    let unknown = Ids::domain_unknown(pin);
    let domain = facts.distribution_domain(site);
    Some(cfn::Value::when(&unknown, domain, Text::reference(pin)))
}

/// What the function's properties refer to beside its variables.
fn references(properties: &Properties) -> Vec<Text> {
    let Properties::LambdaFunction(function) = properties else {
        return Vec::new();
    };
    let code = match &function.code {
        Code::S3(object) => vec![
            Some(&object.s3_bucket),
            Some(&object.s3_key),
            object.s3_object_version.as_ref(),
        ],
        Code::ZipFile(_) | Code::Path(_) => Vec::new(),
    };
    let log_group = function
        .logging_config
        .as_ref()
        .and_then(|config| config.log_group.as_ref());
    [Some(&function.role), log_group]
        .into_iter()
        .chain(code)
        .flatten()
        .filter(|text| text.literal().is_none())
        .cloned()
        .collect()
}
