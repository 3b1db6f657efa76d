//! A site's access logs, by CloudWatch's log delivery to a bucket
//! (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html>).

use super::draft::Draft;
use super::fact::Facts;
use crate::app::{AccessLogs, App, Id, Site, Store};
use crate::aws::{Action, limits};
use crate::cfn::logs::{Delivery, DeliveryDestination, DeliverySource, OutputFormat};
use crate::cfn::policy::{ConditionOperator, Conditions, Principal, Statement};
use crate::cfn::{Pseudo, Resource, Text};

pub(super) fn lower(
    draft: &mut Draft,
    facts: &Facts,
    id: Id<Site>,
    site: &Site,
    logs: &AccessLogs,
) {
    let source_id = facts.ids.site_part(id, &["AccessLogSource"]);
    let destination_id = facts.ids.site_part(id, &["AccessLogDestination"]);
    let name = delivery_name(facts.app, site);
    let source = DeliverySource {
        name: name.clone(),
        resource_arn: facts.distribution_arn(id),
        log_type: "ACCESS_LOGS".to_owned(),
        tags: draft.tags(),
    };
    let bucket = Text::attribute(&facts.ids.bucket(logs.store), "Arn");
    let destination = DeliveryDestination {
        name,
        destination_resource_arn: Some(match &logs.prefix {
            Some(prefix) => bucket.then(format!("/{}", prefix.trim_matches('/'))),
            None => bucket,
        }),
        output_format: Some(OutputFormat::Json),
        tags: draft.tags(),
    };
    let delivery = Delivery {
        delivery_source_name: Text::reference(&source_id),
        delivery_destination_arn: Text::attribute(&destination_id, "Arn"),
        field_delimiter: None,
        record_fields: Vec::new(),
        s3_enable_hive_compatible_path: None,
        s3_suffix_path: None,
        tags: draft.tags(),
    };
    let delivery = Resource {
        // The first log is written as soon as the delivery stands.
        depends_on: vec![facts.ids.bucket_policy(logs.store)],
        ..Resource::new(delivery)
    };
    draft.resource(source_id, Resource::new(source), &logs.at);
    draft.resource(destination_id, Resource::new(destination), &logs.at);
    let delivery_id = facts.ids.site_part(id, &["AccessLogDelivery"]);
    draft.resource(delivery_id, delivery, &logs.at);
}

/// A name as long as deliveries may have, unique in account and region.
fn delivery_name(app: &App, site: &Site) -> Text {
    let whole = format!("{}-{}", app.name, site.name);
    let room = *limits::logs::DELIVERY_NAME_CHARACTERS.end();
    Text::from(whole.chars().take(room).collect::<String>())
}

/// What lets the logs of sites into a bucket; without it AWS would add the statement by itself, and the next update
/// of the policy would take it away.
pub(super) fn statement(facts: &Facts, store: Id<Store>) -> Option<Statement> {
    let bucket = Text::attribute(&facts.ids.bucket(store), "Arn");
    let mut places: Vec<Text> = Vec::new();
    for (_, site) in facts.app.sites.iter() {
        let Some(logs) = site.logs.as_ref().filter(|logs| logs.store == store) else {
            continue;
        };
        let place = match &logs.prefix {
            Some(prefix) => bucket
                .clone()
                .then(format!("/{}/*", prefix.trim_matches('/'))),
            None => bucket
                .clone()
                .then("/AWSLogs/")
                .then(Pseudo::AccountId)
                .then("/*"),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.is_empty() {
        return None;
    }
    let account = Text::from(Pseudo::AccountId);
    let sources = Text::from("arn:")
        .then(Pseudo::Partition)
        .then(":logs:us-east-1:")
        .then(Pseudo::AccountId)
        .then(":delivery-source:*");
    Some(Statement {
        sid: Some("AccessLogsAreDelivered".to_owned()),
        principal: Some(Principal::Service(vec![
            "delivery.logs.amazonaws.com".to_owned(),
        ])),
        conditions: Conditions::default()
            .and(
                ConditionOperator::StringEquals,
                "s3:x-amz-acl",
                ["bucket-owner-full-control"],
            )
            .and(
                ConditionOperator::StringEquals,
                "aws:SourceAccount",
                [account],
            )
            .and(ConditionOperator::ArnLike, "aws:SourceArn", [sources]),
        ..Statement::allow(vec![Action::known("s3", "PutObject")], places)
    })
}
