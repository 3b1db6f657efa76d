//! Keys that a function may write into a bucket that is served, and that nobody is served.

use crate::access::{Access, BucketAccess, May, Part, Served};
use crate::check::parts::{Function, OpenRoute};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Diagnostic, Path, Place, Severity};
use crate::simulate::{Answer, Did, Hop, Outcome, Ran};
use crate::template::Fact;

pub(super) const RULE: Rule = Rule {
    code: "unserved-writes",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unserved_writes.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (bucket, access) in deployed.access() {
        let name = deployed.resources().name(*bucket);
        match access {
            Ok(access) if access.routes.is_empty() => {}
            // It is not known what such a way delivers.
            Ok(_) if open(deployed.open_routes_to(*bucket)) => {}
            Ok(access) => {
                for (who, each) in &access.writers {
                    if let Some(function) = deployed.function_of(*who) {
                        report(deployed, findings, access, function, each);
                    }
                }
            }
            Err(_) => {
                let at = &deployed.resources().get(*bucket).at;
                let message = format!(
                    "it is not decided whether every key that may be written into `{name}` is served: the patterns on it divide its keys into too many parts"
                );
                findings.add(findings.graded(Severity::Advice, at, message));
            }
        }
    }
}

fn open(routes: Vec<OpenRoute>) -> bool {
    routes.into_iter().any(|route| route.is_served)
}

/// What one function may write and nobody is served.
fn report(
    deployed: &Deployed,
    findings: &mut Findings,
    access: &BucketAccess,
    function: &Function,
    each: &[May],
) {
    let parts = access.parts.iter().zip(each).zip(&access.served);
    let mut written = parts.filter(|((part, may), _)| {
        may.is_written_down() && !access.private.contains(&part.example)
    });
    let is_any_served = written.any(|((part, _), served)| match served {
        Served::By(_) | Served::If(_) => true,
        Served::Not(answers) => serves_another(deployed, access, part, answers),
    });
    // Of a bucket behind the default behavior, another behavior may take some paths for itself: a site with an API.
    let is_whole_site = access.routes.iter().any(|route| route.pattern.is_none());
    let lost = access.lost(each).find(|(number, answers)| {
        let part = access.parts.get(*number);
        if part.is_some_and(|part| serves_another(deployed, access, part, answers)) {
            return false;
        }
        let is_taken = answers.iter().all(|(_, answer)| !asks(answer, access));
        !(is_whole_site && is_taken && is_any_served)
    });
    let Some((number, answers)) = lost else {
        return;
    };
    let (Some(part), Some(may)) = (access.parts.get(number), each.get(number)) else {
        return;
    };
    let severity = if is_any_served {
        Severity::Warning
    } else {
        Severity::Error
    };
    let (at, condition) = match may {
        May::Yes(at) => (at.clone(), String::new()),
        May::If(facts, at) => (at.clone(), under(facts)),
        May::No => return,
    };
    let at = at.unwrap_or_else(|| function.resource.at.clone());
    let bucket = deployed.resources().name(access.bucket);
    let answered = answers.first().map_or_else(
        || "no URL of the distribution asks for it".to_owned(),
        |(url, answer)| told(deployed, url, answer),
    );
    let message = format!(
        "`{}` may write `{}` into `{bucket}`{condition}, and no behavior delivers it: {answered}",
        function.resource.id, part.example
    );
    let finding = findings.graded(severity, &at, message);
    findings.add(with_both_sides(access, finding));
}

/// Whether a function at the edge makes another path of that which would ask for the example of a part, and another key of the
/// part is delivered: that for which it asks, or one with an ending, by which routers go. What holds for the example then does
/// not hold for the part, and which of its keys the function writes is not known.
fn serves_another(
    deployed: &Deployed,
    access: &BucketAccess,
    part: &Part,
    answers: &[(String, Answer)],
) -> bool {
    let mut rewritten = answers.iter().filter(|(_, answer)| is_rewritten(answer));
    let asks_within = |answer: &Answer| match &answer.outcome {
        Outcome::Response(response) => {
            let key = response.key.as_deref();
            asks(answer, access)
                && response.status == Some(200)
                && key.is_some_and(|key| part.texts.contains(key))
        }
        Outcome::Decision(_) | Outcome::Unknown(_) => false,
    };
    let with_ending = format!("{}.jpg", part.example);
    let is_served = || {
        let all = Access {
            world: deployed.world,
        };
        match all.served(access.bucket, &access.routes, &with_ending) {
            Served::By(_) | Served::If(_) => true,
            Served::Not(_) => false,
        }
    };
    rewritten.any(|(_, answer)| {
        asks_within(answer) || (part.texts.contains(&with_ending) && is_served())
    })
}

/// Whether a function at the edge made another path of that which was asked for, and no error page stands in.
fn is_rewritten(answer: &Answer) -> bool {
    let is_page = |hop: &Hop| matches!(hop.did, Did::CustomErrorPage { .. });
    let rewrites = |hop: &Hop| {
        let Did::RanFunction { result, .. } = &hop.did else {
            return false;
        };
        matches!(result, Ran::Rewrote { .. })
    };
    answer.hops.iter().any(rewrites) && !answer.hops.iter().any(is_page)
}

/// Whether an answer comes from the bucket.
fn asks(answer: &Answer, access: &BucketAccess) -> bool {
    match &answer.outcome {
        Outcome::Response(response) => response.resource == Some(access.bucket),
        Outcome::Decision(_) | Outcome::Unknown(_) => false,
    }
}

fn under(facts: &[Fact]) -> String {
    let facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
    format!(" (it depends on {})", facts.join(", "))
}

/// `GET /users/a/progress-photos/b is answered 403 by FrontendBucket`
fn told(deployed: &Deployed, url: &str, answer: &Answer) -> String {
    let path = url
        .strip_prefix("https://")
        .and_then(|rest| rest.find('/').map(|slash| &rest[slash..]));
    let path = path.unwrap_or(url);
    match &answer.outcome {
        Outcome::Response(response) => {
            let status = response
                .status
                .map_or_else(|| "by".to_owned(), |status| format!("{status} by"));
            let who = response.resource.map_or_else(
                || "an origin outside the template".to_owned(),
                |id| format!("`{}`", deployed.resources().name(id)),
            );
            // A page in its place is no object either, however it is answered.
            let instead = match &response.key {
                Some(key) if format!("/{key}") != path => format!(" with `{key}`"),
                Some(_) | None => String::new(),
            };
            let reason = response.reason.code();
            format!("`GET {path}` is answered {status} {who}{instead} ({reason})")
        }
        Outcome::Decision(_) | Outcome::Unknown(_) => {
            format!("what `GET {path}` is answered is not known")
        }
    }
}

/// The finding with the routes that there are, and the cures.
fn with_both_sides(access: &BucketAccess, mut finding: Diagnostic) -> Diagnostic {
    let mut served: Vec<(&Path, String)> = Vec::new();
    for route in &access.routes {
        let pattern = route.pattern.as_ref();
        let words = match pattern {
            Some(pattern) if route.origin_path.is_empty() => format!("serves `{pattern}`"),
            Some(pattern) => format!("serves `{pattern}` from below `{}`", route.origin_path),
            None => "serves what no other behavior takes".to_owned(),
        };
        served.push((&route.at, words));
    }
    for (at, words) in served {
        finding = finding.also(Place::Template(at.clone()), words);
    }
    finding
        .help("let the function write where a behavior serves, and let its role write nowhere else")
        .help("or add a behavior for these keys, and let its identity read them")
        .help("keys that are to stay private belong in a bucket of their own, or in a silence that says so")
}
