//! A bucket whose key CloudFront may not use.

use crate::check::parts::{Readable, Signer};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::{Outcome, Question, Reason};
use crate::template::Term;

pub(super) const RULE: Rule = Rule {
    code: "oac-cannot-decrypt",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("oac_cannot_decrypt.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let bucket = origin.bucket().and_then(|id| deployed.bucket(id));
            let Some((bucket, encryption)) =
                bucket.and_then(|bucket| Some((bucket, bucket.kms()?)))
            else {
                continue;
            };
            let signer = Signer::of(deployed.world, origin);
            let Signer::Service { at, .. } = &signer else {
                continue;
            };
            let Readable::Yes(key) = deployed.readable(distribution, bucket, &signer, "*") else {
                continue;
            };
            let name = &bucket.resource.id;
            let question = Question {
                method: Some("GET".to_owned()),
                url: Some(format!("s3://{name}/{key}")),
                ..Question::default()
            };
            let question = signer.asks(deployed.world, distribution, question);
            let answer = question.and_then(|question| deployed.world.ask(&question).ok());
            let is_denied = answer.is_some_and(|answer| match answer.outcome {
                Outcome::Response(response) => response.reason == Reason::NoDecryption,
                Outcome::Decision(_) | Outcome::Unknown(_) => false,
            });
            if !is_denied || is_changed_by_code(deployed, encryption) {
                continue;
            }
            let (why, help) = match encryption.text_at(&["KMSMasterKeyID"]) {
                Some(_) => (
                    "the policy of its key does not let CloudFront decrypt",
                    format!(
                        "in the key's policy, allow `kms:Decrypt` to `Service: cloudfront.amazonaws.com`, with `aws:SourceArn` of `{}`",
                        distribution.resource.id
                    ),
                ),
                None => (
                    "the key is `aws/s3`, whose policy nobody can change",
                    "encrypt with a key of the template whose policy lets `cloudfront.amazonaws.com` decrypt, or with `AES256`".to_owned(),
                ),
            };
            let message = format!(
                "{} asks `{name}` by an origin access control, and {why}: every object is answered 403",
                origin.name()
            );
            let encrypted = Place::Template(encryption.at.clone());
            findings.add(
                findings
                    .at(at, message)
                    .also(encrypted, "how objects are encrypted")
                    .help(help),
            );
        }
    }
}

/// Whether a custom resource is told of the key, as one is that adds CloudFront to its policy later.
fn is_changed_by_code(deployed: &Deployed, encryption: &Term) -> bool {
    let named = encryption.text_at(&["KMSMasterKeyID"]);
    let mut keys = deployed.of_kind("AWS::KMS::Key").map(|(_, key)| key);
    let key = keys.find(|key| {
        named.is_some() && (key.attribute("Arn") == named.as_ref() || key.reference == named)
    });
    key.is_some_and(|key| deployed.is_handed_to_custom_resource(key))
}
