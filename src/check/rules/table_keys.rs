//! A table whose keys and attributes do not fit each other.

use std::collections::BTreeMap;

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Severity, did_you_mean};
use crate::template::{Resource, Term};

pub(super) const RULE: Rule = Rule {
    code: "table-keys",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("table_keys.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for kind in ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"] {
        for (_, table) in deployed.of_kind(kind) {
            judge(table, findings);
        }
    }
}

fn judge(table: &Resource, findings: &mut Findings) {
    let properties = &table.properties;
    let definitions = properties.get("AttributeDefinitions");
    let Some(defined) = named(definitions) else {
        return;
    };
    let indexes = ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"];
    let indexes = indexes
        .iter()
        .filter_map(|key| properties.get(key))
        .flat_map(Term::items);
    let schemas = indexes.map(|index| index.get("KeySchema"));
    let schemas = std::iter::once(properties.get("KeySchema")).chain(schemas);
    let mut used: BTreeMap<String, &Term> = BTreeMap::new();
    let mut all_known = properties.get("VectorIndexes").is_none();
    for schema in schemas {
        match named(schema) {
            Some(keys) => used.extend(keys),
            None => all_known = false,
        }
    }
    for (name, term) in &used {
        if !defined.contains_key(name) {
            let message = format!(
                "`{name}` is a key and not among the `AttributeDefinitions`, so that DynamoDB refuses the table"
            );
            let near = did_you_mean(name, defined.keys().map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "add `{{ AttributeName: {name}, AttributeType: S }}` (or `N`, `B`) to `AttributeDefinitions`"
                ),
            };
            findings.add(findings.at(&term.at, message).help(help));
        }
    }
    for (name, term) in &defined {
        if all_known && !used.contains_key(name) {
            let message = format!(
                "`{name}` is defined and no key has it, so that DynamoDB refuses the table: the attributes of keys alone are defined"
            );
            let finding = findings.at(&term.at, message);
            findings.add(finding.help("take the definition out: items may have it all the same"));
        }
    }
}

/// The names in a list of attributes, each with where it stands; `None` where not all are known.
fn named(list: Option<&Term>) -> Option<BTreeMap<String, &Term>> {
    let Some(list) = list else {
        return Some(BTreeMap::new());
    };
    if list.unknown().is_some() {
        return None;
    }
    let items = list.items().iter().map(|item| {
        let name = item.text_at(&["AttributeName"])?;
        let term = item.get("AttributeName")?;
        Some((name.as_known()?.to_owned(), term))
    });
    items.collect()
}
