//! An origin that is a bucket of which nobody lets CloudFront read anything.

use crate::aws::Action;
use crate::check::parts::{
    Behavior, Bucket, Distribution, Named, Origin, Readable, Signer, Statement,
};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Diagnostic, Place, Severity};
use crate::simulate::Reason;

pub(super) const RULE: Rule = Rule {
    code: "unreadable-origin",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unreadable_origin.md"),
    find: Find::Deployed(find),
};

/// How the service is called where it is let in for this distribution, or for any.
const SERVICE: &str = "the service CloudFront";

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some(bucket) = origin.bucket().and_then(|id| deployed.bucket(id)) else {
                continue;
            };
            let mut behaviors = distribution.behaviors_of(origin);
            // A function of Lambda may ask for something else, or sign the request itself.
            if !behaviors.any(|behavior| !behavior.is_asked_by_lambda()) {
                continue;
            }
            let signer = Signer::of(deployed.world, origin);
            // An object of its own list may be public, of which no template tells.
            if matches!(signer, Signer::Nobody) && bucket.may_have_public_objects() {
                continue;
            }
            if deployed.has_wrong_principal(bucket.id) {
                continue;
            }
            match deployed.readable(distribution, bucket, &signer, "*") {
                Readable::No(reasons) if !reasons.contains(&Reason::RestrictPublicBuckets) => {
                    let denied = reasons.contains(&Reason::ExplicitDeny);
                    let finding = told(
                        deployed,
                        findings,
                        distribution,
                        origin,
                        bucket,
                        &signer,
                        denied,
                    );
                    findings.add(finding);
                }
                Readable::No(_) | Readable::Yes(_) | Readable::Open => {}
            }
        }
    }
}

fn told(
    deployed: &Deployed,
    findings: &Findings,
    distribution: &Distribution,
    origin: &Origin,
    bucket: &Bucket,
    signer: &Signer,
    denied: bool,
) -> Diagnostic {
    let at = match signer {
        Signer::Identity { at, .. } | Signer::Service { at, .. } => at,
        Signer::Nobody | Signer::Open => origin
            .term
            .get("DomainName")
            .map_or(&origin.term.at, |term| &term.at),
    };
    let mut behaviors: Vec<String> = distribution
        .behaviors_of(origin)
        .map(Behavior::name)
        .collect();
    let more = behaviors.len().saturating_sub(3);
    behaviors.truncate(3);
    if more > 0 {
        behaviors.push(format!("{more} more"));
    }
    let answer = if behaviors.len() > 1 {
        "answer"
    } else {
        "answers"
    };
    let allowing = || {
        deployed
            .policies_of(bucket.id)
            .flat_map(|document| &document.statements)
            .filter(|statement| statement.allows == Some(true))
    };
    let why = if denied {
        "a statement of its policy denies it".to_owned()
    } else if deployed.policies_of(bucket.id).next().is_none() {
        "it has no bucket policy".to_owned()
    } else {
        let readers = allowing().filter(|statement| reads(statement));
        let mut names: Vec<String> = readers
            .flat_map(|statement| named(deployed, distribution, statement))
            .collect();
        names.sort();
        names.dedup();
        names.truncate(3);
        let own = signer.name(distribution);
        if names.contains(&own)
            || matches!(signer, Signer::Service { .. }) && names.contains(&SERVICE.to_owned())
        {
            "the statement that names it does not reach the objects, or its condition is not met"
                .to_owned()
        } else if names.is_empty() {
            "its policy lets nobody read".to_owned()
        } else {
            format!("its policy lets in {} instead", names.join(", "))
        }
    };
    let who = match signer {
        Signer::Nobody | Signer::Open => {
            "without a signature, with which nobody may read anything there".to_owned()
        }
        Signer::Identity { .. } | Signer::Service { .. } => format!(
            "as {}, which may read nothing there",
            signer.name(distribution)
        ),
    };
    let bucket_id = &bucket.resource.id;
    let message = format!(
        "{} asks `{bucket_id}` {who} ({why}), so that {} {answer} 403",
        origin.name(),
        behaviors.join(" and "),
    );
    let mut finding = findings.at(at, message);
    for statement in allowing().take(3) {
        let at = Place::Template(statement.at("Principal").clone());
        finding = finding.also(at, format!("whom `{bucket_id}` lets in"));
    }
    finding.help(match signer {
        Signer::Identity { resource, id, .. } => {
            let id = resource.map_or_else(|| id.to_string(), |(_, resource)| format!("${{{}}}", resource.id));
            format!(
                "in the policy of `{bucket_id}`, allow `s3:GetObject` on its objects to `AWS: arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity {id}`"
            )
        }
        Signer::Service { .. } => format!(
            "in the policy of `{bucket_id}`, allow `s3:GetObject` on its objects to `Service: cloudfront.amazonaws.com`, with `aws:SourceArn` of `{}`",
            distribution.resource.id
        ),
        Signer::Nobody | Signer::Open => format!(
            "give the origin an origin access control, and let `cloudfront.amazonaws.com` with `aws:SourceArn` of `{}` read `{bucket_id}`",
            distribution.resource.id
        ),
    })
}

/// Whether reading objects is among the actions of a statement.
fn reads(statement: &Statement) -> bool {
    let covers = |named: &Named| {
        let action: Option<Action> = named.text.as_known().and_then(|text| text.parse().ok());
        let get = "s3:GetObject".parse().ok();
        action
            .zip(get)
            .is_none_or(|(action, get)| action.covers(&get))
    };
    statement.actions.iter().any(covers)
}

/// Whom a statement lets in, in the words of the template.
fn named(deployed: &Deployed, distribution: &Distribution, statement: &Statement) -> Vec<String> {
    let one = |(kind, named): &(String, Named)| {
        let text = named.text.to_string();
        let identity = deployed
            .of_kind("AWS::CloudFront::CloudFrontOriginAccessIdentity")
            .find(|(_, identity)| {
                let reference = identity.reference.as_ref().map(ToString::to_string);
                reference.is_some_and(|reference| text.ends_with(&reference))
            });
        if let Some((_, identity)) = identity {
            return format!("the identity `{}`", identity.id);
        }
        if kind == "Service" && text == "cloudfront.amazonaws.com" {
            let arns = ["aws:SourceArn", "aws:SourceAccount"];
            let sources = arns.iter().flat_map(|key| statement.values_of(key));
            let other =
                sources.filter(|value| distribution.resource.attribute("Arn") != Some(&value.text));
            return match other.map(|value| source(deployed, value)).next() {
                Some(source) => format!("the service CloudFront for {source}"),
                None => SERVICE.to_owned(),
            };
        }
        if text == "*" {
            return "everybody under a condition".to_owned();
        }
        format!("`{text}`")
    };
    statement.principals.iter().map(one).collect()
}

/// The distribution of an ARN in the words of the template.
fn source(deployed: &Deployed, value: &Named) -> String {
    let mut all = deployed.of_kind("AWS::CloudFront::Distribution");
    let known = all.find(|(_, one)| one.attribute("Arn") == Some(&value.text));
    known.map_or_else(
        || format!("`{}`", value.text),
        |(_, one)| format!("`{}`", one.id),
    )
}
