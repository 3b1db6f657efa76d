//! An action that its service does not have.

use crate::aws::Action;
use crate::aws::service_action::Service;
use crate::check::parts::{Document, Named, Of, Statement};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Severity, did_you_mean};

pub(super) const RULE: Rule = Rule {
    code: "no-such-action",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("no_such_action.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        for statement in &document.statements {
            let all = statement.actions.iter().chain(&statement.not_actions);
            for named in all {
                let action = named
                    .text
                    .as_known()
                    .and_then(|text| text.parse::<Action>().ok());
                if let Some(action) = action {
                    look_at(findings, document, statement, named, &action);
                }
            }
        }
    }
}

fn look_at(
    findings: &mut Findings,
    document: &Document,
    statement: &Statement,
    named: &Named,
    action: &Action,
) {
    let Some(service) = Service::of(action.service()) else {
        return;
    };
    if service.matching(action.name()).next().is_some() {
        return;
    }
    let what = if action.is_exact() {
        format!("there is no action `{action}`")
    } else {
        format!("`{action}` matches no action of `{}`", service.prefix)
    };
    let of_s3 = matches!(document.of, Of::Bucket(..)) && service.prefix == "s3";
    let (severity, outcome) = if of_s3 {
        (
            Severity::Error,
            "S3 refuses the policy with `Policy has invalid action`",
        )
    } else if statement.allows == Some(false) {
        (Severity::Warning, "nothing is denied by it")
    } else {
        (Severity::Warning, "nothing is allowed by it")
    };
    let message = format!(
        "{what}, which {} of `{}` names: {outcome}",
        statement.name(),
        document.holder.id
    );
    let finding = findings.graded(severity, &named.term.at, message);
    let allowing = service.allowing(action.name());
    let cure = if allowing.is_empty() {
        let plain = action.name().trim_end_matches(['*', '?']);
        let known = service.actions.iter().map(|one| one.name);
        did_you_mean(plain, known).map(|near| format!("did you mean `{}:{near}`?", service.prefix))
    } else {
        let all = allowing
            .iter()
            .map(|name| format!("`{}:{name}`", service.prefix));
        let all = all.collect::<Vec<_>>().join(", ");
        Some(format!("that request is allowed by {all}"))
    };
    findings.add(finding.maybe_help(cure));
}
