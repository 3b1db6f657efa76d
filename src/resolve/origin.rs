//! What a declared server outside the stack means.

use std::collections::BTreeMap;

use super::scope::{Given, Scope, Section};
use crate::app::Host;
use crate::aws::{header, limits};
use crate::diag::{Diagnostic, Place, Refusal};
use crate::stack::{Duration, Name, Origin, Within};

pub(super) fn host(scope: &mut Scope, name: &Name, origin: &Origin) -> Host {
    let at = Section::Origins.path(name);
    let timeout = origin.timeout.map_or(30, Duration::seconds);
    if !limits::cloudfront::ORIGIN_READ_TIMEOUT_SECONDS.contains(&timeout) {
        scope.tell(Diagnostic::refusal(
            Refusal::OutOfRange,
            at.join("timeout"),
            format!("CloudFront waits 1 to 120 s for an origin's answer, not {timeout} s"),
        ));
    }
    if let Some(path) = &origin.path
        && (!path.starts_with('/') || path.ends_with('/') || path.contains('*'))
    {
        scope.tell(
            Diagnostic::refusal(
                Refusal::InvalidValue,
                at.join("path"),
                format!("`{path}` cannot be put before a request's path"),
            )
            .help("begin it with `/` and do not end it with one: `/v1`"),
        );
    }
    let mut headers = BTreeMap::new();
    for (field, value) in &origin.headers {
        let at = at.join("headers").join(field.as_str());
        if !header::is_added_to_requests(field) {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::BadHeader,
                    Place::Key(at.clone()),
                    format!("CloudFront does not add `{field}` to requests"),
                )
                .help("let the server know them by a header of another name"),
            );
        }
        if let Some(value) = scope.external(value, Given::Text, &at) {
            headers.insert(field.clone(), value);
        }
    }
    Host {
        name: name.to_string(),
        at,
        host: origin.host.to_string(),
        port: origin.port.map_or(443, Within::get),
        path: origin.path.clone(),
        timeout,
        attempts: origin.attempts.map_or(1, Within::get),
        headers,
    }
}
