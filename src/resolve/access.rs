//! What a declared grant means.

use super::scope::{Given, Scope};
use crate::app::{Grant, Verb, What};
use crate::aws::Action;
use crate::diag::{Diagnostic, Path, Place, Refusal, did_you_mean, listed};
use crate::stack::{self, Keys};

/// What a function does with items one by one or by query; never a scan.
const USE: &[&str] = &["GetItem", "PutItem", "Query", "UpdateItem", "DeleteItem"];
/// What a function does that only reads.
const QUERY: &[&str] = &["GetItem", "Query"];
/// Every action on items of a table
/// (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html>).
const ITEM_ACTIONS: &[&str] = &[
    "BatchGetItem",
    "BatchWriteItem",
    "ConditionCheckItem",
    "DeleteItem",
    "DescribeTable",
    "GetItem",
    "PutItem",
    "Query",
    "Scan",
    "UpdateItem",
];

/// What the item of `can` at this place grants.
pub(super) fn grant(scope: &mut Scope, grant: &stack::Grant, at: &Path) -> Option<Grant> {
    let given = [
        ("read", grant.read.is_some()),
        ("write", grant.write.is_some()),
        ("delete", grant.delete.is_some()),
        ("read-write", grant.read_write.is_some()),
        ("list", grant.list.is_some()),
        ("use", grant.use_.is_some()),
        ("query", grant.query.is_some()),
        ("allow", !grant.allow.is_empty()),
    ];
    let given: Vec<_> = given
        .iter()
        .filter(|(_, given)| *given)
        .map(|(field, _)| *field)
        .collect();
    let [verb] = given[..] else {
        scope.tell(
            Diagnostic::refusal(
                Refusal::UnclearGrant,
                at,
                match given[..] {
                    [] => "this grant says nothing that may be done".to_owned(),
                    _ => format!("this grant says several things: {}", given.join(", ")),
                },
            )
            .help("make each item of `can` one of read, write, delete, read-write, list, use, query or allow"),
        );
        return None;
    };
    for (field, is_given, belongs_to) in [
        ("actions", grant.actions.is_some(), "use"),
        ("resources", !grant.resources.is_empty(), "allow"),
        ("when", grant.when.is_some(), "allow"),
    ] {
        if is_given && verb != belongs_to {
            scope.tell(Diagnostic::refusal(
                Refusal::UnclearGrant,
                Place::Key(at.join(field)),
                format!("`{field}` belongs to `{belongs_to}`, not to `{verb}`"),
            ));
        }
    }
    let what = what(scope, grant, verb, at)?;
    Some(Grant {
        at: at.clone(),
        what,
    })
}

/// What the grant's one verb says.
fn what(scope: &mut Scope, grant: &stack::Grant, verb: &str, at: &Path) -> Option<What> {
    let place = at.join(verb);
    match grant {
        stack::Grant {
            read: Some(keys), ..
        } => objects(scope, keys, &[Verb::Read], &place),
        stack::Grant {
            write: Some(keys), ..
        } => objects(scope, keys, &[Verb::Write], &place),
        stack::Grant {
            delete: Some(keys), ..
        } => objects(scope, keys, &[Verb::Delete], &place),
        stack::Grant {
            read_write: Some(keys),
            ..
        } => objects(
            scope,
            keys,
            &[Verb::Read, Verb::Write, Verb::Delete],
            &place,
        ),
        stack::Grant {
            list: Some(keys), ..
        } => {
            let store = scope.store(&keys.bucket, &place)?;
            let prefix = prefix(scope, keys, &[], &place)?;
            Some(What::List { store, prefix })
        }
        stack::Grant {
            use_: Some(table),
            actions,
            ..
        } => {
            let table = scope.table(table, &place);
            let actions = match actions {
                Some(names) => own_item_actions(scope, names, &at.join("actions"))?,
                None => item_actions(USE),
            };
            table.map(|table| What::Items { table, actions })
        }
        stack::Grant {
            query: Some(table), ..
        } => scope.table(table, &place).map(|table| What::Items {
            table,
            actions: item_actions(QUERY),
        }),
        stack::Grant {
            allow,
            resources,
            when,
            ..
        } => {
            if resources.is_empty() {
                scope.tell(
                    Diagnostic::refusal(
                        Refusal::MissingField,
                        at,
                        "this grant does not say what it is about",
                    )
                    .help("name them: `resources: [\"arn:…\"]`, or `resources: [\"*\"]` where the action takes no other"),
                );
            }
            let resources: Option<Vec<_>> = (0_usize..)
                .zip(resources)
                .map(|(position, resource)| {
                    scope.external(resource, Given::Text, &at.join("resources").join(position))
                })
                .collect();
            resources.map(|resources| What::Statement {
                actions: allow.clone(),
                resources,
                conditions: when.clone(),
            })
        }
    }
}

fn objects(scope: &mut Scope, keys: &Keys, verbs: &[Verb], at: &Path) -> Option<What> {
    let store = scope.store(&keys.bucket, at)?;
    let prefix = prefix(scope, keys, verbs, at)?;
    let verbs = verbs.to_vec();
    Some(What::Objects {
        store,
        prefix,
        verbs,
    })
}

/// Whoever may delete objects of a bucket may delete those of its former layouts: that is all that is left to do with them.
pub(super) fn of_former_layouts(scope: &mut Scope, grant: &stack::Grant, at: &Path) -> Vec<Grant> {
    let Some(keys) = grant.delete.as_ref().or(grant.read_write.as_ref()) else {
        return Vec::new();
    };
    let Some(bucket) = scope.stack.buckets.get(&keys.bucket) else {
        return Vec::new();
    };
    let former: Vec<_> = bucket
        .prefixes
        .iter()
        .filter(|(_, space)| space.legacy)
        .map(|(prefix, _)| prefix.clone())
        .collect();
    if former.is_empty() {
        return Vec::new();
    }
    let store = scope.store(&keys.bucket, at);
    former
        .into_iter()
        .filter_map(|prefix| {
            let verbs = vec![Verb::Delete];
            let store = store?;
            let at = at.clone();
            Some(Grant {
                at,
                what: What::Objects {
                    store,
                    prefix,
                    verbs,
                },
            })
        })
        .collect()
}

/// The prefix of the keys, which the bucket must declare; empty for the whole bucket.
pub(super) fn prefix(scope: &mut Scope, keys: &Keys, verbs: &[Verb], at: &Path) -> Option<String> {
    let Some(prefix) = &keys.prefix else {
        return Some(String::new());
    };
    let bucket = scope.stack.buckets.get(&keys.bucket)?;
    let Some(space) = bucket.prefixes.get(prefix) else {
        let known = || bucket.prefixes.names().map(String::as_str);
        let help = match did_you_mean(prefix, known()) {
            Some(near) => format!("did you mean `{}/{near}`?", keys.bucket),
            None if prefix == "*" => format!("the whole bucket is `{}`", keys.bucket),
            None if bucket.prefixes.is_empty() => format!(
                "declare it once, under the bucket: `{}: {{ prefixes: {{ \"{}\": {{}} }} }}`",
                keys.bucket,
                prefix.trim_end_matches('*')
            ),
            None => listed(&format!("prefixes of `{}`", keys.bucket), known())
                .replace(" of this stack", ""),
        };
        scope.tell(
            Diagnostic::refusal(
                Refusal::UnknownPrefix,
                at,
                format!("the bucket `{}` has no prefix `{prefix}`", keys.bucket),
            )
            .help(help),
        );
        return None;
    };
    if space.legacy && verbs.contains(&Verb::Write) {
        let declared = super::Section::Buckets
            .path(&keys.bucket)
            .join("prefixes")
            .join(prefix.as_str())
            .join("legacy");
        scope.tell(
            Diagnostic::refusal(
                Refusal::LegacyPrefix,
                at,
                format!("`{prefix}` is a former layout, which is never written"),
            )
            .also(Place::Key(declared), "said to be former here")
            .help(format!(
                "grant what is left to do with it: `delete: {}/{prefix}`",
                keys.bucket
            )),
        );
        return None;
    }
    Some(prefix.clone())
}

fn item_actions(names: &[&str]) -> Vec<Action> {
    names
        .iter()
        .filter_map(|name| format!("dynamodb:{name}").parse().ok())
        .collect()
}

fn own_item_actions(scope: &mut Scope, names: &[String], at: &Path) -> Option<Vec<Action>> {
    let mut good = true;
    for (position, name) in (0_usize..).zip(names) {
        if !ITEM_ACTIONS.contains(&name.as_str()) {
            good = false;
            let near = did_you_mean(name, ITEM_ACTIONS.iter().copied());
            scope.tell(
                Diagnostic::refusal(
                    Refusal::UnknownAction,
                    at.join(position),
                    format!("DynamoDB has no action `{name}` on a table's items"),
                )
                .help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("its actions on items are: {}", ITEM_ACTIONS.join(", ")),
                }),
            );
        }
    }
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    good.then(|| item_actions(&names))
}
