//! A function with all that is attached to it: its permissions and resource policies.

use super::name::Target;
use super::permission::{Permission, Statement};
use crate::diag::Path;
use crate::simulate::iam::Policy;
use crate::simulate::run::Run;
use crate::simulate::world::ResourceId;
use crate::template::{Fact, Known, Text};

/// A function.
#[derive(Debug)]
pub(super) struct Function {
    /// The resource; none for a function that the template does not make.
    pub(super) id: Option<ResourceId>,
    pub(super) arn: Text,
    /// How many requests it may take at once, where that is limited.
    pub(super) concurrency: Option<(Known<u64>, Path)>,
    pub(super) permissions: Vec<Permission>,
    pub(super) documents: Vec<Document>,
}

/// An `AWS::Lambda::ResourcePolicy`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-resourcepolicy.html>
#[derive(Debug)]
pub(super) struct Document {
    pub(super) of: Target,
    pub(super) policy: Policy,
}

impl Function {
    /// A function that is only named so far.
    pub(super) const fn named(id: Option<ResourceId>, arn: Text) -> Self {
        Self {
            id,
            arn,
            concurrency: None,
            permissions: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// Whether the template says nothing about who may use it.
    pub(super) const fn is_bare(&self) -> bool {
        self.permissions.is_empty() && self.documents.is_empty()
    }

    /// The policies that count for the function or for one of its versions and aliases: those of the function, whose
    /// statements name the versions and aliases that they speak about, and those of the version or alias.
    ///
    /// <https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html>
    pub(super) fn policies(&self, qualifier: Option<&Text>, run: &mut Run) -> Vec<&Policy> {
        let mut policies = self.attached_to(None, run);
        if qualifier.is_some() {
            policies.extend(self.attached_to(qualifier, run));
        }
        policies
    }

    /// The policies that are attached to the function itself, or to one version or alias.
    fn attached_to(&self, qualifier: Option<&Text>, run: &mut Run) -> Vec<&Policy> {
        let documents: Vec<&Policy> = self
            .documents
            .iter()
            .filter(|document| document.of.qualifier.as_ref() == qualifier)
            .map(|document| &document.policy)
            .collect();
        let permissions = self
            .permissions
            .iter()
            .filter(|permission| permission.of.qualifier.as_ref() == qualifier);
        let statements: Vec<&Statement> = permissions
            .map(|permission| &permission.statement)
            .collect();
        // A resource policy replaces what is there; a permission that comes later is added to it. Which comes first in a
        // template that has both, AWS's page does not say, and it advises against it.
        let kept = documents.is_empty() || statements.is_empty() || {
            let question = format!(
                "the permissions of {} come after its resource policy",
                self.arn
            );
            run.trial.whether(&question, &[Fact::new(&question)])
        };
        let mut policies = documents;
        if policies.len() > 1 {
            let question = format!("which resource policy of {} is put last", self.arn);
            let last = run
                .trial
                .choose(&question, &[Fact::new(&question)], policies.len());
            policies = policies.into_iter().skip(last).take(1).collect();
        }
        if kept {
            policies.extend(statements.into_iter().map(|statement| match statement {
                Statement::Settled(policy) => policy,
                Statement::Open {
                    with,
                    without,
                    fact,
                } => {
                    let question = format!("{fact} adds a condition");
                    let conditioned = run.trial.whether(&question, std::slice::from_ref(fact));
                    if conditioned { with } else { without }
                }
            }));
        }
        policies
    }
}
