//! The actions of AWS's services: which there are, what they do, and for which resources they are.

use std::sync::LazyLock;

use super::action::Action;
use super::arn_shape::ArnShape;
use super::wildcard::{self, Case};

/// The services with their types of resources and their actions, as `scripts/actions` writes them.
const ACTIONS: &str = include_str!("data/actions.txt");

/// Read when somebody first asks.
static SERVICES: LazyLock<Vec<Service>> = LazyLock::new(read);

/// A service whose actions are all known.
///
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>.
#[derive(Debug)]
pub struct Service {
    /// Its prefix in policies, such as `s3`.
    pub prefix: &'static str,
    /// The types of resources that its actions are for.
    pub types: Vec<ResourceType>,
    /// Its actions.
    pub actions: Vec<ServiceAction>,
}

/// A type of resources.
#[derive(Debug)]
pub struct ResourceType {
    letter: char,
    /// Its name, such as `bucket` or `object`.
    pub name: &'static str,
    /// How its ARNs look.
    pub shape: ArnShape,
}

/// An action of a service.
#[derive(Debug)]
pub struct ServiceAction {
    /// Its name, such as `GetObject`.
    pub name: &'static str,
    /// What it does.
    pub level: Level,
    letters: &'static str,
}

/// What an action does.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It lists what there is.
    List,
    /// It reads what something holds.
    Read,
    /// It changes tags alone.
    Tagging,
    /// It changes something.
    Write,
    /// It changes who may do what.
    Permissions,
}

impl Service {
    /// The service of this prefix, in any case; `None` where its actions are not kept here.
    pub fn of(prefix: &str) -> Option<&'static Self> {
        let mut all = SERVICES.iter();
        all.find(|service| service.prefix.eq_ignore_ascii_case(prefix))
    }

    /// All services whose actions are kept here.
    pub fn all() -> &'static [Self] {
        &SERVICES
    }

    /// The action of this name, in any case.
    pub fn action(&self, name: &str) -> Option<&ServiceAction> {
        let mut all = self.actions.iter();
        all.find(|action| action.name.eq_ignore_ascii_case(name))
    }

    /// The actions whose names match a pattern with `*` and `?`, in any case.
    pub fn matching(&self, pattern: &str) -> impl Iterator<Item = &ServiceAction> {
        let all = self.actions.iter();
        all.filter(move |action| wildcard::matches(pattern, action.name, Case::Insensitive))
    }

    /// The types of resources that an action is for; none where it is for no resource, and a policy names `*` for it.
    pub fn types_of(&self, action: &ServiceAction) -> impl Iterator<Item = &ResourceType> {
        let all = self.types.iter();
        all.filter(|kind| action.letters.contains(kind.letter))
    }

    /// Whether an action can be for some resource that a pattern of a policy names. An action that is for no resource
    /// takes the pattern `*` alone.
    pub fn applies(&self, action: &ServiceAction, pattern: &str) -> bool {
        pattern.bytes().all(|byte| byte == b'*') && !pattern.is_empty()
            || self.types_of(action).any(|kind| kind.shape.meets(pattern))
    }

    /// The actions that allow a request which policies do not know by its own name, as S3's `ListObjectsV2` is allowed by
    /// `ListBucket`; none where it is no such request.
    pub fn allowing(&self, request: &str) -> &'static [&'static str] {
        let is_it = |known: &&Request| {
            known.service == self.prefix && known.name.eq_ignore_ascii_case(request)
        };
        REQUESTS
            .iter()
            .find(is_it)
            .map_or(&[], |request| request.actions)
    }
}

/// The actions that an action of a policy stands for: one, or all that its wildcards match. `None` where those of its
/// service are not kept here.
pub fn stands_for(action: &Action) -> Option<(&'static Service, Vec<&'static ServiceAction>)> {
    let service = Service::of(action.service())?;
    Some((service, service.matching(action.name()).collect()))
}

impl Level {
    /// By the letter of the file.
    const fn of(letter: &str) -> Option<Self> {
        Some(match letter.as_bytes() {
            b"L" => Self::List,
            b"R" => Self::Read,
            b"T" => Self::Tagging,
            b"W" => Self::Write,
            b"P" => Self::Permissions,
            _ => return None,
        })
    }
}

fn read() -> Vec<Service> {
    let mut services: Vec<Service> = Vec::new();
    for line in ACTIONS.lines() {
        if let Some(prefix) = line.strip_prefix('@') {
            services.push(Service {
                prefix,
                types: Vec::new(),
                actions: Vec::new(),
            });
            continue;
        }
        let Some(service) = services.last_mut() else {
            continue;
        };
        if let Some(kind) = line.strip_prefix(':') {
            service.types.extend(resource_type(service.prefix, kind));
        } else if let Some(actions) = line.strip_prefix('=') {
            let mut words = actions.split(' ');
            let level = words.next().and_then(Level::of);
            let letters = words.next().unwrap_or_default();
            service.actions.extend(level.into_iter().flat_map(|level| {
                words.clone().map(move |name| ServiceAction {
                    name,
                    level,
                    letters,
                })
            }));
        }
    }
    services
}

/// `f bucket arn:[:]:s3:::[/]`; a shape that begins otherwise is that of the service in a region of an account.
fn resource_type(service: &str, line: &'static str) -> Option<ResourceType> {
    let mut words = line.splitn(3, ' ');
    let letter = words.next()?.chars().next()?;
    let name = words.next()?;
    let shape = words.next()?;
    let shape = if shape.starts_with("arn:") {
        ArnShape::read(shape)
    } else {
        ArnShape::read(shape).behind(service)
    };
    Some(ResourceType {
        letter,
        name,
        shape,
    })
}

/// A request that is not allowed by an action of its own name.
struct Request {
    service: &'static str,
    name: &'static str,
    actions: &'static [&'static str],
}

const fn of_s3(name: &'static str, actions: &'static [&'static str]) -> Request {
    Request {
        service: "s3",
        name,
        actions,
    }
}

const fn of_dynamodb(name: &'static str, actions: &'static [&'static str]) -> Request {
    Request {
        service: "dynamodb",
        name,
        actions,
    }
}

/// Requests whose names policies do not know, each with the actions that allow it.
///
/// Sources: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html>.
const REQUESTS: &[Request] = &[
    of_s3("AbortMultipartUploads", &["AbortMultipartUpload"]),
    of_s3("CompleteMultipartUpload", &["PutObject"]),
    of_s3("CopyObject", &["GetObject", "PutObject"]),
    of_s3("CreateMultipartUpload", &["PutObject"]),
    of_s3("DeleteBucketCors", &["PutBucketCORS"]),
    of_s3("DeleteBucketEncryption", &["PutEncryptionConfiguration"]),
    of_s3("DeleteBucketLifecycle", &["PutLifecycleConfiguration"]),
    of_s3("DeleteBucketReplication", &["PutReplicationConfiguration"]),
    of_s3("DeleteObjects", &["DeleteObject"]),
    of_s3("DeletePublicAccessBlock", &["PutBucketPublicAccessBlock"]),
    of_s3("GetBucketEncryption", &["GetEncryptionConfiguration"]),
    of_s3("GetBucketLifecycle", &["GetLifecycleConfiguration"]),
    of_s3(
        "GetBucketLifecycleConfiguration",
        &["GetLifecycleConfiguration"],
    ),
    of_s3("GetBucketReplication", &["GetReplicationConfiguration"]),
    of_s3("GetObjects", &["GetObject"]),
    of_s3("GetPublicAccessBlock", &["GetBucketPublicAccessBlock"]),
    of_s3("HeadBucket", &["ListBucket"]),
    of_s3("HeadObject", &["GetObject"]),
    of_s3("ListBuckets", &["ListAllMyBuckets"]),
    of_s3("ListMultipartUploads", &["ListBucketMultipartUploads"]),
    of_s3("ListObject", &["ListBucket"]),
    of_s3("ListObjects", &["ListBucket"]),
    of_s3("ListObjectsV2", &["ListBucket"]),
    of_s3("ListObjectVersions", &["ListBucketVersions"]),
    of_s3("ListParts", &["ListMultipartUploadParts"]),
    of_s3("PostObject", &["PutObject"]),
    of_s3("PutBucketEncryption", &["PutEncryptionConfiguration"]),
    of_s3("PutBucketLifecycle", &["PutLifecycleConfiguration"]),
    of_s3(
        "PutBucketLifecycleConfiguration",
        &["PutLifecycleConfiguration"],
    ),
    of_s3("PutBucketReplication", &["PutReplicationConfiguration"]),
    of_s3("PutPublicAccessBlock", &["PutBucketPublicAccessBlock"]),
    of_s3("SelectObjectContent", &["GetObject"]),
    of_s3("UploadPart", &["PutObject"]),
    of_s3("UploadPartCopy", &["GetObject", "PutObject"]),
    of_dynamodb(
        "BatchExecuteStatement",
        &[
            "PartiQLSelect",
            "PartiQLInsert",
            "PartiQLUpdate",
            "PartiQLDelete",
        ],
    ),
    of_dynamodb(
        "ExecuteStatement",
        &[
            "PartiQLSelect",
            "PartiQLInsert",
            "PartiQLUpdate",
            "PartiQLDelete",
        ],
    ),
    of_dynamodb("TransactGetItems", &["GetItem"]),
    of_dynamodb(
        "TransactWriteItems",
        &["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
    ),
    Request {
        service: "lambda",
        name: "Invoke",
        actions: &["InvokeFunction"],
    },
    Request {
        service: "kms",
        name: "ReEncrypt",
        actions: &["ReEncryptFrom", "ReEncryptTo"],
    },
];

#[cfg(test)]
mod tests {
    use super::{ACTIONS, Level, REQUESTS, Service, stands_for};

    #[test]
    fn all_of_the_file_is_read() {
        assert!(ACTIONS.len() < 60 * 1024);
        let lines = |sign| {
            ACTIONS
                .lines()
                .filter(|line| line.starts_with(sign))
                .count()
        };
        assert_eq!(Service::all().len(), lines('@'));
        let types: usize = Service::all().iter().map(|one| one.types.len()).sum();
        assert_eq!(types, lines(':'));
        let groups = ACTIONS.lines().filter(|line| line.starts_with('='));
        let names: usize = groups.map(|line| line.split(' ').count() - 2).sum();
        let actions: usize = Service::all().iter().map(|one| one.actions.len()).sum();
        assert_eq!(actions, names);
    }

    #[test]
    fn actions_and_what_they_are_for() {
        let s3 = Service::of("S3").unwrap();
        let get = s3.action("getobject").unwrap();
        assert_eq!((get.name, get.level), ("GetObject", Level::Read));
        assert!(s3.applies(get, "arn:aws:s3:::photos/*"));
        assert!(!s3.applies(get, "arn:aws:s3:::photos"));
        let list = s3.action("ListAllMyBuckets").unwrap();
        assert!(s3.applies(list, "*") && !s3.applies(list, "arn:aws:s3:::*"));
        let dynamodb = Service::of("dynamodb").unwrap();
        let query = dynamodb.action("Query").unwrap();
        assert!(dynamodb.applies(query, "arn:aws:dynamodb:us-east-1:111122223333:table/main"));
        assert!(!dynamodb.applies(query, "arn:aws:s3:::main"));
        let logs = Service::of("logs").unwrap();
        let put = logs.action("PutLogEvents").unwrap();
        assert!(logs.applies(
            put,
            "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/x:*"
        ));
    }

    #[test]
    fn wildcards_stand_for_what_is_there() {
        let stands = |text: &str| {
            let (_, actions) = stands_for(&text.parse().unwrap()).unwrap();
            actions.len()
        };
        assert_eq!(stands("s3:GetObject"), 1);
        assert_eq!(stands("s3:getobjec?"), 1);
        assert_eq!(stands("s3:Fetch*"), 0);
        assert!(stands("s3:*") > 150);
        assert!(stands_for(&"neptune:Connect".parse().unwrap()).is_none());
        assert!(stands_for(&"*".parse().unwrap()).is_none());
    }

    #[test]
    fn requests_that_are_allowed_by_actions_of_other_names() {
        let s3 = Service::of("s3").unwrap();
        assert_eq!(s3.allowing("listobjectsv2"), ["ListBucket"]);
        assert!(s3.allowing("GetObject").is_empty());
        for request in REQUESTS {
            let service = Service::of(request.service).unwrap();
            assert!(service.action(request.name).is_none(), "{}", request.name);
            for action in request.actions {
                assert!(service.action(action).is_some(), "{action}");
            }
        }
    }
}
