//! What a route adds to answers, and takes out of them.

use std::collections::BTreeMap;

use super::Declared;
use crate::app::{Headers, OwnHeaders};
use crate::aws::header;
use crate::diag::{Diagnostic, Path, Place, Refusal};
use crate::resolve::scope::Scope;
use crate::stack;

pub(super) fn headers(scope: &mut Scope, declared: &Declared, at: &Path) -> Headers {
    let own = match declared.headers {
        None | Some(stack::Headers::Security) => return Headers::Security,
        Some(stack::Headers::None) => return Headers::None,
        Some(stack::Headers::Own(own)) => own,
    };
    let at = at.join("headers");
    let mut content_security_policy = None;
    let mut set = BTreeMap::new();
    for (name, value) in &own.set {
        let at = at.join("set").join(name.as_str());
        if header::is_content_security_policy(name) {
            refuse_long(scope, value, &at);
            content_security_policy = Some(value.clone());
        } else if header::is_custom_in_answers(name) {
            set.insert(name.clone(), value.clone());
        } else {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::BadHeader,
                    Place::Key(at),
                    format!("CloudFront has a setting for `{name}`, and refuses it as a header of one's own"),
                )
                .help("take it out; security headers are sent by `security: true`, which is the default")
                .help("or lay the setting over the policy, under `overrides`"),
            );
        }
    }
    for (position, name) in (0_usize..).zip(&own.remove) {
        if !header::is_removed_from_answers(name) {
            scope.tell(
                Diagnostic::refusal(
                    Refusal::BadHeader,
                    at.join("remove").join(position),
                    format!("CloudFront does not remove `{name}` from answers"),
                )
                .help("take it out of the list"),
            );
        }
    }
    Headers::Own(OwnHeaders {
        id: own.id.clone(),
        security: own.security.unwrap_or(true),
        content_security_policy,
        set,
        remove: own.remove.clone(),
    })
}

fn refuse_long(scope: &mut Scope, value: &str, at: &Path) {
    let most = header::CONTENT_SECURITY_POLICY_CHARACTERS;
    let characters = value.chars().count();
    if characters > most {
        scope.tell(Diagnostic::refusal(
            Refusal::OutOfRange,
            at,
            format!("CloudFront sends a content security policy of at most {most} characters, not {characters}"),
        ));
    }
}
