//! An origin path that does not begin with a slash, or ends with one.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Text};

pub(super) const RULE: Rule = Rule {
    code: "invalid-origin-path",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_origin_path.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginPath>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some(term) = origin.term.get("OriginPath") else {
                continue;
            };
            let Some(why) = refusal(&origin.path) else {
                continue;
            };
            let path = &origin.path;
            let message = format!(
                "the origin path `{path}` {why}, so that CloudFront refuses the distribution"
            );
            let finding = findings.at(&term.at, message);
            let inner = path.as_known().unwrap_or_default().trim_matches('/');
            findings.add(match (path.as_known(), inner) {
                (Some(_), "") => {
                    finding.help("leave `OriginPath` out: requests go to the origin as they are")
                }
                (Some(_), _) => finding.help(format!("write `/{inner}`")),
                (None, _) => finding.help("begin it with `/`, and do not end it with one"),
            });
        }
    }
}

fn refusal(path: &Text) -> Option<&'static str> {
    let begins = match path.parts().first() {
        Some(Part::Known(first)) => first.starts_with('/'),
        Some(Part::Unknown(_)) | None => true,
    };
    let ends = match path.parts().last() {
        Some(Part::Known(last)) => last.ends_with('/'),
        Some(Part::Unknown(_)) | None => false,
    };
    match (begins, ends) {
        (false, _) => Some("does not begin with `/`"),
        (true, true) => Some("ends with `/`"),
        (true, false) => None,
    }
}
