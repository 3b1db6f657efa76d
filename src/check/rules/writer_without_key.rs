//! A function that may put objects into an encrypted bucket and may not use the bucket's key.

use crate::access::{May, Who};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::{Outcome, Question, Reason};

pub(super) const RULE: Rule = Rule {
    code: "writer-without-key",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("writer_without_key.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for bucket in &deployed.buckets {
        let Some(encryption) = bucket.kms() else {
            continue;
        };
        let named = encryption.text_at(&["KMSMasterKeyID"]);
        let mut keys = deployed.of_kind("AWS::KMS::Key").map(|(_, key)| key);
        let key = keys.find(|key| {
            named.is_some() && (key.attribute("Arn") == named.as_ref() || key.reference == named)
        });
        // What the policy of a key outside the template says is not known, and code may change that of a key of which a
        // custom resource is told.
        let Some(key) = key.filter(|key| !deployed.is_handed_to_custom_resource(key)) else {
            continue;
        };
        let mut all = deployed.access().iter();
        let Some((_, Ok(access))) = all.find(|(id, _)| *id == bucket.id) else {
            continue;
        };
        for (who, each) in &access.writers {
            let Who::Principal(role) = who else {
                continue;
            };
            if deployed.function_of(*who).is_none() {
                continue;
            }
            let mut parts = access.parts.iter().zip(each);
            let allowed = parts.find_map(|(part, may)| match may {
                May::Yes(Some(at)) => Some((&part.example, at)),
                May::Yes(None) | May::If(..) | May::No => None,
            });
            let Some((object, at)) = allowed else {
                continue;
            };
            let name = &bucket.resource.id;
            let role = deployed.resources().name(*role);
            let question = Question {
                method: Some("PUT".to_owned()),
                url: Some(format!("s3://{name}/{object}")),
                caller: Some(role.to_owned()),
                ..Question::default()
            };
            let is_denied = match deployed.world.ask(&question).map(|answer| answer.outcome) {
                Ok(Outcome::Response(response)) => response.reason == Reason::NoDecryption,
                Ok(Outcome::Decision(_) | Outcome::Unknown(_)) | Err(_) => false,
            };
            if !is_denied {
                continue;
            }
            let message = format!(
                "`{role}` may put objects into `{name}`, which encrypts them with a key of KMS, and may not ask that key for `kms:GenerateDataKey`: every PUT that leaves the encryption to the bucket is answered 403"
            );
            let finding = findings
                .at(at, message)
                .also(
                    Place::Template(encryption.at.clone()),
                    "how objects are encrypted",
                )
                .also(Place::Template(key.at.clone()), "the key");
            findings.add(finding.help(format!(
                "allow the role `kms:GenerateDataKey` on `!GetAtt {}.Arn`, and `kms:Decrypt` where it reads or uploads in parts; the key's policy must let in the account or the role",
                key.id
            )));
        }
    }
}
