//! Access control lists: which requests set one, what they grant, and where they do not count.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html>

use super::bucket::{Bucket, Setting, assume_no_account_block};
use crate::simulate::assumption::Assumption;
use crate::simulate::caller::Caller;
use crate::simulate::request::Headers;
use crate::simulate::run::Run;
use crate::template::{Fact, Known, Term, Trial};

/// Who owns the objects, and whether access control lists count.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ownership {
    /// The owner of the bucket owns every object, and lists do not count; the default.
    BucketOwnerEnforced,
    /// Lists count: `BucketOwnerPreferred` and `ObjectWriter`, which differ for objects of other accounts alone.
    ListsCount,
}

impl Ownership {
    pub(super) fn read(properties: &Term) -> Setting<Self> {
        let rules = properties.find(&["OwnershipControls", "Rules"]);
        let first = rules.and_then(|rules| rules.items().first());
        let Some(said) = first.and_then(|rule| rule.get("ObjectOwnership")) else {
            return Setting {
                value: Known::Yes(Self::BucketOwnerEnforced),
                at: None,
            };
        };
        let text = said.text().unwrap_or_default();
        let value = match (text.as_known(), text.facts().next()) {
            (None, Some(fact)) => Known::No(fact.clone()),
            (Some("BucketOwnerPreferred" | "ObjectWriter"), _) => Known::Yes(Self::ListsCount),
            (Some(_) | None, _) => Known::Yes(Self::BucketOwnerEnforced),
        };
        Setting {
            value,
            at: Some(said.at.clone()),
        }
    }
}

impl Setting<Ownership> {
    /// Whether lists do not count in this run.
    pub(super) fn is_enforced(&self, trial: &mut Trial) -> bool {
        match &self.value {
            Known::Yes(ownership) => *ownership == Ownership::BucketOwnerEnforced,
            Known::No(fact) => {
                let question = format!("{fact} is BucketOwnerEnforced");
                trial.whether(&question, std::slice::from_ref(fact))
            }
        }
    }
}

/// A canned list, by what it grants to everyone.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Canned {
    /// Nothing: `private`, and those that speak of owners, logs and images alone.
    Private,
    /// To read.
    PublicRead,
    /// To read, and on a bucket to write.
    PublicReadWrite,
    /// To read, to everyone who signs.
    AuthenticatedRead,
}

impl Canned {
    /// The list of this name, as requests write it.
    fn named(name: &str) -> Self {
        match name {
            "public-read" => Self::PublicRead,
            "public-read-write" => Self::PublicReadWrite,
            "authenticated-read" => Self::AuthenticatedRead,
            _ => Self::Private,
        }
    }

    pub(super) fn of_bucket(properties: &Term) -> Setting<Self> {
        let Some(said) = properties.get("AccessControl") else {
            return Setting {
                value: Known::Yes(Self::Private),
                at: None,
            };
        };
        let text = said.text().unwrap_or_default();
        let value = match (text.as_known(), text.facts().next()) {
            (None, Some(fact)) => Known::No(fact.clone()),
            (Some("PublicRead"), _) => Known::Yes(Self::PublicRead),
            (Some("PublicReadWrite"), _) => Known::Yes(Self::PublicReadWrite),
            (Some("AuthenticatedRead"), _) => Known::Yes(Self::AuthenticatedRead),
            (Some(_) | None, _) => Known::Yes(Self::Private),
        };
        Setting {
            value,
            at: Some(said.at.clone()),
        }
    }

    /// Whether it grants anything to everyone, or to everyone who signs: AWS calls it public then.
    const fn is_public(self) -> bool {
        match self {
            Self::Private => false,
            Self::PublicRead | Self::PublicReadWrite | Self::AuthenticatedRead => true,
        }
    }

    /// Whether it lets this caller read.
    fn lets_read(self, caller: &Caller, trial: &mut Trial) -> bool {
        match self {
            Self::Private => false,
            Self::PublicRead | Self::PublicReadWrite => true,
            Self::AuthenticatedRead => match caller {
                Caller::Anonymous => false,
                Caller::Role(_) | Caller::User(_) | Caller::Account(_) => true,
                // The group is that of all accounts of AWS; no page says whether these are in it.
                Caller::Service(_) | Caller::OriginAccessIdentity(_) => {
                    let question = "whether authenticated-read lets in services of AWS";
                    trial.whether(question, &[Fact::new(question)])
                }
            },
        }
    }
}

impl Setting<Canned> {
    fn in_force(&self, trial: &mut Trial) -> Canned {
        const ALL: [Canned; 4] = [
            Canned::Private,
            Canned::PublicRead,
            Canned::PublicReadWrite,
            Canned::AuthenticatedRead,
        ];
        match &self.value {
            Known::Yes(canned) => *canned,
            Known::No(fact) => {
                let question = format!("{fact} as a canned list");
                let taken = trial.choose(&question, std::slice::from_ref(fact), ALL.len());
                ALL.get(taken).copied().unwrap_or(Canned::Private)
            }
        }
    }
}

/// Whether a list, of the bucket or of the object, grants an action; asked where no policy allows it, and none denies it.
pub(super) fn grants(run: &mut Run, bucket: &Bucket, caller: &Caller, action: &str) -> bool {
    let reads_object = matches!(action, "s3:GetObject" | "s3:GetObjectVersion");
    let of_object = run.request.facts.object_acl.as_deref();
    let list = if reads_object {
        // What is not there has no list.
        let Some(name) = of_object.filter(|_| !run.missing) else {
            if !bucket.ownership.is_enforced(run.trial) {
                run.assume(Assumption::ObjectsOfBucketOwner);
            }
            return false;
        };
        Canned::named(name)
    } else {
        bucket.acl.in_force(run.trial)
    };
    let granted = match action {
        "s3:GetObject"
        | "s3:GetObjectVersion"
        | "s3:ListBucket"
        | "s3:ListBucketVersions"
        | "s3:ListBucketMultipartUploads" => list.lets_read(caller, run.trial),
        "s3:PutObject" => list == Canned::PublicReadWrite,
        _ => false,
    };
    let counts = granted
        && !bucket.ownership.is_enforced(run.trial)
        && !bucket
            .blocks
            .ignore_public_acls
            .is_on_for(run, |account| account.ignore_public_acls);
    if counts {
        assume_no_account_block(run);
    }
    counts
}

/// The list that the headers of a request set.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html#API_PutObject_RequestSyntax>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Requested {
    /// Whether it grants something to everyone, or to everyone who signs.
    pub(super) public: bool,
    /// Whether a bucket that enforces its ownership takes it.
    pub(super) taken: Taken,
}

/// Whether a bucket that enforces its ownership takes a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is the list that gives full control to the owner of the bucket.
    Yes,
    /// It is another one.
    No,
    /// It may come to the same; AWS's page speaks of "equivalent forms" without saying which.
    Untold,
}

impl Requested {
    /// Reads the headers; `None` where they set no list.
    pub(super) fn of(headers: &Headers) -> Option<Self> {
        const GRANTS: [&str; 5] = [
            "x-amz-grant-full-control",
            "x-amz-grant-read",
            "x-amz-grant-write",
            "x-amz-grant-read-acp",
            "x-amz-grant-write-acp",
        ];
        if let Some(canned) = headers.get("x-amz-acl") {
            let taken = match canned {
                "bucket-owner-full-control" => Taken::Yes,
                _ => Taken::No,
            };
            let public = Canned::named(canned).is_public();
            return Some(Self { public, taken });
        }
        let grants = GRANTS.map(|name| headers.get(name));
        let mut all = grants.iter().flatten().peekable();
        all.peek()?;
        let public = all.any(|grant| {
            grant.contains("groups/global/AllUsers")
                || grant.contains("groups/global/AuthenticatedUsers")
        });
        // Full control for one account, which may be that of the bucket.
        let taken = match grants {
            [Some(full), None, None, None, None]
                if full.starts_with("id=") && !full.contains(',') =>
            {
                Taken::Untold
            }
            _ => Taken::No,
        };
        Some(Self { public, taken })
    }
}

#[cfg(test)]
mod tests {
    use super::{Requested, Taken};
    use crate::simulate::request::Headers;

    fn requested(name: &str, value: &str) -> Option<(bool, Taken)> {
        let headers = Headers(vec![(name.to_owned(), value.to_owned())]);
        Requested::of(&headers).map(|list| (list.public, list.taken))
    }

    #[test]
    fn lists_in_headers() {
        let all = "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"";
        let signed = "uri=\"http://acs.amazonaws.com/groups/global/AuthenticatedUsers\"";
        for (name, value, expected) in [
            ("content-type", "text/html", None),
            (
                "x-amz-acl",
                "bucket-owner-full-control",
                Some((false, Taken::Yes)),
            ),
            ("X-Amz-Acl", "private", Some((false, Taken::No))),
            ("x-amz-acl", "public-read", Some((true, Taken::No))),
            ("x-amz-acl", "public-read-write", Some((true, Taken::No))),
            ("x-amz-acl", "authenticated-read", Some((true, Taken::No))),
            ("x-amz-acl", "bucket-owner-read", Some((false, Taken::No))),
            ("x-amz-grant-read", all, Some((true, Taken::No))),
            ("x-amz-grant-read", signed, Some((true, Taken::No))),
            ("x-amz-grant-read", "id=1", Some((false, Taken::No))),
            (
                "x-amz-grant-full-control",
                "id=1",
                Some((false, Taken::Untold)),
            ),
            (
                "x-amz-grant-full-control",
                "id=1, id=2",
                Some((false, Taken::No)),
            ),
        ] {
            assert_eq!(requested(name, value), expected, "{name}: {value}");
        }
    }
}
