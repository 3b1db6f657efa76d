//! A log group that was meant for a function and is not the one to which it writes.

use crate::check::parts::{Function, LOG_GROUP_PREFIX};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity, did_you_mean};
use crate::template::{Resource, Text};

pub(super) const RULE: Rule = Rule {
    code: "log-group-mismatch",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("log_group_mismatch.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let groups: Vec<_> = deployed.log_groups().collect();
    let is_declared = |name: &Text| groups.iter().any(|(_, _, declared)| declared == name);
    for (_, group, name) in &groups {
        let written_to = |function: &Function| function.log_group().as_ref() == Some(name);
        if deployed.functions.iter().any(written_to) {
            continue;
        }
        // The functions whose logs go to a group that is not in the template, or to another than that of their name.
        let without = deployed.functions.iter().filter(|function| {
            let own = function.default_log_group();
            let has_own = own.as_ref() == Some(name);
            let writes_elsewhere = function
                .log_group()
                .is_some_and(|group| !is_declared(&group));
            has_own || writes_elsewhere
        });
        let meant = without
            .filter(|function| is_meant(function, name))
            .collect::<Vec<_>>();
        // Where it may be for several, nothing is said; and a function at the edge writes to other groups than others do.
        if let [function] = meant[..]
            && !deployed.runs_at_edge(function)
        {
            tell(findings, group, name, function);
        }
    }
}

fn tell(findings: &mut Findings, group: &Resource, name: &Text, function: &Function) {
    let writes_to = function.log_group().unwrap_or_default();
    let named = group.properties.get("LogGroupName");
    let at = named.map_or(&group.at, |named| &named.at);
    let message = format!(
        "no function writes to `{name}`; `{}`, for which it seems to be, writes to `{writes_to}`, where its retention does not hold",
        function.resource.id
    );
    let place = Place::Template(function.resource.at.clone());
    let finding = findings.at(at, message).also(place, "the function");
    findings.add(finding.help(format!(
        "name the group in the function, `LoggingConfig: {{ LogGroup: !Ref {} }}`, and leave `LogGroupName` out",
        group.id
    )));
}

/// Whether the name of a group is nearly that of a function's, or made of the function's logical id.
fn is_meant(function: &Function, name: &Text) -> bool {
    let Some(inner) = name
        .as_known()
        .and_then(|name| name.strip_prefix(LOG_GROUP_PREFIX))
    else {
        return false;
    };
    let id = function.resource.id.as_str();
    let own = function
        .resource
        .reference
        .as_ref()
        .and_then(Text::as_known);
    let own = own.filter(|own| !own.contains('<'));
    let is_of_id = inner
        .rsplit(|character: char| !character.is_ascii_alphanumeric())
        .next()
        .is_some_and(|last| last.eq_ignore_ascii_case(id));
    let written_to = function.named_log_group();
    let written_to = written_to.as_ref().and_then(Text::as_known);
    let is_nearly_written_to =
        written_to.is_some_and(|group| did_you_mean(group, name.as_known()).is_some());
    is_of_id
        || is_nearly_written_to
        || own.is_some_and(|own| own == inner || did_you_mean(inner, [own]).is_some())
}
