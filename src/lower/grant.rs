//! Grants as statements of a role.

use super::fact::Facts;
use crate::app::{Announcement, DomainWay, Encryption, Grant, Service, Value, Verb, What};
use crate::aws::Action;
use crate::cfn::Text;
use crate::cfn::policy::{ConditionOperator, Conditions, Statement};

/// What a service may do, a statement a grant, in the order in which they are declared.
pub(super) fn statements(facts: &Facts, service: &Service) -> Vec<Statement> {
    let declared = service.grants.iter().map(|grant| statement(facts, grant));
    declared
        .chain(decrypt(facts, service))
        .chain(read_announced_domains(facts, service))
        .collect()
}

fn statement(facts: &Facts, grant: &Grant) -> Statement {
    match &grant.what {
        What::Objects {
            store,
            prefix,
            verbs,
        } => Statement::allow(
            verbs
                .iter()
                .map(|verb| Action::known("s3", object_action(*verb)))
                .collect(),
            vec![facts.bucket_arn(*store).then(format!("/{prefix}*"))],
        ),
        What::List { store, prefix } => Statement {
            conditions: match prefix.as_str() {
                "" => Conditions::default(),
                prefix => Conditions::default().and(
                    ConditionOperator::StringLike,
                    "s3:prefix",
                    [format!("{prefix}*")],
                ),
            },
            ..Statement::allow(
                vec![Action::known("s3", "ListBucket")],
                vec![facts.bucket_arn(*store)],
            )
        },
        What::Items { table, actions } => {
            Statement::allow(actions.clone(), facts.table_arns(*table))
        }
        What::Statement {
            actions,
            resources,
            conditions,
        } => Statement {
            conditions: conditions.clone().map(Conditions::Raw).unwrap_or_default(),
            ..Statement::allow(
                actions.clone(),
                resources
                    .iter()
                    .map(|resource| facts.text(resource))
                    .collect(),
            )
        },
    }
}

const fn object_action(verb: Verb) -> &'static str {
    match verb {
        Verb::Read => "GetObject",
        Verb::Write => "PutObject",
        Verb::Delete => "DeleteObject",
    }
}

/// Who reads objects of a bucket with a KMS key decrypts them, and who writes them asks for a data key
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>).
fn decrypt(facts: &Facts, service: &Service) -> Vec<Statement> {
    let mut keys: Vec<(Text, Vec<Action>)> = Vec::new();
    for grant in &service.grants {
        let What::Objects { store, verbs, .. } = &grant.what else {
            continue;
        };
        let Encryption::Kms(key) = &facts.app.stores[*store].encryption else {
            continue;
        };
        let key = facts.text(key);
        let position = keys.iter().position(|(known, _)| *known == key);
        let position = position.unwrap_or_else(|| {
            keys.push((key, Vec::new()));
            keys.len() - 1
        });
        for verb in verbs {
            let action = match verb {
                Verb::Read => Action::known("kms", "Decrypt"),
                Verb::Write => Action::known("kms", "GenerateDataKey"),
                Verb::Delete => continue,
            };
            if !keys[position].1.contains(&action) {
                keys[position].1.push(action);
            }
        }
    }
    keys.into_iter()
        .filter(|(_, actions)| !actions.is_empty())
        .map(|(key, actions)| Statement::allow(actions, vec![key]))
        .collect()
}

/// Where a variable holds the name of an SSM parameter, the code reads it.
fn read_announced_domains(facts: &Facts, service: &Service) -> Option<Statement> {
    let mut parameters: Vec<Text> = Vec::new();
    for variable in service.variables.values() {
        if let Value::Domain(site, DomainWay::Announced) = &variable.value
            && let Announcement::Ssm(name) = &facts.app.sites[*site].announcement
        {
            let arn = Facts::arn("ssm", "parameter/").then(name.trim_start_matches('/'));
            if !parameters.contains(&arn) {
                parameters.push(arn);
            }
        }
    }
    (!parameters.is_empty())
        .then(|| Statement::allow(vec![Action::known("ssm", "GetParameter")], parameters))
}
