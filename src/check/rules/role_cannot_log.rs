//! A function that may not write its logs.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Verdict;

pub(super) const RULE: Rule = Rule {
    code: "role-cannot-log",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("role_cannot_log.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let settings = &deployed.resources().settings;
    for function in &deployed.functions {
        let Some((_, role)) = function.role else {
            continue;
        };
        let group = function.log_group();
        let Some(group) = group.as_ref().and_then(|group| group.as_known()) else {
            continue;
        };
        let stream = format!(
            "arn:{}:logs:{}:{}:log-group:{group}:log-stream:2026/11/24/x",
            settings.region.partition().name(),
            settings.region,
            settings.account
        );
        let verdict = deployed.decided(&role.id, "logs:PutLogEvents", &stream);
        // The groups of a function at the edge are in all regions, and have another name.
        if matches!(verdict, Some(Verdict::ImplicitDeny | Verdict::ExplicitDeny))
            && !deployed.runs_at_edge(function)
        {
            let message = format!(
                "the role `{}` does not let this function write to its log group `{group}`: whatever it prints is lost",
                role.id
            );
            let place = Place::Template(role.at.clone());
            let finding = findings
                .at(function.at(&["Role"]), message)
                .also(place, "the role");
            findings.add(
                finding
                    .help("allow it `logs:CreateLogStream` and `logs:PutLogEvents` on the group's ARN with `:*` behind it")
                    .help("attach `arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`"),
            );
        }
    }
}
