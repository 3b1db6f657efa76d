//! What every function has: a log group, and a role that may write it and whatever else is stated.

use super::draft::Draft;
use super::ids::Ids;
use crate::aws::{Action, LogicalId};
use crate::cfn::iam::{Policy, Role};
use crate::cfn::lambda::LoggingConfig;
use crate::cfn::logs::LogGroup;
use crate::cfn::policy::{Principal, Statement};
use crate::cfn::{DeletionPolicy, Resource, Text, UpdateReplacePolicy};
use crate::diag::Path;

/// The surroundings of a function.
pub(super) struct Surroundings {
    /// The ARN of its role.
    pub(super) role: Text,
    /// The name of its log group.
    pub(super) log_group: Text,
}

impl Surroundings {
    /// The function's `LoggingConfig`.
    pub(super) fn logging(&self) -> LoggingConfig {
        LoggingConfig {
            log_group: Some(self.log_group.clone()),
            ..LoggingConfig::default()
        }
    }
}

/// Adds the log group and the role of a function; all of it exists under `condition` alone, where there is one.
pub(super) fn surround(
    draft: &mut Draft,
    function: &LogicalId,
    physical_name: &str,
    log_days: u32,
    statements: Vec<Statement>,
    condition: Option<&LogicalId>,
    at: &Path,
) -> Surroundings {
    let logs = Ids::function_logs(function);
    let group = LogGroup {
        log_group_name: Some(Text::from(format!("/aws/lambda/{physical_name}"))),
        log_group_class: None,
        retention_in_days: Some(log_days),
        kms_key_id: None,
        tags: draft.tags(),
    };
    let group = Resource {
        condition: condition.cloned(),
        // A log group that stays would stand in the way of the next creation, by its fixed name.
        deletion_policy: Some(DeletionPolicy::Delete),
        update_replace_policy: Some(UpdateReplacePolicy::Delete),
        ..Resource::new(group)
    };
    draft.resource(logs.clone(), group, at);

    let writes_log = Statement::allow(
        ["CreateLogStream", "PutLogEvents"]
            .map(|name| Action::known("logs", name))
            .to_vec(),
        vec![Text::attribute(&logs, "Arn")],
    );
    let role = Role {
        assume_role_policy_document: [Statement {
            principal: Some(Principal::Service(vec!["lambda.amazonaws.com".to_owned()])),
            ..Statement::allow(vec![Action::known("sts", "AssumeRole")], Vec::new())
        }]
        .into_iter()
        .collect(),
        policies: vec![Policy {
            policy_name: "permissions".to_owned(),
            policy_document: [writes_log].into_iter().chain(statements).collect(),
        }],
        tags: draft.tags(),
        ..Role::default()
    };
    let id = Ids::function_role(function);
    let role = Resource {
        condition: condition.cloned(),
        ..Resource::new(role)
    };
    draft.resource(id.clone(), role, at);
    Surroundings {
        role: Text::attribute(&id, "Arn"),
        log_group: Text::reference(&logs),
    }
}
