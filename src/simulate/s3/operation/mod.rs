//! Which operation a request is, and which action it needs.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>; the parameters by which
//! operations are told apart stand on the page of each, under "Request Syntax":
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html>.

mod bucket;
mod object;

use super::query::Query;
use crate::aws::Method;

/// An operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    /// An object, or its headers.
    Read(Read),
    /// What belongs to an object that exists, such as its tags, is read or changed.
    Belonging {
        action: &'static str,
        /// Its answer where it succeeds.
        status: u16,
        /// Whether it sets the access control list.
        sets_acl: bool,
    },
    /// An object is written, in one piece or in parts.
    Write(Write),
    /// An object, or a version of it, is removed.
    Delete { action: &'static str },
    /// Something of a bucket, or a list, that succeeds with a status.
    Plain { action: &'static str, status: u16 },
    /// A configuration of a bucket is read, which may not be there.
    Configuration {
        action: &'static str,
        kind: Configuration,
    },
    /// The access control list of a bucket is set.
    SetBucketAcl,
    /// A bucket of this name is made.
    CreateBucket,
    /// The bucket is removed.
    DeleteBucket,
    /// Which objects are meant, and for some who asks, stands in the body alone.
    InBody,
    /// S3 has no such operation.
    NotAllowed,
}

/// A reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) action: &'static str,
    /// Whether the object itself is sent, and not its headers alone.
    pub(super) body: bool,
}

/// A writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// A whole object.
    Object,
    /// Parts are announced.
    Begin,
    /// One part.
    Part,
    /// The parts become an object.
    Complete,
}

/// A configuration that a bucket may not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Configuration {
    /// The bucket policy.
    Policy,
    /// CORS rules.
    Cors,
    /// A website.
    Website,
    /// Rules for the life of objects.
    Lifecycle,
    /// Rules for copies elsewhere.
    Replication,
}

impl Configuration {
    /// The error code where it is not there: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
    pub(super) const fn missing(self) -> &'static str {
        match self {
            Self::Policy => "NoSuchBucketPolicy",
            Self::Cors => "NoSuchCORSConfiguration",
            Self::Website => "NoSuchWebsiteConfiguration",
            Self::Lifecycle => "NoSuchLifecycleConfiguration",
            Self::Replication => "ReplicationConfigurationNotFoundError",
        }
    }
}

impl Operation {
    /// The operation on an object.
    pub(super) fn on_object(method: Method, query: Query) -> Self {
        object::operation(method, query)
    }

    /// The operation on a bucket.
    pub(super) fn on_bucket(method: Method, query: Query) -> Self {
        bucket::operation(method, query)
    }
}

#[cfg(test)]
mod tests {
    use super::{Configuration, Operation, Query, Read, Write};
    use crate::aws::Method;

    fn object(method: Method, query: &str) -> Operation {
        Operation::on_object(method, Query::of(Some(query)))
    }

    fn bucket(method: Method, query: &str) -> Operation {
        Operation::on_bucket(method, Query::of(Some(query)))
    }

    const fn plain(action: &'static str, status: u16) -> Operation {
        Operation::Plain { action, status }
    }

    #[test]
    fn objects() {
        let read = |action, body| Operation::Read(Read { action, body });
        for (method, query, expected) in [
            (Method::Get, "", read("s3:GetObject", true)),
            (Method::Get, "x-id=GetObject", read("s3:GetObject", true)),
            (
                Method::Get,
                "versionId=1",
                read("s3:GetObjectVersion", true),
            ),
            (Method::Head, "", read("s3:GetObject", false)),
            (
                Method::Head,
                "versionId=1",
                read("s3:GetObjectVersion", false),
            ),
            (Method::Put, "", Operation::Write(Write::Object)),
            (
                Method::Put,
                "partNumber=1&uploadId=x",
                Operation::Write(Write::Part),
            ),
            (Method::Post, "uploads", Operation::Write(Write::Begin)),
            (
                Method::Post,
                "uploadId=x",
                Operation::Write(Write::Complete),
            ),
            (Method::Post, "", Operation::NotAllowed),
            (Method::Patch, "", Operation::NotAllowed),
            (
                Method::Delete,
                "",
                Operation::Delete {
                    action: "s3:DeleteObject",
                },
            ),
            (
                Method::Delete,
                "versionId=1",
                Operation::Delete {
                    action: "s3:DeleteObjectVersion",
                },
            ),
            (
                Method::Delete,
                "uploadId=x",
                plain("s3:AbortMultipartUpload", 204),
            ),
            (
                Method::Get,
                "uploadId=x",
                plain("s3:ListMultipartUploadParts", 200),
            ),
        ] {
            assert_eq!(object(method, query), expected, "{method} {query}");
        }
    }

    #[test]
    fn what_belongs_to_objects() {
        for (method, query, expected, becomes, acl) in [
            (Method::Get, "acl", "s3:GetObjectAcl", 200, false),
            (Method::Put, "acl", "s3:PutObjectAcl", 200, true),
            (
                Method::Put,
                "acl&versionId=1",
                "s3:PutObjectVersionAcl",
                200,
                true,
            ),
            (
                Method::Delete,
                "tagging",
                "s3:DeleteObjectTagging",
                204,
                false,
            ),
            (
                Method::Get,
                "attributes&versionId=1",
                "s3:GetObjectVersion",
                200,
                false,
            ),
            (Method::Post, "restore", "s3:RestoreObject", 202, false),
        ] {
            let expected = Operation::Belonging {
                action: expected,
                status: becomes,
                sets_acl: acl,
            };
            assert_eq!(object(method, query), expected, "{method} {query}");
        }
    }

    #[test]
    fn buckets() {
        for (method, query, expected) in [
            (Method::Get, "", plain("s3:ListBucket", 200)),
            (
                Method::Get,
                "list-type=2&prefix=a",
                plain("s3:ListBucket", 200),
            ),
            (Method::Head, "", plain("s3:ListBucket", 200)),
            (Method::Get, "versions", plain("s3:ListBucketVersions", 200)),
            (
                Method::Get,
                "uploads",
                plain("s3:ListBucketMultipartUploads", 200),
            ),
            (Method::Put, "policy", plain("s3:PutBucketPolicy", 200)),
            (
                Method::Delete,
                "policy",
                plain("s3:DeleteBucketPolicy", 204),
            ),
            (Method::Delete, "cors", plain("s3:PutBucketCORS", 204)),
            (Method::Delete, "versions", Operation::NotAllowed),
            (Method::Put, "acl", Operation::SetBucketAcl),
            (Method::Put, "", Operation::CreateBucket),
            (Method::Delete, "", Operation::DeleteBucket),
            (Method::Post, "delete", Operation::InBody),
            (Method::Patch, "", Operation::NotAllowed),
            (
                Method::Get,
                "policy",
                Operation::Configuration {
                    action: "s3:GetBucketPolicy",
                    kind: Configuration::Policy,
                },
            ),
        ] {
            assert_eq!(bucket(method, query), expected, "{method} {query}");
        }
    }
}
