//! Declared to meant: every name is looked up here, once, and every mistake is told.

mod access;
mod bucket;
mod domain;
mod function;
mod origin;
mod physical;
mod raw;
mod route;
mod scope;
mod site;
mod table;

use crate::app::{App, Arena, Silence, UserPool};
use crate::diag::{Diagnostic, Severity};
use crate::source::Files;
use crate::stack::{self, Stack};

use scope::{Given, Scope, Section};

/// What the stack means, with what is to be said about it: the app is there exactly when nothing of that is an error.
pub fn resolve(stack: &Stack, files: &dyn Files) -> (Option<App>, Vec<Diagnostic>) {
    let mut scope = Scope::new(stack, files);

    let tables = all(stack
        .tables
        .iter()
        .map(|(name, table)| table::table(&mut scope, name, table)));
    let user_pools = all(stack.user_pools.iter().map(|(name, pool)| {
        let at = Section::UserPools.path(name).join("existing");
        let pool_id = scope.external(&pool.existing, Given::UserPoolId, &at)?;
        let name = name.to_string();
        Some(UserPool { name, pool_id })
    }));
    let stores = all(stack
        .buckets
        .iter()
        .map(|(name, bucket)| bucket::store(&mut scope, name, bucket)));
    let hosts = all(stack
        .origins
        .iter()
        .map(|(name, origin)| Some(origin::host(&mut scope, name, origin))));
    let services = all(stack
        .functions
        .iter()
        .map(|(name, function)| function::service(&mut scope, name, function)));
    let sites = all(stack
        .sites
        .iter()
        .map(|(name, site)| site::site(&mut scope, name, site)));

    physical::refuse_clashes(&mut scope, &stores, &tables, &services, &sites);
    function::refuse_in_defaults(&mut scope);
    let raw = raw::raw(&mut scope);

    let is_refused = scope
        .found
        .iter()
        .any(|one| one.severity == Severity::Error);
    let parameters = scope.take_parameters();
    let (Some(_), Some(region), false) = (&stack.name, &stack.region, is_refused) else {
        return (None, scope.found);
    };
    let app = App {
        name: scope.name,
        region: region.clone(),
        description: stack.description.clone(),
        tags: stack.tags.clone(),
        parameters,
        tables,
        user_pools,
        stores,
        services,
        hosts,
        sites,
        silences: stack.silence.iter().map(silence).collect(),
        raw,
    };
    (Some(app), scope.found)
}

/// Which rules there are is for `check` to say.
fn silence(silence: &stack::Silence) -> Silence {
    let silence = silence.clone();
    Silence {
        rule: silence.rule,
        resource: silence.resource,
        path: silence.path,
        reason: silence.reason,
    }
}

/// What could be resolved, in the order of the file; what could not has been told.
fn all<T>(things: impl Iterator<Item = Option<T>>) -> Arena<T> {
    let mut arena = Arena::default();
    for thing in things.flatten() {
        arena.add(thing);
    }
    arena
}
