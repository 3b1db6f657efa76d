//! A bucket that browsers are to put objects into, and nobody who may sign for it.

use crate::aws::Action;
use crate::check::parts::{Bucket, Function, Named, Of, Statement, keys_of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::ResourceId;
use crate::template::{Term, Text};

pub(super) const RULE: Rule = Rule {
    code: "upload-denied",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("upload_denied.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for bucket in &deployed.buckets {
        let Some(cors) = upload_rule(bucket) else {
            continue;
        };
        let statements = || {
            deployed
                .documents
                .iter()
                .filter(|document| document.is_of_identity())
                .flat_map(|document| &document.statements)
                .filter(|statement| statement.allows == Some(true))
        };
        // Somebody of the template may sign for an upload, or a statement says what is not understood here.
        if statements().any(|statement| may_put(statement, bucket)) {
            continue;
        }
        for function in &deployed.functions {
            let Some((role, variable)) = role_and_variable(function, bucket) else {
                continue;
            };
            if !has_other_grant(deployed, role, bucket) {
                continue;
            }
            let name = &bucket.resource.id;
            let message = format!(
                "`{name}` takes PUT from browsers, function `{}` has its name in `{}`, and no role here may put objects there: an upload by a URL that it signs is answered 403",
                function.resource.id, variable.0
            );
            findings.add(
                findings
                    .at(&variable.1.at, message)
                    .also(Place::Template(cors.at.clone()), "the rule that lets browsers put")
                    .help("allow `s3:PutObject` on the prefix of the uploads to the function's role: a presigned URL carries the permission of who signed it"),
            );
        }
    }
}

/// The rule of CORS that lets browsers put objects.
fn upload_rule<'a>(bucket: &Bucket<'a>) -> Option<&'a Term> {
    let rules = bucket
        .resource
        .properties
        .find(&["CorsConfiguration", "CorsRules"]);
    let mut rules = rules.map(Term::items).unwrap_or_default().iter();
    rules.find(|rule| {
        let methods = rule
            .get("AllowedMethods")
            .map(Term::items)
            .unwrap_or_default();
        let mut methods = methods.iter().filter_map(Term::text);
        methods.any(|method| matches!(method.as_known(), Some("PUT" | "POST")))
    })
}

/// Whether a statement may allow to put some object.
fn may_put(statement: &Statement, bucket: &Bucket) -> bool {
    let names = statement.actions.is_empty()
        || statement
            .actions
            .iter()
            .any(|named| covers(named, "s3:PutObject"));
    names && reaches(statement, bucket)
}

/// Whether an action stands for another; one that is not known may.
fn covers(named: &Named, action: &str) -> bool {
    let known: Option<Action> = named.text.as_known().and_then(|text| text.parse().ok());
    let action: Option<Action> = action.parse().ok();
    match (known, action) {
        (Some(known), Some(action)) => known.covers(&action),
        (None, _) | (_, None) => true,
    }
}

/// Whether a statement names objects of the bucket.
fn reaches(statement: &Statement, bucket: &Bucket) -> bool {
    let arn = bucket.arn.widest();
    let mut named = statement.resources.iter();
    statement.resources.is_empty() || named.any(|one| keys_of(&arn, &one.pattern()).is_some())
}

/// The role of a function, and its variable with the name of the bucket; a role with policies of elsewhere is left out.
fn role_and_variable<'a>(
    function: &Function<'a>,
    bucket: &Bucket,
) -> Option<(ResourceId, &'a (String, Term))> {
    let (id, role) = function.role?;
    let attached = role.properties.get("ManagedPolicyArns").map(Term::items);
    let only_basic = attached.unwrap_or_default().iter().all(|arn| {
        let text = arn.text();
        text.is_some_and(|text| {
            text.as_known()
                .is_some_and(|known| known.contains("/service-role/"))
        })
    });
    let names_bucket = |(_, value): &&(String, Term)| {
        let text: Option<Text> = value.text().map(std::borrow::Cow::into_owned);
        text.as_ref() == Some(&bucket.name)
    };
    let mut variables = function.variables.iter();
    Some((id, variables.find(names_bucket)?)).filter(|_| only_basic)
}

/// Whether a role may do something else with objects of the bucket.
fn has_other_grant(deployed: &Deployed, role: ResourceId, bucket: &Bucket) -> bool {
    let of_role = deployed
        .documents
        .iter()
        .filter(|document| match &document.of {
            Of::Identity(ids) => ids.contains(&role),
            Of::Trust(_) | Of::Bucket(..) | Of::Other => false,
        });
    let mut statements = of_role.flat_map(|document| &document.statements);
    statements.any(|statement| {
        statement.allows == Some(true)
            && !statement.resources.is_empty()
            && reaches(statement, bucket)
            && statement
                .actions
                .iter()
                .any(|named| covers(named, "s3:GetObject") || covers(named, "s3:DeleteObject"))
    })
}
