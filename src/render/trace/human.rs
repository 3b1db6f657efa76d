//! An answer as a story: a line a step, and how it ended.

use std::fmt::Write;

use super::because::because;
use super::places::Places;
use crate::simulate::{
    Answer, Cache, Did, Outcome, Question, Reason, ResourceId, Response, Simulation, Unknown,
    Verdict,
};
use crate::template::{ACCOUNT, Fact, REGION, STACK_NAME};

/// The answer to a question, in words; `color` makes the end bold.
pub fn human(
    question: &Question,
    answer: &Answer,
    simulation: &Simulation,
    places: &Places,
    color: bool,
) -> String {
    let mut story = format!("{}\n\n", asked(question));
    if let (Outcome::Unknown(_), [_, ..]) = (&answer.outcome, &answer.hops[..]) {
        story.push_str("One of the ways it may go:\n");
    }
    for (number, hop) in (1_usize..).zip(&answer.hops) {
        let at = hop
            .at
            .map_or("outside the template", |id| simulation.name(id));
        // Writing to memory cannot fail.
        let between = if matches!(hop.did, Did::Decided { .. }) {
            ":"
        } else {
            ""
        };
        let said = because(&hop.did, simulation);
        let _ = write!(story, "{number:>3}. {at}{between} {said}");
        if let Some(located) = places.of_hop(hop, simulation)
            && let Some(line) = located.line
        {
            let _ = write!(story, "  [{}:{line}]", located.file);
        }
        story.push('\n');
    }
    if !answer.hops.is_empty() {
        story.push('\n');
    }
    let ending = ended(&answer.outcome, simulation);
    let (bold, plain) = if color {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let _ = writeln!(story, "=> {bold}{ending}{plain}");
    details(&mut story, answer, simulation);
    story
}

/// What is asked, by whom, in a line.
pub(in crate::render) fn asked(question: &Question) -> String {
    let who = question.presigned_by.as_ref().map_or_else(
        || format!("as {}", question.caller.as_deref().unwrap_or("anonymous")),
        |signer| format!("with a URL signed by {signer}"),
    );
    let what = if let (Some(action), Some(resource)) = (&question.action, &question.resource) {
        format!("{action} {resource}")
    } else {
        let location = question.url.as_ref().or(question.path.as_ref());
        let method = question.method.as_deref().unwrap_or("GET");
        format!("{method} {}", location.map_or("", String::as_str))
    };
    let mut asked = format!("{what}, {who}");
    if question.http == Some(true) {
        asked.push_str(", by http");
    }
    if question.missing == Some(true) {
        asked.push_str(", the object is missing");
    }
    for (name, value) in &question.headers {
        let _ = write!(asked, ", {name}: {value}");
    }
    for (key, value) in &question.context {
        let value = serde_json::to_string(value).unwrap_or_default();
        let _ = write!(asked, ", {key} = {value}");
    }
    if let Some(status) = question.origin_status {
        let _ = write!(asked, ", the origin answers {status}");
    }
    asked
}

/// The end in one line.
fn ended(outcome: &Outcome, simulation: &Simulation) -> String {
    let name = |id: Option<ResourceId>| {
        id.map(|id| format!(" {}", simulation.name(id)))
            .unwrap_or_default()
    };
    match outcome {
        Outcome::Response(response) => {
            let who = format!(
                "{}{}",
                response.answered_by.as_str(),
                name(response.resource)
            );
            match response.status {
                Some(status) => format!("{status} from {who}{}", reason(response.reason)),
                None => format!("{who} is reached, and decides itself"),
            }
        }
        Outcome::Decision(decision) => {
            let on = decision
                .resource
                .map(|id| format!(" on {}", simulation.name(id)));
            format!(
                "{}{}{}",
                decision.verdict.as_str(),
                on.unwrap_or_default(),
                reason(decision.reason)
            )
        }
        Outcome::Unknown(unknown) if is_refused_anyway(unknown) => {
            format!("refused in any case; how, is unknown: {}", hinges(unknown))
        }
        Outcome::Unknown(unknown) => format!("unknown: {}", hinges(unknown)),
    }
}

/// Why, behind what, by its code: the last step says it in words. That something is allowed says itself.
fn reason(reason: Reason) -> String {
    if reason == Reason::Allowed {
        String::new()
    } else {
        format!(" ({})", reason.code())
    }
}

/// Whether it is refused.
fn is_refused(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Response(response) => response.status.is_some_and(|status| status >= 400),
        Outcome::Decision(decision) => decision.verdict != Verdict::Allowed,
        Outcome::Unknown(_) => false,
    }
}

/// Whether each of its possible ends is a refusal, so that only the words of it are not known.
fn is_refused_anyway(unknown: &Unknown) -> bool {
    unknown.complete && unknown.possible.len() > 1 && unknown.possible.iter().all(is_refused)
}

fn hinges(unknown: &Unknown) -> String {
    let facts: Vec<&str> = unknown.missing.iter().map(Fact::as_str).collect();
    if unknown.complete {
        format!("it hinges on {}", facts.join(", "))
    } else {
        format!("there is too much to try: {}", facts.join(", "))
    }
}

fn details(story: &mut String, answer: &Answer, simulation: &Simulation) {
    match &answer.outcome {
        Outcome::Response(response) => about(story, response),
        Outcome::Decision(_) => {}
        Outcome::Unknown(unknown) => {
            if !unknown.possible.is_empty() {
                story.push_str("   it may end so:\n");
            }
            for one in &unknown.possible {
                let _ = writeln!(story, "   - {}", ended(one, simulation));
            }
        }
    }
    if let Some((status, reason)) = answer.if_missing
        && !is_refused(&answer.outcome)
    {
        let _ = writeln!(
            story,
            "   a missing object would get {status} ({})",
            reason.code()
        );
    }
    if !answer.assumes.is_empty() {
        story.push_str("   assumed:\n");
        for assumption in &answer.assumes {
            let _ = writeln!(story, "   - {}", assumption.meaning());
        }
    }
    let settings = &simulation.settings;
    let given = |value: &str, default: &str| {
        if value == default {
            format!("{value} (default)")
        } else {
            value.to_owned()
        }
    };
    let _ = writeln!(
        story,
        "   deployed in account {}, region {}, as stack {}",
        given(&settings.account, ACCOUNT),
        given(settings.region.as_str(), REGION),
        given(&settings.stack_name, STACK_NAME)
    );
}

fn about(story: &mut String, response: &Response) {
    if let Some(location) = &response.location {
        let _ = writeln!(story, "   leads to {location}");
    }
    if let Some(code) = response.code {
        let _ = writeln!(story, "   code {code}");
    }
    if let Some(key) = &response.key {
        let _ = writeln!(story, "   key `{key}`");
    }
    if let Some(cache) = &response.cache {
        let _ = writeln!(story, "   {}", kept(cache));
    }
}

fn kept(cache: &Cache) -> String {
    let seconds = |ttl: u64| match ttl {
        0 => "0 s".to_owned(),
        whole if whole % 86_400 == 0 => format!("{} d", whole / 86_400),
        whole if whole % 3_600 == 0 => format!("{} h", whole / 3_600),
        whole => format!("{whole} s"),
    };
    let edge = match (cache.cached, cache.edge_ttl_s, cache.error_ttl_s) {
        (true, Some(ttl), _) => format!("kept at the edge for {}", seconds(ttl)),
        (true, None, Some(ttl)) => format!("the error is kept at the edge for {}", seconds(ttl)),
        (true, None, None) => "kept at the edge".to_owned(),
        (false, _, _) => "not kept at the edge".to_owned(),
    };
    let browser = cache
        .browser_ttl_s
        .map(|ttl| format!(", by the browser for {}", seconds(ttl)));
    let key = if cache.cached && !cache.key.is_empty() {
        format!("; told apart by {}", cache.key.join(", "))
    } else {
        String::new()
    };
    format!("{edge}{}{key}", browser.unwrap_or_default())
}
