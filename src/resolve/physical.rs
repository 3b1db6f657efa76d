//! Names that AWS wants to be unique: two things of a stack with one physical name stand in each other's way.

use std::collections::BTreeMap;

use super::scope::Scope;
use crate::app::{Announcement, Arena, BucketIs, Service, Site, Store, Table, TableIs};
use crate::diag::{Diagnostic, Path, Place, Refusal};

/// Refuses two buckets, two tables or two functions of one name.
pub(super) fn refuse_clashes(
    scope: &mut Scope,
    stores: &Arena<Store>,
    tables: &Arena<Table>,
    services: &Arena<Service>,
    sites: &Arena<Site>,
) {
    let buckets = stores.iter().filter_map(|(_, store)| match &store.bucket {
        BucketIs::Created(base) => Some((format!("{base}-<account id>"), &store.at)),
        BucketIs::Existing(_) => None,
    });
    refuse_equal(scope, "bucket", buckets);
    let own_tables = tables.iter().filter_map(|(_, table)| match &table.is {
        TableIs::Created(own) => Some((own.physical_name.clone(), &table.at)),
        TableIs::Existing(_) => None,
    });
    refuse_equal(scope, "table", own_tables);
    let declared = services
        .iter()
        .map(|(_, service)| (service.physical_name.clone(), &service.at));
    let setters = sites
        .iter()
        .filter_map(|(_, site)| match site.announcement {
            Announcement::CustomResource(_) => {
                Some((format!("{}-{}-domain", scope.name, site.name), &site.at))
            }
            Announcement::Known(_)
            | Announcement::Parameter(_)
            | Announcement::Ssm(_)
            | Announcement::Unneeded => None,
        });
    let functions: Vec<_> = declared.chain(setters).collect();
    refuse_equal(scope, "function", functions.into_iter());
}

fn refuse_equal<'a>(
    scope: &mut Scope,
    noun: &str,
    names: impl Iterator<Item = (String, &'a Path)>,
) {
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    for (name, at) in names {
        if let Some(first) = taken.get(&name) {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::NameClash,
                    Place::Key(at.clone()),
                    format!("two {noun}s would be called `{name}`"),
                )
                .also(
                    Place::Key((*first).clone()),
                    "the other one follows from this",
                )
                .help(format!(
                    "give one of the two another `name`: AWS has room for one {noun} of that name"
                )),
            );
        } else {
            taken.insert(name, at);
        }
    }
}
