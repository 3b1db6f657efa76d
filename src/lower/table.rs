//! A table of the stack as resources.

use super::draft::Draft;
use super::fact::Facts;
use crate::app::{Id, Key, OwnTable, Table, TableIs};
use crate::aws::{Attribute, Holds};
use crate::cfn::dynamodb::{
    self, AttributeDefinition, AttributeType, BillingMode, GlobalSecondaryIndex, KeySchemaElement,
    KeyType, PointInTimeRecoverySpecification, Projection, ProjectionType, SseSpecification,
    TimeToLiveSpecification,
};
use crate::cfn::{DeletionPolicy, Resource, Text, UpdateReplacePolicy};

pub(super) fn lower(draft: &mut Draft, facts: &Facts, id: Id<Table>, table: &Table) {
    let TableIs::Created(own) = &table.is else {
        return;
    };
    let properties = dynamodb::Table {
        table_name: Some(Text::from(own.physical_name.as_str())),
        attribute_definitions: attributes(own),
        key_schema: key_schema(&own.key),
        global_secondary_indexes: own.indexes.iter().map(index).collect(),
        billing_mode: Some(BillingMode::PayPerRequest),
        provisioned_throughput: None,
        time_to_live_specification: own
            .expires
            .as_ref()
            .map(|attribute| TimeToLiveSpecification {
                attribute_name: attribute.clone(),
                enabled: true,
            }),
        point_in_time_recovery_specification: Some(PointInTimeRecoverySpecification {
            point_in_time_recovery_enabled: own.point_in_time_recovery,
            recovery_period_in_days: None,
        }),
        sse_specification: Some(SseSpecification {
            sse_enabled: true,
            sse_type: None,
            kms_master_key_id: None,
        }),
        deletion_protection_enabled: None,
        tags: draft.tags(),
    };
    let resource = holding_data(Resource::new(properties), own.keeps_data);
    draft.resource(facts.ids.table(id), resource, &table.at);
}

/// What holds data stays when it leaves the stack, but for a first creation that fails: its fixed name would then
/// stand in the way of every next try.
pub(super) fn holding_data(resource: Resource, keeps_data: bool) -> Resource {
    let (deletion, replacement) = if keeps_data {
        (
            DeletionPolicy::RetainExceptOnCreate,
            UpdateReplacePolicy::Retain,
        )
    } else {
        (DeletionPolicy::Delete, UpdateReplacePolicy::Delete)
    };
    Resource {
        deletion_policy: Some(deletion),
        update_replace_policy: Some(replacement),
        ..resource
    }
}

/// DynamoDB wants each key attribute once, however many keys it is part of.
fn attributes(table: &OwnTable) -> Vec<AttributeDefinition> {
    let keys = [&table.key]
        .into_iter()
        .chain(table.indexes.iter().map(|(_, key)| key));
    let mut definitions: Vec<AttributeDefinition> = keys
        .flat_map(|key| [&key.partition].into_iter().chain(&key.sort))
        .map(|Attribute { name, holds }| AttributeDefinition {
            attribute_name: name.clone(),
            attribute_type: match holds {
                Holds::Text => AttributeType::String,
                Holds::Number => AttributeType::Number,
                Holds::Bytes => AttributeType::Binary,
            },
        })
        .collect();
    definitions.sort_by(|one, other| one.attribute_name.cmp(&other.attribute_name));
    definitions.dedup();
    definitions
}

fn key_schema(key: &Key) -> Vec<KeySchemaElement> {
    let partition = (&key.partition, KeyType::Hash);
    let sort = key.sort.as_ref().map(|sort| (sort, KeyType::Range));
    [partition]
        .into_iter()
        .chain(sort)
        .map(|(attribute, key_type)| KeySchemaElement {
            attribute_name: attribute.name.clone(),
            key_type,
        })
        .collect()
}

fn index((name, key): &(String, Key)) -> GlobalSecondaryIndex {
    GlobalSecondaryIndex {
        index_name: name.clone(),
        key_schema: key_schema(key),
        projection: Projection {
            projection_type: ProjectionType::All,
            non_key_attributes: Vec::new(),
        },
        provisioned_throughput: None,
    }
}
