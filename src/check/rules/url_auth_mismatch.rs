//! A permission for function URLs that authenticate in another way than the function's.

use crate::check::parts::AuthType;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "url-auth-mismatch",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("url_auth_mismatch.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-condition-keys>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, permission) in deployed.of_kind("AWS::Lambda::Permission") {
        let properties = &permission.properties;
        let Some(term) = properties.get("FunctionUrlAuthType") else {
            continue;
        };
        let (Some(granted), Some(name)) = (
            term.text().and_then(|text| AuthType::named(&text)),
            properties.text_at(&["FunctionName"]),
        ) else {
            continue;
        };
        let Some(function) = deployed.function_named(&name) else {
            continue;
        };
        let known: Option<Vec<AuthType>> = function
            .urls
            .iter()
            .map(|(_, url)| AuthType::of(url))
            .collect();
        let Some((url, auth)) = known.and_then(|known| {
            let (_, first) = function.urls.first()?;
            (!known.contains(&granted)).then_some((*first, *known.first()?))
        }) else {
            continue;
        };
        let finding = findings.at(
            &term.at,
            format!(
                "the permission is for function URLs with `AuthType` {}, and `{}` has {}, so that it permits nothing and requests are answered 403",
                granted.as_str(),
                url.id,
                auth.as_str()
            ),
        );
        let at = url
            .properties
            .get("AuthType")
            .map_or(&url.at, |term| &term.at);
        findings.add(
            finding
                .also(Place::Template(at.clone()), "how the URL authenticates")
                .help(format!("set `FunctionUrlAuthType` to {}", auth.as_str()))
                .help(format!(
                    "set `AuthType` of `{}` to {}",
                    url.id,
                    granted.as_str()
                )),
        );
    }
}
