//! Settings for other origins that AWS refuses or that no browser can use.

use crate::check::parts::{Cors, Holder, known_texts};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity, quoted};

pub(super) const RULE: Rule = Rule {
    code: "impossible-cors",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("impossible_cors.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for cors in Cors::read_all(deployed) {
        let taken = cors.holder.methods();
        for (term, method) in known_texts(cors.methods()) {
            if taken.contains(&method.as_str()) {
                continue;
            }
            let finding = findings.at(
                &term.at,
                format!(
                    "{} takes {} as methods, and not `{method}`, so that AWS refuses it",
                    cors.holder.name(),
                    quoted(taken.iter().copied())
                ),
            );
            let upper = method.to_ascii_uppercase();
            findings.add(if upper == "OPTIONS" {
                finding.help("take it out: OPTIONS is answered wherever another method is allowed")
            } else if taken.contains(&upper.as_str()) {
                finding.help(format!("write `{upper}`: methods are in capitals"))
            } else if method == "*" && cors.holder == Holder::Policy {
                finding.help("write `ALL`")
            } else {
                finding.help("take it out, or name one of these")
            });
        }
        if cors.holder != Holder::Policy || !cors.allows_credentials() {
            continue;
        }
        let credentials = cors.term.get("AccessControlAllowCredentials");
        let credentials = &credentials.unwrap_or(cors.term).at;
        let origins = known_texts(cors.origins()).map(|(term, name)| (term, name, "origins"));
        let headers = known_texts(cors.headers()).map(|(term, name)| (term, name, "headers"));
        for (term, name, what) in origins.chain(headers) {
            if name != "*" {
                continue;
            }
            let why = if what == "headers" {
                "so that CloudFront refuses it: \"The parameter Access-Control-Allow-Headers cannot contain * when allowCredentials is true\""
            } else {
                "so that a browser keeps each answer to a request with cookies from the page that asked"
            };
            let finding = findings.at(
                &term.at,
                format!("the response headers policy allows credentials and `*` as {what}, {why}"),
            );
            findings.add(
                finding
                    .also(Place::Template(credentials.clone()), "credentials are allowed here")
                    .help(format!("name the {what}"))
                    .help("set `AccessControlAllowCredentials` to false: a token in `Authorization` does not need it"),
            );
        }
    }
}
