//! Facts as texts of the template.

use super::ids::Ids;
use crate::app::{
    Announcement, App, BucketIs, DomainWay, Fact, Id, Site, Store, Table, TableIs, Value,
};
use crate::cfn::{self, Pseudo, Text};

/// The texts that the template has for the facts of an app.
pub(super) struct Facts<'a> {
    pub(super) app: &'a App,
    pub(super) ids: Ids<'a>,
}

impl<'a> Facts<'a> {
    pub(super) const fn new(app: &'a App) -> Self {
        Self {
            app,
            ids: Ids::new(app),
        }
    }

    /// The text of a fact.
    pub(super) fn text(&self, fact: &Fact) -> Text {
        match fact {
            Fact::Literal(text) => Text::from(text.as_str()),
            Fact::Parameter(parameter) => Text::reference(self.ids.parameter(*parameter)),
            Fact::Raw(id, None) => Text::reference(id),
            Fact::Raw(id, Some(attribute)) => Text::attribute(id, attribute.as_str()),
            Fact::StoreName(store) => self.bucket_name(*store),
            Fact::TableName(table) => self.table_name(*table),
            Fact::UserPoolId(pool) => self.text(&self.app.user_pools[*pool].pool_id),
            Fact::ServiceName(service) => {
                Text::from(self.app.services[*service].physical_name.as_str())
            }
        }
    }

    /// The value of an environment variable.
    pub(super) fn value(&self, value: &Value) -> cfn::Value<Text> {
        match value {
            Value::Fact(fact) => self.text(fact).into(),
            Value::Domain(site, DomainWay::Directly) => self.distribution_domain(*site).into(),
            Value::Domain(site, DomainWay::Announced) => self.announced_domain(*site),
        }
    }

    /// The host name that CloudFront gives a distribution.
    pub(super) fn distribution_domain(&self, site: Id<Site>) -> Text {
        Text::attribute(&self.ids.distribution(site), "DomainName")
    }

    /// The ARN of a distribution.
    pub(super) fn distribution_arn(&self, site: Id<Site>) -> Text {
        Text::from("arn:")
            .then(Pseudo::Partition)
            .then(":cloudfront::")
            .then(Pseudo::AccountId)
            .then(":distribution/")
            .then(Text::reference(&self.ids.distribution(site)))
    }

    fn announced_domain(&self, site: Id<Site>) -> cfn::Value<Text> {
        match &self.app.sites[site].announcement {
            Announcement::Known(alias) => Text::from(alias.as_str()).into(),
            Announcement::Ssm(name) => Text::from(name.as_str()).into(),
            Announcement::Parameter(pin) | Announcement::CustomResource(pin) => {
                let pin = self.ids.parameter(*pin);
                let unknown = Ids::domain_unknown(pin);
                cfn::Value::when(&unknown, cfn::Value::NoValue, Text::reference(pin))
            }
            Announcement::Unneeded => self.distribution_domain(site).into(),
        }
    }

    /// A bucket's name, never as a reference: environments and roles must not wait for buckets, whose CORS rules
    /// may wait for a distribution, which waits for the functions (docs/adr/0003-cycles.md).
    pub(super) fn bucket_name(&self, store: Id<Store>) -> Text {
        match &self.app.stores[store].bucket {
            BucketIs::Created(base) => Text::from(base.as_str()).then("-").then(Pseudo::AccountId),
            BucketIs::Existing(name) => self.text(name),
        }
    }

    /// The ARN of a bucket, by its name.
    pub(super) fn bucket_arn(&self, store: Id<Store>) -> Text {
        Text::from("arn:")
            .then(Pseudo::Partition)
            .then(":s3:::")
            .then(self.bucket_name(store))
    }

    fn table_name(&self, table: Id<Table>) -> Text {
        match &self.app.tables[table].is {
            TableIs::Existing(name) => self.text(name),
            TableIs::Created(_) => Text::reference(&self.ids.table(table)),
        }
    }

    /// The ARNs of a table and, where it has any, of its indexes.
    pub(super) fn table_arns(&self, table: Id<Table>) -> Vec<Text> {
        match &self.app.tables[table].is {
            TableIs::Existing(name) => vec![Self::arn("dynamodb", "table/").then(self.text(name))],
            TableIs::Created(own) => {
                let arn = Text::attribute(&self.ids.table(table), "Arn");
                let indexes = (!own.indexes.is_empty()).then(|| arn.clone().then("/index/*"));
                [arn].into_iter().chain(indexes).collect()
            }
        }
    }

    /// The beginning of the ARN of something of this account and region.
    pub(super) fn arn(service: &str, resource: &str) -> Text {
        Text::from("arn:")
            .then(Pseudo::Partition)
            .then(format!(":{service}:"))
            .then(Pseudo::Region)
            .then(":")
            .then(Pseudo::AccountId)
            .then(format!(":{resource}"))
    }

    /// A name that is unique in the account, which all regions share: `<base>-<region>`, at most 64 characters.
    pub(super) fn account_wide_name(&self, base: &str) -> Text {
        let room = 63_usize
            .saturating_sub(self.app.region.as_str().len())
            .max(20);
        let base = if base.len() <= room {
            base.to_owned()
        } else {
            // Two long names may share their beginning; their digests differ.
            let digest = super::digest::digest(base);
            format!(
                "{}-{}",
                base[..room - 9].trim_end_matches('-'),
                &digest[..8]
            )
        };
        Text::from(base).then("-").then(Pseudo::Region)
    }
}
