//! What the role of a function is allowed, and a statement always denies.

use std::collections::BTreeMap;

use crate::aws::Action;
use crate::aws::wildcard::meeting;
use crate::check::parts::{Document, Named, Of, Statement, Store, is_surely_of, keys_of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Place, Severity, quoted};
use crate::simulate::{Did, Outcome, Question, ResourceId, Verdict};
use crate::template::Resource;

pub(super) const RULE: Rule = Rule {
    code: "denied-grant",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("denied_grant.md"),
    find: Find::Deployed(find),
};

/// What stands for `*` in a grant: names that have nothing in common.
const FILLINGS: [&str; 2] = ["x", "q7/zz.bin"];

fn find(deployed: &Deployed, findings: &mut Findings) {
    let denying = |document: &&Document| {
        let mut statements = document.statements.iter();
        let is_deny = |statement: &Statement| statement.allows == Some(false);
        statements.any(|statement| is_deny(statement) && statement.term.get("Condition").is_none())
    };
    // Nothing is asked where nothing denies anything for good.
    if !deployed.documents.iter().any(|document| denying(&document)) {
        return;
    }
    let stores: Vec<Store> = deployed.stores().collect();
    let mut asked = Vec::new();
    for function in &deployed.functions {
        let Some((id, role)) = function.role.filter(|(id, _)| !asked.contains(id)) else {
            continue;
        };
        asked.push(id);
        for store in &stores {
            let denied = denied(deployed, id, role, store);
            for (by, (actions, allowed)) in denied {
                let message = format!(
                    "`{}` is allowed {} on the {} `{}`, and this statement denies it whatever the request: it is answered AccessDenied",
                    role.id,
                    quoted(actions.iter().map(String::as_str)),
                    store.noun,
                    store.resource.id
                );
                findings.add(
                    findings
                        .at(&by, message)
                        .also(Place::Template(allowed), "what allows it")
                        .help("take out of the statement what the function is to do: no other statement outweighs one that denies")
                        .help("or take the grant out, if the function is not to do it"),
                );
            }
        }
    }
}

/// The statements that deny what a role is allowed on a bucket or a table: for each the actions, and where they are allowed.
fn denied(
    deployed: &Deployed,
    id: ResourceId,
    role: &Resource,
    store: &Store,
) -> BTreeMap<Path, (Vec<String>, Path)> {
    let mut found: BTreeMap<Path, (Vec<String>, Path)> = BTreeMap::new();
    let of_role = deployed
        .documents
        .iter()
        .filter(|document| matches!(&document.of, Of::Identity(ids) if ids.contains(&id)));
    let allowing = of_role
        .flat_map(|document| &document.statements)
        .filter(|statement| statement.allows == Some(true));
    for statement in allowing {
        let resources = statement.resources.iter();
        let resources: Vec<&Named> = resources
            .filter(|named| is_surely_of(&named.text, store.arn) && is_plain(named, store))
            .collect();
        for action in statement
            .actions
            .iter()
            .filter_map(|named| exact(named, store))
        {
            for named in &resources {
                let Some(by) = always_denied(deployed, id, role, store, &action, named) else {
                    continue;
                };
                let at = statement.term.at.clone();
                let (actions, _) = found.entry(by).or_insert_with(|| (Vec::new(), at));
                if !actions.contains(&action) {
                    actions.push(action.clone());
                }
            }
        }
    }
    found
}

/// Whether a resource is one of those of which the simulator is asked: an object, or a table.
fn is_plain(named: &Named, store: &Store) -> bool {
    let text = named.text.as_known();
    let arn = store.arn.as_known();
    text.zip(arn)
        .is_some_and(|(text, arn)| match store.service {
            "s3" => text.starts_with(&format!("{arn}/")) && !text.contains("${"),
            _ => text == arn,
        })
}

/// An action that is named without wildcards, of the service of a bucket or a table: of objects, where it is a bucket.
fn exact(named: &Named, store: &Store) -> Option<String> {
    let text = named.text.as_known()?;
    let action: Action = text.parse().ok()?;
    let (service, name) = text.split_once(':')?;
    let is_of_store = action.is_exact() && service.eq_ignore_ascii_case(store.service);
    let is_of_object = store.service != "s3" || name.to_ascii_lowercase().ends_with("object");
    (is_of_store && is_of_object).then(|| text.to_owned())
}

/// The statement without a condition that denies an action for all that a grant names, as far as is asked.
fn always_denied(
    deployed: &Deployed,
    id: ResourceId,
    role: &Resource,
    store: &Store,
    action: &str,
    named: &Named,
) -> Option<Path> {
    let granted = named.text.as_known()?;
    let mut asked: Vec<String> = FILLINGS
        .iter()
        .map(|filling| granted.replace('*', filling).replace('?', "x"))
        .collect();
    asked.extend(spared(deployed, id, store, granted));
    let mut found = None;
    for resource in asked {
        let question = Question {
            caller: Some(role.id.clone()),
            action: Some(action.to_owned()),
            resource: Some(resource),
            ..Question::default()
        };
        let answer = deployed.world.ask(&question).ok()?;
        match &answer.outcome {
            Outcome::Decision(decision) if decision.verdict == Verdict::ExplicitDeny => {}
            Outcome::Decision(_) | Outcome::Response(_) | Outcome::Unknown(_) => return None,
        }
        let by = answer.hops.iter().rev().find_map(|hop| {
            let Did::Decided { by: Some(by), .. } = &hop.did else {
                return None;
            };
            Some(by.at.clone())
        })?;
        let mut statements = deployed
            .documents
            .iter()
            .flat_map(|document| &document.statements);
        // Another request may not meet its condition.
        let is_for_good =
            statements.any(|one| one.term.at == by && one.term.get("Condition").is_none());
        if !is_for_good {
            return None;
        }
        found.get_or_insert(by);
    }
    found
}

/// Resources of a grant that a statement with `NotResource` may leave out of what it denies.
fn spared(deployed: &Deployed, id: ResourceId, store: &Store, granted: &str) -> Vec<String> {
    let Some((bucket, keys)) = granted.split_once('/').filter(|_| store.service == "s3") else {
        return Vec::new();
    };
    let documents = deployed
        .documents
        .iter()
        .filter(|document| match &document.of {
            Of::Identity(ids) => ids.contains(&id),
            Of::Bucket(_, of) => of.is_none_or(|of| of == store.id),
            Of::Trust(_) | Of::Other => false,
        });
    let denying = documents
        .flat_map(|document| &document.statements)
        .filter(|statement| statement.allows == Some(false));
    let left_out = denying.flat_map(|statement| &statement.not_resources);
    let left_out = left_out.filter_map(|named| keys_of(bucket, &named.pattern()));
    left_out
        .filter_map(|left_out| meeting(keys, &left_out))
        .map(|key| format!("{bucket}/{key}"))
        .collect()
}
