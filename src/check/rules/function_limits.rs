//! A setting of a function that Lambda does not take.

use std::ops::RangeInclusive;

use crate::aws::limits::lambda as limits;
use crate::check::parts::{AtLeast, Function};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Known, Said, Term};

pub(super) const RULE: Rule = Rule {
    code: "function-limits",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("function_limits.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in Function::declared(deployed.world) {
        let properties = &function.properties;
        // Those that run on managed instances may have more.
        let managed = properties.get("CapacityProviderConfig").is_some();
        if let Some(term) = properties.get("Timeout") {
            let range = if managed {
                limits::MANAGED_TIMEOUT_SECONDS
            } else {
                limits::TIMEOUT_SECONDS
            };
            number(findings, term, "a timeout", &range, "seconds");
        }
        if let Some(term) = properties.get("MemorySize") {
            let most = if managed {
                u32::MAX
            } else {
                *limits::MEMORY_MB.end()
            };
            let range = *limits::MEMORY_MB.start()..=most;
            number(findings, term, "a memory size", &range, "MB");
        }
        if let Some(term) = properties.find(&["EphemeralStorage", "Size"]) {
            let range = limits::EPHEMERAL_STORAGE_MB;
            number(findings, term, "an ephemeral storage", &range, "MB");
        }
        if let Some(Said::List(layers)) = properties.get("Layers").map(|term| &term.said)
            && layers.len() > limits::LAYERS
        {
            let message = format!(
                "this function has {} layers; Lambda takes {}",
                layers.len(),
                limits::LAYERS
            );
            findings.add(findings.at(function_at(properties, "Layers"), message));
        }
        let handler = properties.text_at(&["Handler"]).unwrap_or_default();
        if handler
            .as_known()
            .is_some_and(|known| known.contains(char::is_whitespace))
        {
            let message = format!(
                "Lambda does not take `{handler}` as a handler: there is no white space in one"
            );
            findings.add(findings.at(function_at(properties, "Handler"), message));
        }
        for (key, most) in [
            ("Description", limits::DESCRIPTION_CHARACTERS),
            ("Handler", limits::HANDLER_CHARACTERS),
        ] {
            length(findings, properties, key, most);
        }
    }
}

fn function_at<'a>(properties: &'a Term, key: &str) -> &'a crate::diag::Path {
    &properties.get(key).unwrap_or(properties).at
}

fn number(
    findings: &mut Findings,
    term: &Term,
    what: &str,
    range: &RangeInclusive<u32>,
    unit: &str,
) {
    let (least, most) = (*range.start(), *range.end());
    let takes = if most == u32::MAX {
        format!("at least {least} {unit}")
    } else {
        format!("{least} to {most} {unit}")
    };
    let said = match (term.number(), term.text()) {
        (Some(Known::No(_)), _) => return,
        (Some(Known::Yes(number)), _) if (u64::from(least)..=u64::from(most)).contains(&number) => {
            return;
        }
        (Some(Known::Yes(number)), _) => number.to_string(),
        (None, Some(text)) => text.to_string(),
        (None, None) => "no number".to_owned(),
    };
    let message = format!("Lambda does not take `{said}` as {what}: it takes {takes}");
    findings.add(findings.at(&term.at, message));
}

fn length(findings: &mut Findings, properties: &Term, key: &str, most: usize) {
    let Some(text) = properties.text_at(&[key]) else {
        return;
    };
    let size = AtLeast::characters(&text);
    if size.size > most {
        let message = format!(
            "`{key}` has {} characters; Lambda takes {most}",
            size.words()
        );
        findings.add(findings.at(function_at(properties, key), message));
    }
}
