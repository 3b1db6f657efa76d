//! A store as a bucket, its policy, and the identity by which CloudFront reads it.

mod policy;

use super::draft::{Draft, place};
use super::fact::Facts;
use super::metadata;
use super::outputs;
use super::table::holding_data;
use crate::app::{
    BucketIs, Encryption, Id, Identity, Reader, Site, Space, Store, Target, WebOrigin,
};
use crate::aws::{Method, limits};
use crate::cfn::cloudfront::{
    CloudFrontOriginAccessIdentity, CloudFrontOriginAccessIdentityConfig, OriginAccessControl,
    OriginAccessControlConfig, OriginAccessControlOriginType, SigningBehavior, SigningProtocol,
};
use crate::cfn::s3::{
    AbortIncompleteMultipartUpload, Bucket, BucketEncryption, BucketPolicy, CorsConfiguration,
    CorsMethod, CorsRule, LifecycleConfiguration, LifecycleRule, LifecycleStatus,
    NoncurrentVersionExpiration, ObjectOwnership, OwnershipControls, OwnershipControlsRule,
    PublicAccessBlockConfiguration, ServerSideEncryptionByDefault, ServerSideEncryptionRule,
    SseAlgorithm, VersioningConfiguration, VersioningStatus,
};
use crate::cfn::{Resource, Text};

/// What the sites read of a store.
struct Served {
    sites: Vec<Id<Site>>,
    prefixes: Vec<String>,
    lists: bool,
}

pub(super) fn lower(draft: &mut Draft, facts: &Facts, id: Id<Store>, store: &Store) {
    let served = served(facts, id);
    if !served.sites.is_empty() {
        identity(draft, facts, id, store);
    }
    let BucketIs::Created(_) = store.bucket else {
        return;
    };
    let bucket = facts.ids.bucket(id);
    let resource = holding_data(
        Resource::new(self::bucket(draft, facts, id, store)),
        store.keeps_data,
    );
    draft.resource(bucket.clone(), resource, &store.at);
    let is_private = |space: &&Space| space.read == Reader::Nobody && !space.is_former;
    for space in store.spaces.iter().filter(is_private) {
        if !served.sites.is_empty() {
            metadata::private(draft, &bucket, space);
        }
    }
    let policy = BucketPolicy {
        bucket: Text::reference(&bucket),
        policy_document: policy::policy(draft, facts, id, store, &served),
    };
    draft.resource(
        facts.ids.bucket_policy(id),
        Resource::new(policy),
        &store.at,
    );
    outputs::name(
        draft,
        &bucket,
        Text::reference(&bucket),
        "bucket",
        &store.at,
    );
}

/// Which sites read the store, and what of it; each prefix once, in the order of the routes.
fn served(facts: &Facts, id: Id<Store>) -> Served {
    let mut served = Served {
        sites: Vec::new(),
        prefixes: Vec::new(),
        lists: false,
    };
    for (site_id, site) in facts.app.sites.iter() {
        for route in site.all_routes() {
            let Target::Store {
                store,
                prefixes,
                lists,
            } = &route.target
            else {
                continue;
            };
            if *store != id {
                continue;
            }
            if !served.sites.contains(&site_id) {
                served.sites.push(site_id);
            }
            for prefix in prefixes {
                if !served.prefixes.contains(prefix) {
                    served.prefixes.push(prefix.clone());
                }
            }
            served.lists |= lists;
        }
    }
    served
}

fn identity(draft: &mut Draft, facts: &Facts, id: Id<Store>, store: &Store) {
    match store.identity {
        Identity::Oai => {
            let properties = CloudFrontOriginAccessIdentity {
                cloud_front_origin_access_identity_config: CloudFrontOriginAccessIdentityConfig {
                    comment: comment(&format!("{} {}", facts.app.name, store.name)).into(),
                },
            };
            draft.resource(
                facts.ids.access_identity(id),
                Resource::new(properties),
                &store.at,
            );
        }
        Identity::Oac => {
            let name = facts.account_wide_name(&format!("{}-{}", facts.app.name, store.name));
            let properties = OriginAccessControl {
                origin_access_control_config: OriginAccessControlConfig {
                    name,
                    description: None,
                    origin_access_control_origin_type: OriginAccessControlOriginType::S3,
                    signing_behavior: SigningBehavior::Always,
                    signing_protocol: SigningProtocol::SigV4,
                },
            };
            draft.resource(
                facts.ids.access_control(id),
                Resource::new(properties),
                &store.at,
            );
        }
    }
}

/// As much of a text as a comment holds.
pub(super) fn comment(text: &str) -> String {
    text.chars()
        .take(limits::cloudfront::COMMENT_CHARACTERS)
        .collect()
}

fn bucket(draft: &mut Draft, facts: &Facts, id: Id<Store>, store: &Store) -> Bucket {
    // The bucket's CORS rules may name a distribution: they come from the bucket, whatever lies over its other properties.
    let at = place("Resources", &facts.ids.bucket(id))
        .join("Properties")
        .join("CorsConfiguration");
    if !store.cors.is_empty() {
        draft.from(at, &store.at);
    }
    Bucket {
        bucket_name: Some(facts.bucket_name(id)),
        bucket_namespace: None,
        bucket_encryption: Some(encryption(facts, store)),
        public_access_block_configuration: Some(PublicAccessBlockConfiguration {
            block_public_acls: true,
            block_public_policy: !store.is_public(),
            ignore_public_acls: true,
            restrict_public_buckets: !store.is_public(),
        }),
        ownership_controls: Some(OwnershipControls {
            rules: vec![OwnershipControlsRule {
                object_ownership: ObjectOwnership::BucketOwnerEnforced,
            }],
        }),
        cors_configuration: cors(facts, store),
        lifecycle_configuration: Some(LifecycleConfiguration {
            rules: lifecycle(store),
        }),
        versioning_configuration: store.versioning.then_some(VersioningConfiguration {
            status: VersioningStatus::Enabled,
        }),
        tags: draft.tags(),
    }
}

fn encryption(facts: &Facts, store: &Store) -> BucketEncryption {
    let (sse_algorithm, key) = match &store.encryption {
        Encryption::S3 => (SseAlgorithm::Aes256, None),
        Encryption::Kms(key) => (SseAlgorithm::AwsKms, Some(facts.text(key))),
    };
    BucketEncryption {
        server_side_encryption_configuration: vec![ServerSideEncryptionRule {
            bucket_key_enabled: key.is_some().then_some(true),
            server_side_encryption_by_default: ServerSideEncryptionByDefault {
                sse_algorithm,
                kms_master_key_id: key,
            },
        }],
    }
}

fn cors(facts: &Facts, store: &Store) -> Option<CorsConfiguration> {
    let rules: Vec<_> = store
        .cors
        .iter()
        .map(|rule| CorsRule {
            id: None,
            allowed_headers: rule.headers.clone(),
            allowed_methods: rule
                .methods
                .iter()
                .filter_map(|method| cors_method(*method))
                .collect(),
            allowed_origins: rule
                .origins
                .iter()
                .flat_map(|origin| web_origins(facts, origin))
                .collect(),
            exposed_headers: rule.expose.clone(),
            max_age: rule.max_age,
        })
        .collect();
    (!rules.is_empty()).then_some(CorsConfiguration { cors_rules: rules })
}

/// S3 answers the browser's OPTIONS itself and takes no PATCH.
const fn cors_method(method: Method) -> Option<CorsMethod> {
    match method {
        Method::Get => Some(CorsMethod::Get),
        Method::Head => Some(CorsMethod::Head),
        Method::Put => Some(CorsMethod::Put),
        Method::Post => Some(CorsMethod::Post),
        Method::Delete => Some(CorsMethod::Delete),
        Method::Options | Method::Patch => None,
    }
}

/// The addresses that pages of a site have in a browser: its own names, or the one that CloudFront gave it.
fn web_origins(facts: &Facts, origin: &WebOrigin) -> Vec<Text> {
    match origin {
        WebOrigin::Literal(text) => vec![Text::from(text.as_str())],
        WebOrigin::Site(site) => match &facts.app.sites[*site].own_names {
            Some(names) => names
                .aliases
                .iter()
                .map(|alias| Text::from(format!("https://{alias}")))
                .collect(),
            None => vec![Text::from("https://").then(facts.distribution_domain(*site))],
        },
    }
}

fn lifecycle(store: &Store) -> Vec<LifecycleRule> {
    // Ids are unique in a bucket, and two rules may be for one prefix: S3 makes up those that are left out.
    let rule = LifecycleRule {
        id: None,
        status: LifecycleStatus::Enabled,
        prefix: None,
        expiration_in_days: None,
        expired_object_delete_marker: None,
        noncurrent_version_expiration: None,
        abort_incomplete_multipart_upload: None,
    };
    let incomplete = LifecycleRule {
        abort_incomplete_multipart_upload: Some(AbortIncompleteMultipartUpload {
            days_after_initiation: 7,
        }),
        id: Some("incomplete-uploads".to_owned()),
        ..rule.clone()
    };
    let expiring = store.expiry.iter().map(|expiry| LifecycleRule {
        prefix: expiry.prefix.clone(),
        expiration_in_days: expiry.days,
        noncurrent_version_expiration: expiry.old_version_days.map(|days| {
            NoncurrentVersionExpiration {
                noncurrent_days: days,
                newer_noncurrent_versions: None,
            }
        }),
        ..rule.clone()
    });
    [incomplete].into_iter().chain(expiring).collect()
}
