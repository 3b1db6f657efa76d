//! A world out of a template's text, and one request to it.

use std::collections::BTreeMap;

use crate::simulate::answer::Response;
use crate::simulate::assumption::Assumption;
use crate::simulate::caller::Caller;
use crate::simulate::cloudfront::respond;
use crate::simulate::hop::Hop;
use crate::simulate::request::{Facts, Headers, Http, Request, Target, What};
use crate::simulate::run::Run;
use crate::simulate::world::World;
use crate::source::{Document, Source};
use crate::template::{Settings, Template, Trial, deploy};

/// The world of a template.
pub(super) fn world(text: &str) -> World {
    let source = Source::read(Document::new("t.yaml", text)).unwrap();
    let settings = Settings {
        parameters: BTreeMap::new(),
        account: "111122223333".to_owned(),
        region: "us-east-1".parse().unwrap(),
        stack_name: "stack".to_owned(),
    };
    let mut deployed = deploy(&Template::of(source).unwrap(), settings.clone());
    World::new(deployed.all.remove(0), settings)
}
