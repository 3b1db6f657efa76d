//! For tests: worlds and terms of templates written down in place.

use std::collections::BTreeMap;

use super::caller::{Caller, Identity};
use super::request::{Facts, Request, What};
use super::run::Run;
use super::world::World;
use crate::source::{Document, Source};
use crate::template::{Explored, STACK_NAME, Settings, Template, Term, Text, deploy, explore};

/// The account of tests.
pub(super) const ACCOUNT: &str = "111122223333";

/// The world of a template, in YAML or JSON, with nothing that leaves open what is deployed.
pub(super) fn world(template: &str) -> World {
    let source = Source::read(Document::new("template.yaml", template)).unwrap();
    let settings = Settings {
        parameters: BTreeMap::new(),
        account: ACCOUNT.to_owned(),
        region: "us-east-1".parse().unwrap(),
        stack_name: STACK_NAME.to_owned(),
    };
    let mut deployed = deploy(&Template::of(source).unwrap(), settings);
    assert_eq!(deployed.all.len(), 1);
    World::new(deployed.all.remove(0), deployed.settings)
}

/// A role of a world, by its logical id, as one that asks.
pub(super) fn role(world: &World, id: &str) -> Caller {
    let id = world.resources.find(id).unwrap();
    let arn = world.resources.get(id).attribute("Arn").unwrap();
    Caller::Role(Identity {
        arn: arn.to_string(),
        account: ACCOUNT.to_owned(),
        session: None,
        resource: Some(id),
    })
}

/// A value as the properties of a resource hold it.
pub(super) fn term(json: &str) -> Term {
    let template =
        format!(r#"{{"Resources":{{"X":{{"Type":"X::X::X","Properties":{{"It":{json}}}}}}}}}"#);
    let world = world(&template);
    let id = world.resources.find("X").unwrap();
    let properties = &world.resources.get(id).properties;
    properties.get("It").unwrap().clone()
}

/// A request without anything in it, as far as a run looks at it.
pub(super) fn request() -> Request {
    Request {
        what: What::Action {
            headers: super::request::Headers::default(),
            action: String::new(),
            resource: Text::default(),
        },
        caller: Caller::Anonymous,
        presigned: false,
        context: BTreeMap::new(),
        missing: false,
        facts: Facts::default(),
    }
}

/// What a computation comes to in every run that there is.
pub(super) fn explored<T: PartialEq>(
    world: &World,
    request: &Request,
    ask: impl Fn(&mut Run) -> T,
) -> Explored<T> {
    let run = |trial: &mut crate::template::Trial| ask(&mut Run::new(world, request, trial));
    explore(run, PartialEq::eq)
}
