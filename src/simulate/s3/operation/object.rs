//! Operations on objects.

use super::{Operation, Read, Write};
use crate::aws::Method;
use crate::simulate::s3::query::Query;

/// A part of an object that a parameter names: the actions that read, set and remove it, for the object as it is and for
/// a version of it.
struct Belonging {
    name: &'static str,
    get: Option<[&'static str; 2]>,
    put: Option<[&'static str; 2]>,
    delete: Option<[&'static str; 2]>,
}

const OF_OBJECTS: &[Belonging] = &[
    Belonging {
        name: "acl",
        get: Some(["s3:GetObjectAcl", "s3:GetObjectVersionAcl"]),
        put: Some(["s3:PutObjectAcl", "s3:PutObjectVersionAcl"]),
        delete: None,
    },
    Belonging {
        name: "tagging",
        get: Some(["s3:GetObjectTagging", "s3:GetObjectVersionTagging"]),
        put: Some(["s3:PutObjectTagging", "s3:PutObjectVersionTagging"]),
        delete: Some(["s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging"]),
    },
    Belonging {
        name: "legal-hold",
        get: Some(["s3:GetObjectLegalHold"; 2]),
        put: Some(["s3:PutObjectLegalHold"; 2]),
        delete: None,
    },
    Belonging {
        name: "retention",
        get: Some(["s3:GetObjectRetention"; 2]),
        put: Some(["s3:PutObjectRetention"; 2]),
        delete: None,
    },
    Belonging {
        name: "encryption",
        get: None,
        put: Some(["s3:UpdateObjectEncryption"; 2]),
        delete: None,
    },
    Belonging {
        name: "attributes",
        get: Some(["s3:GetObject", "s3:GetObjectVersion"]),
        put: None,
        delete: None,
    },
    Belonging {
        name: "torrent",
        get: Some(["s3:GetObject"; 2]),
        put: None,
        delete: None,
    },
];

/// The operation on an object.
pub(super) fn operation(method: Method, query: Query) -> Operation {
    let version = usize::from(query.has("versionId"));
    match method {
        Method::Get => {
            if query.has("uploadId") {
                return Operation::Plain {
                    action: "s3:ListMultipartUploadParts",
                    status: 200,
                };
            }
            belonging(query, |part| part.get, version, 200).unwrap_or(Operation::Read(Read {
                action: ["s3:GetObject", "s3:GetObjectVersion"][version],
                body: true,
            }))
        }
        Method::Head => Operation::Read(Read {
            action: ["s3:GetObject", "s3:GetObjectVersion"][version],
            body: false,
        }),
        Method::Put if query.has("partNumber") && query.has("uploadId") => {
            Operation::Write(Write::Part)
        }
        Method::Put => belonging(query, |part| part.put, version, 200)
            .unwrap_or(Operation::Write(Write::Object)),
        Method::Delete if query.has("uploadId") => Operation::Plain {
            action: "s3:AbortMultipartUpload",
            status: 204,
        },
        Method::Delete => {
            belonging(query, |part| part.delete, version, 204).unwrap_or(Operation::Delete {
                action: ["s3:DeleteObject", "s3:DeleteObjectVersion"][version],
            })
        }
        Method::Post if query.has("uploads") => Operation::Write(Write::Begin),
        Method::Post if query.has("uploadId") => Operation::Write(Write::Complete),
        Method::Post if query.has("restore") => Operation::Belonging {
            action: "s3:RestoreObject",
            status: 202,
            sets_acl: false,
        },
        Method::Post if query.has("select") => Operation::Belonging {
            action: "s3:GetObject",
            status: 200,
            sets_acl: false,
        },
        Method::Post | Method::Patch | Method::Options => Operation::NotAllowed,
    }
}

fn belonging(
    query: Query,
    actions: impl Fn(&Belonging) -> Option<[&'static str; 2]>,
    version: usize,
    status: u16,
) -> Option<Operation> {
    let part = OF_OBJECTS.iter().find(|part| query.has(part.name))?;
    let action = *actions(part)?.get(version)?;
    let sets_acl = matches!(action, "s3:PutObjectAcl" | "s3:PutObjectVersionAcl");
    Some(Operation::Belonging {
        action,
        status,
        sets_acl,
    })
}
