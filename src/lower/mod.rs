//! Meant to asked for: chooses the resources for a meaning, and cannot fail.

mod announcement;
mod digest;
mod draft;
mod fact;
mod grant;
mod ids;
mod logs;
mod metadata;
mod names;
mod outputs;
mod parameter;
mod role;
mod route;
mod service;
mod site;
mod store;
mod table;

use crate::app::App;
use crate::cfn::{Condition, Declaration};

pub use draft::Lowered;

use draft::Draft;
use fact::Facts;

/// The template that asks AWS for what the app means.
pub fn lower(app: &App) -> Lowered {
    let mut draft = Draft::new(app);
    let facts = Facts::new(app);
    metadata::silences(&mut draft, &app.silences);
    for (_, parameter) in app.parameters.iter() {
        draft.parameter(&parameter.name, parameter::lower(parameter), &parameter.at);
    }
    for (id, table) in app.tables.iter() {
        table::lower(&mut draft, &facts, id, table);
    }
    for (id, store) in app.stores.iter() {
        store::lower(&mut draft, &facts, id, store);
    }
    for (id, service) in app.services.iter() {
        service::lower(&mut draft, &facts, id, service);
    }
    for part in &app.raw.resources {
        draft.raw_resource(&part.id, &part.node, &part.at);
    }
    for (id, site) in app.sites.iter() {
        site::lower(&mut draft, &facts, id, site);
    }
    for part in &app.raw.conditions {
        draft.condition(&part.id, Condition::Raw(part.node.sorted()), &part.at);
    }
    for part in &app.raw.outputs {
        draft.output(
            part.id.clone(),
            Declaration::Raw(part.node.sorted()),
            &part.at,
        );
    }
    draft.finish()
}
