//! A function URL that takes requests with credentials from any site.

use crate::check::parts::{Cors, Holder, known_texts};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "credentials-for-any-origin",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("credentials_for_any_origin.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-url-cors.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for cors in Cors::read_all(deployed) {
        if cors.holder != Holder::Url || !cors.allows_credentials() {
            continue;
        }
        let Some((term, _)) = known_texts(cors.origins()).find(|(_, name)| name == "*") else {
            continue;
        };
        let credentials = cors.term.get("AllowCredentials").unwrap_or(cors.term);
        let finding = findings.at(
            &term.at,
            "the function URL allows credentials and `*` as origins: where Lambda answers with the origin that asks, any site calls it with the cookies of whoever visits, and where it answers `*`, browsers give no answer to a page",
        );
        findings.add(
            finding
                .also(
                    Place::Template(credentials.at.clone()),
                    "credentials are allowed here",
                )
                .help("name the origins in `AllowOrigins`")
                .help(
                    "set `AllowCredentials` to false: a token in `Authorization` does not need it",
                ),
        );
    }
}
