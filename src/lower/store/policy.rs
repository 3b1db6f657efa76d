//! Who may do what with a bucket, as its one policy.

use super::Served;
use crate::app::{Id, Identity, Reader, Store};
use crate::aws::Action;
use crate::cfn::policy::{ConditionOperator, Conditions, PolicyDocument, Principal, Statement};
use crate::cfn::{Pseudo, Text};
use crate::lower::draft::{Draft, place};
use crate::lower::fact::Facts;
use crate::lower::logs;

/// One policy says everything about a bucket: a second one would replace it.
pub(super) fn policy(
    draft: &mut Draft,
    facts: &Facts,
    id: Id<Store>,
    store: &Store,
    served: &Served,
) -> PolicyDocument {
    let arn = Text::attribute(&facts.ids.bucket(id), "Arn");
    let objects = |prefix: &str| arn.clone().then(format!("/{prefix}*"));
    let mut statements = vec![refuse_plain_http(&arn)];
    if !served.sites.is_empty() {
        let by_cloudfront = |statement| by_cloudfront(facts, id, store, served, statement);
        statements.push(Statement {
            sid: Some("CloudFrontReads".to_owned()),
            ..by_cloudfront(Statement::allow(
                vec![Action::known("s3", "GetObject")],
                served
                    .prefixes
                    .iter()
                    .map(|prefix| objects(prefix))
                    .collect(),
            ))
        });
        if served.lists {
            statements.push(Statement {
                sid: Some("CloudFrontSeesWhatIsMissing".to_owned()),
                ..by_cloudfront(Statement::allow(
                    vec![Action::known("s3", "ListBucket")],
                    vec![arn.clone()],
                ))
            });
        }
    }
    let public: Vec<_> = store
        .spaces
        .iter()
        .filter(|space| space.read == Reader::Everybody)
        .collect();
    if let Some(first) = public.first() {
        let path = place("Resources", &facts.ids.bucket_policy(id))
            .join("Properties")
            .join("PolicyDocument")
            .join("Statement")
            .join(statements.len());
        draft.from(path, &first.at);
        statements.push(Statement {
            sid: Some("EverybodyReads".to_owned()),
            principal: Some(Principal::Everyone),
            ..Statement::allow(
                vec![Action::known("s3", "GetObject")],
                public.iter().map(|space| objects(&space.prefix)).collect(),
            )
        });
    }
    statements.extend(logs::statement(facts, id));
    statements.into_iter().collect()
}

fn refuse_plain_http(arn: &Text) -> Statement {
    Statement {
        sid: Some("NobodyUsesPlainHttp".to_owned()),
        principal: Some(Principal::Everyone),
        conditions: Conditions::default().and(
            ConditionOperator::Bool,
            "aws:SecureTransport",
            ["false"],
        ),
        ..Statement::deny(
            vec![Action::known("s3", "*")],
            vec![arn.clone(), arn.clone().then("/*")],
        )
    }
}

/// The statement, made to speak about CloudFront as it comes to this bucket.
fn by_cloudfront(
    facts: &Facts,
    id: Id<Store>,
    store: &Store,
    served: &Served,
    statement: Statement,
) -> Statement {
    match store.identity {
        Identity::Oai => {
            let user = Text::from("arn:")
                .then(Pseudo::Partition)
                .then(":iam::cloudfront:user/CloudFront Origin Access Identity ")
                .then(Text::reference(&facts.ids.access_identity(id)));
            Statement {
                principal: Some(Principal::Aws(vec![user])),
                ..statement
            }
        }
        Identity::Oac => {
            let distributions = served
                .sites
                .iter()
                .map(|site| facts.distribution_arn(*site));
            Statement {
                principal: Some(Principal::Service(vec![
                    "cloudfront.amazonaws.com".to_owned(),
                ])),
                conditions: Conditions::default().and(
                    ConditionOperator::StringEquals,
                    "AWS:SourceArn",
                    distributions,
                ),
                ..statement
            }
        }
    }
}
