//! What a declared table means.

use super::scope::{Given, Scope, Section};
use crate::app::{Key, OwnTable, Table, TableIs};
use crate::aws::{Attribute, limits};
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::stack::{self, Name, OnDelete};

pub(super) fn table(scope: &mut Scope, name: &Name, table: &stack::Table) -> Option<Table> {
    let at = Section::Tables.path(name);
    let is = if let Some(existing) = &table.existing {
        let given = [
            ("name", table.name.is_some()),
            ("key", table.key.is_some()),
            ("sort", table.sort.is_some()),
            ("indexes", !table.indexes.is_empty()),
            ("expires", table.expires.is_some()),
            (
                "point-in-time-recovery",
                table.point_in_time_recovery.is_some(),
            ),
            ("on-delete", table.on_delete.is_some()),
        ];
        scope.refuse_settings_of_existing(Section::Tables, name, &given);
        TableIs::Existing(scope.external(existing, Given::TableName, &at.join("existing"))?)
    } else {
        let Some(partition) = &table.key else {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::MissingField,
                    Place::Key(at.join("key")),
                    format!("the table `{name}` has no key"),
                )
                .help("name the attribute that tells its items apart: `key: id`, or the table that exists already: `existing: NAME`"),
            );
            return None;
        };
        refuse_unclear_attributes(scope, table, partition, &at);
        let physical_name = table
            .name
            .clone()
            .unwrap_or_else(|| format!("{}-{name}", scope.name));
        let good = limits::dynamodb::TABLE_NAME_CHARACTERS.contains(&physical_name.len())
            && physical_name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if !good {
            scope.tell(Diagnostic::refusal(
                Refusal::BadName,
                if table.name.is_some() { at.join("name") } else { at },
                format!("`{physical_name}` cannot be a table's name: it takes 3 to 255 letters, digits and `_`, `-`, `.`"),
            ));
            return None;
        }
        TableIs::Created(Box::new(OwnTable {
            physical_name,
            key: key(partition, table.sort.as_ref()),
            indexes: table
                .indexes
                .iter()
                .map(|(name, index)| (name.to_string(), key(&index.key, index.sort.as_ref())))
                .collect(),
            expires: table.expires.clone(),
            point_in_time_recovery: table.point_in_time_recovery.unwrap_or(true),
            keeps_data: table.on_delete != Some(OnDelete::Delete),
        }))
    };
    Some(Table {
        name: name.to_string(),
        id: table.id.clone(),
        at: Section::Tables.path(name),
        is,
    })
}

/// An attribute is one thing: not both parts of a key, and of one kind in every key.
fn refuse_unclear_attributes(
    scope: &mut Scope,
    table: &stack::Table,
    partition: &Attribute,
    at: &Path,
) {
    let indexes_at = at.join("indexes");
    let indexes = table.indexes.iter().map(|(name, index)| {
        (
            &index.key,
            index.sort.as_ref(),
            indexes_at.join(name.as_str()),
        )
    });
    let mut known: Vec<(&Attribute, Path)> = Vec::new();
    for (key, sort, at) in [(partition, table.sort.as_ref(), at.clone())]
        .into_iter()
        .chain(indexes)
    {
        if sort.is_some_and(|sort| sort.name == key.name) {
            let message = format!(
                "`{}` cannot be the partition key and the sort key",
                key.name
            );
            scope.tell(Diagnostic::refusal(
                Refusal::InvalidValue,
                at.join("sort"),
                message,
            ));
        }
        let parts = [(key, "key")]
            .into_iter()
            .chain(sort.map(|sort| (sort, "sort")));
        for (attribute, field) in parts {
            let at = at.join(field);
            let other = known
                .iter()
                .find(|(other, _)| other.name == attribute.name && other.holds != attribute.holds);
            if let Some((_, first)) = other {
                let message = format!("`{}` holds something else in another key", attribute.name);
                let refusal = Diagnostic::refusal(Refusal::InvalidValue, &at, message);
                scope.tell(
                    refusal
                        .also(first, "there")
                        .help("an attribute holds text, a number or bytes"),
                );
            }
            known.push((attribute, at));
        }
    }
}

fn key(partition: &Attribute, sort: Option<&Attribute>) -> Key {
    Key {
        partition: partition.clone(),
        sort: sort.cloned(),
    }
}
