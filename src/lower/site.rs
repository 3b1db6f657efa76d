//! A site as a distribution, with its router, its names and its logs.

use super::draft::{Draft, place};
use super::fact::Facts;
use super::route::{behavior, origin_id};
use super::{announcement, logs, names, outputs};
use crate::app::{
    BucketIs, Cache, Host, Id, Identity, PriceClass, Router, Service, Site, Store, Target,
};
use crate::aws::limits;
use crate::cfn::cloudfront::{
    CacheBehavior, CustomErrorResponse, CustomOriginConfig, Distribution, DistributionConfig,
    EventType, Function, FunctionAssociation, FunctionConfig, FunctionRuntime, HttpVersion,
    MinimumProtocolVersion, Origin, OriginConfig, OriginCustomHeader, OriginProtocolPolicy,
    OriginSslProtocol, S3OriginConfig, SslSupportMethod, ViewerCertificate,
};
use crate::cfn::{self, Pseudo, Resource, Text, Value};
use crate::diag::Path;
use crate::templates;

pub(super) fn lower(draft: &mut Draft, facts: &Facts, id: Id<Site>, site: &Site) {
    let config = config(draft, facts, id, site);
    let properties = Distribution {
        distribution_config: config,
        tags: draft.tags(),
    };
    draft.resource(
        facts.ids.distribution(id),
        Resource::new(properties),
        &site.at,
    );
    if let Some(access_logs) = &site.logs {
        logs::lower(draft, facts, id, site, access_logs);
    }
    announcement::lower(draft, facts, id, site);
    outputs::site(draft, facts, id, site);
}

fn config(draft: &mut Draft, facts: &Facts, id: Id<Site>, site: &Site) -> DistributionConfig {
    let path = place("Resources", &facts.ids.distribution(id))
        .join("Properties")
        .join("DistributionConfig");
    let cache_behaviors = (0_usize..)
        .zip(&site.routes)
        .filter_map(|(position, route)| {
            draft.from(path.join("CacheBehaviors").join(position), &route.at);
            Some(CacheBehavior {
                path_pattern: route.pattern.as_ref()?.to_string(),
                behavior: behavior(draft, facts, id, site, route),
            })
        })
        .collect();
    draft.from(path.join("DefaultCacheBehavior"), &site.default.at);
    let mut default_cache_behavior = behavior(draft, facts, id, site, &site.default);
    default_cache_behavior.function_associations = router(draft, facts, id, site);
    let viewer_certificate = match &site.own_names {
        Some(names) => ViewerCertificate {
            acm_certificate_arn: Some(names::lower(draft, facts, id, site, names)),
            cloud_front_default_certificate: None,
            minimum_protocol_version: Some(MinimumProtocolVersion::TlsV1_2_2021),
            ssl_support_method: Some(SslSupportMethod::SniOnly),
        },
        None => ViewerCertificate {
            acm_certificate_arn: None,
            cloud_front_default_certificate: Some(true),
            minimum_protocol_version: None,
            ssl_support_method: None,
        },
    };
    let aliases = site.own_names.iter().flat_map(|names| &names.aliases);
    DistributionConfig {
        comment: Some(Text::from(site.comment.as_str())),
        enabled: true,
        aliases: aliases.map(|alias| Text::from(alias.as_str())).collect(),
        viewer_certificate: Some(viewer_certificate),
        http_version: Some(HttpVersion::Http2And3),
        ipv6_enabled: Some(true),
        price_class: Some(match site.price_class {
            PriceClass::Class100 => cfn::cloudfront::PriceClass::PriceClass100,
            PriceClass::Class200 => cfn::cloudfront::PriceClass::PriceClass200,
            PriceClass::All => cfn::cloudfront::PriceClass::PriceClassAll,
        }),
        web_acl_id: site.web_acl.as_ref().map(|acl| facts.text(acl)),
        restrictions: None,
        logging: None,
        default_root_object: site.index.clone(),
        origins: origins(draft, facts, &path, site),
        cache_behaviors,
        default_cache_behavior,
        custom_error_responses: error_caching(site),
    }
}

/// The function that turns viewers' paths into objects', on the default behavior alone: errors of routes stay errors.
fn router(draft: &mut Draft, facts: &Facts, id: Id<Site>, site: &Site) -> Vec<FunctionAssociation> {
    let Some(router) = &site.router else {
        return Vec::new();
    };
    let code = match router {
        Router::SinglePage { api, index } => templates::single_page_router(api, index),
        Router::DirectoryIndex => templates::directory_index_router(),
    };
    let router_id = facts.ids.site_part(id, &["Router"]);
    let function = Function {
        name: facts.account_wide_name(&format!("{}-{}-router", facts.app.name, site.name)),
        auto_publish: Some(true),
        function_config: FunctionConfig {
            comment: super::store::comment(&format!("router of {} {}", facts.app.name, site.name)),
            runtime: FunctionRuntime::CloudFrontJs2_0,
        },
        function_code: Text::from(code),
        tags: draft.tags(),
    };
    let association = FunctionAssociation {
        event_type: EventType::ViewerRequest,
        function_arn: Text::attribute(&router_id, "FunctionARN"),
    };
    draft.resource(router_id, Resource::new(function), &site.default.at);
    vec![association]
}

/// CloudFront keeps error answers of a server for ten seconds unless it is told otherwise, and where nothing is cached.
fn error_caching(site: &Site) -> Vec<CustomErrorResponse> {
    let caches_a_server = site
        .all_routes()
        .any(|route| !matches!(route.target, Target::Store { .. }) && route.cache != Cache::Off);
    let codes: &[u16] = if caches_a_server {
        &[404, 500, 502, 503, 504]
    } else {
        &[]
    };
    codes
        .iter()
        .map(|code| CustomErrorResponse {
            error_code: *code,
            response_code: None,
            response_page_path: None,
            error_caching_min_ttl: Some(0),
        })
        .collect()
}

/// Each origin once, in the order in which the routes name them, the default's first.
fn origins(draft: &mut Draft, facts: &Facts, config: &Path, site: &Site) -> Vec<Origin> {
    let mut origins: Vec<Origin> = Vec::new();
    for route in [&site.default].into_iter().chain(&site.routes) {
        let name = origin_id(facts, &route.target);
        if origins.iter().all(|origin| origin.id != name) {
            draft.from(config.join("Origins").join(origins.len()), &route.at);
            origins.push(match &route.target {
                Target::Store { store, .. } => store_origin(facts, name, *store),
                Target::Service(service) => service_origin(facts, name, *service),
                Target::Host(host) => host_origin(facts, name, &facts.app.hosts[*host]),
            });
        }
    }
    origins
}

fn store_origin(facts: &Facts, name: &str, id: Id<Store>) -> Origin {
    let store = &facts.app.stores[id];
    let (identity, control) = match store.identity {
        Identity::Oai => (
            Text::from("origin-access-identity/cloudfront/")
                .then(Text::reference(&facts.ids.access_identity(id))),
            None,
        ),
        Identity::Oac => (
            Text::default(),
            Some(Text::attribute(&facts.ids.access_control(id), "Id")),
        ),
    };
    let domain = match &store.bucket {
        BucketIs::Created(_) => Text::attribute(&facts.ids.bucket(id), "RegionalDomainName"),
        BucketIs::Existing(bucket) => facts
            .text(bucket)
            .then(".s3.")
            .then(Pseudo::Region)
            .then(".")
            .then(Pseudo::UrlSuffix),
    };
    let config = OriginConfig::S3(S3OriginConfig {
        origin_access_identity: Some(identity),
        origin_read_timeout: None,
    });
    Origin {
        origin_access_control_id: control,
        ..Origin::new(name, domain, config)
    }
}

/// A function URL is a whole URL; the origin is its host.
fn service_origin(facts: &Facts, name: &str, id: Id<Service>) -> Origin {
    let url = Text::attribute(&facts.ids.function_url(id), "FunctionUrl");
    let host = Value::Element {
        index: 2,
        separator: "/",
        of: url,
    };
    let timeout = facts.app.services[id].timeout + limits::lambda::START_SECONDS;
    Origin {
        // A GET that is retried runs again, and a slow one is slow again.
        connection_attempts: Some(1),
        ..Origin::new(name, host, https(443, timeout))
    }
}

fn host_origin(facts: &Facts, name: &str, host: &Host) -> Origin {
    let headers = host
        .headers
        .iter()
        .map(|(header, value)| OriginCustomHeader {
            header_name: header.clone(),
            header_value: facts.text(value),
        });
    Origin {
        origin_path: host.path.clone(),
        origin_custom_headers: headers.collect(),
        connection_attempts: Some(host.attempts),
        ..Origin::new(
            name,
            Text::from(host.host.as_str()),
            https(host.port, host.timeout),
        )
    }
}

fn https(port: u32, read_timeout: u32) -> OriginConfig {
    OriginConfig::Custom(CustomOriginConfig {
        http_port: None,
        https_port: (port != 443).then_some(port),
        origin_protocol_policy: OriginProtocolPolicy::HttpsOnly,
        origin_ssl_protocols: vec![OriginSslProtocol::TlsV1_2],
        origin_read_timeout: Some(read_timeout),
        origin_keepalive_timeout: None,
    })
}
