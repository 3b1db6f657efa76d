//! An origin access identity for a bucket that is encrypted with a key of KMS.

use crate::check::parts::Signer;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "oai-cannot-decrypt",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("oai_cannot_decrypt.md"),
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
            if let Signer::Identity { at, .. } = Signer::of(deployed.world, origin) {
                let name = &bucket.resource.id;
                let message = format!(
                    "{} asks `{name}` as an origin access identity, and its objects are encrypted with a key of KMS, which identities cannot use: every object is answered 403",
                    origin.name()
                );
                let encrypted = Place::Template(encryption.at.clone());
                findings.add(
                    findings
                        .at(at, message)
                        .also(encrypted, "how objects are encrypted")
                        .help("use an origin access control, and let `cloudfront.amazonaws.com` decrypt in the key's policy")
                        .help("or encrypt with keys of S3: `SSEAlgorithm: AES256`"),
                );
            }
        }
    }
}
