//! Questions to small templates: who may do what, and why.

mod accounts;
mod conditions;
mod identities;
mod laws;
mod resources;
mod unknown;
mod variables;

use std::collections::BTreeMap;

use super::{Call, Policy, Ruling, authorize};
use crate::simulate::action::decide;
use crate::simulate::context::Context;
use crate::simulate::request::{Facts, Request, Values, What};
use crate::simulate::run::Run;
use crate::simulate::world::World;
use crate::simulate::{Caller, Identity};
use crate::source::{Document, Node, Source, read};
use crate::template::{Explored, Settings, Template, Text, Trial, deploy, explore};

/// A template as deployed, with the policies of its buckets.
pub(super) struct Stack {
    world: World,
    /// Names of buckets, and policies that are attached to them.
    buckets: Vec<(Text, Policy)>,
}

/// A question.
#[derive(Clone)]
pub(super) struct Question<'a> {
    stack: &'a Stack,
    request: Request,
    owner: String,
    restricted: bool,
}

/// A tree from YAML or JSON.
pub(super) fn tree(text: &str) -> Node {
    read(&Document::new("test", text)).unwrap()
}

impl Stack {
    /// A template with these resources, in YAML.
    pub(super) fn new(resources: &str) -> Self {
        Self::of(&format!("Resources:\n{resources}"))
    }

    /// A template, in YAML.
    pub(super) fn of(template: &str) -> Self {
        let source = Source::read(Document::new("test", template)).unwrap();
        let template = Template::of(source).unwrap();
        let settings = Settings {
            parameters: BTreeMap::new(),
            account: "123456789012".to_owned(),
            region: "us-east-1".parse().unwrap(),
            stack_name: "stack".to_owned(),
        };
        let mut deployments = deploy(&template, settings);
        let world = World::new(deployments.all.swap_remove(0), deployments.settings);
        let documents = world.resources.of_kind("AWS::S3::BucketPolicy");
        let documents = documents.filter_map(|(id, policy)| {
            let document = policy.properties.get("PolicyDocument")?;
            let bucket = policy.properties.text_at(&["Bucket"])?;
            Some((bucket, Policy::read(Some(id), document)))
        });
        let buckets = documents.collect();
        Self { world, buckets }
    }

    /// One role `Role` with this policy, and a bucket policy if one is given, both as flow maps.
    pub(super) fn role(identity: &str, bucket: &str) -> Self {
        let inline = match identity {
            "" => String::new(),
            identity => format!("{{PolicyName: p, PolicyDocument: {}}}", document(identity)),
        };
        let policy = match bucket {
            "" => "{}".to_owned(),
            bucket => document(bucket),
        };
        Self::new(&format!(
            "
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: reader
      AssumeRolePolicyDocument: {{}}
      Policies: [{inline}]
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: b
      PolicyDocument: {policy}
"
        ))
    }

    fn identity(&self, id: &str) -> Identity {
        let resource = self.world.resources.find(id).unwrap();
        let arn = match self.world.resources.get(resource).attribute("Arn") {
            Some(arn) => arn.to_string(),
            None => {
                format!("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity <{id}>")
            }
        };
        Identity {
            arn,
            account: "123456789012".to_owned(),
            session: None,
            resource: Some(resource),
        }
    }

    /// Somebody by the words of `--as`.
    fn caller(&self, who: &str) -> Caller {
        if who == "anonymous" {
            return Caller::Anonymous;
        }
        if let Some(service) = who.strip_prefix("service:") {
            return Caller::Service(service.to_owned());
        }
        if let Some(account) = who.strip_prefix("account:") {
            return Caller::Account(account.to_owned());
        }
        if let Some(arn) = who.strip_prefix("arn:") {
            let account = who.split(':').nth(4).unwrap().to_owned();
            let session = arn.split_once("assumed-role/");
            let (arn, session) = match session.and_then(|(_, name)| name.split_once('/')) {
                Some((role, session)) => (
                    format!("arn:aws:iam::{account}:role/{role}"),
                    Some(session.to_owned()),
                ),
                None => (who.to_owned(), None),
            };
            let all = self.world.resources.all();
            let mut same = all.filter(|(_, resource)| {
                resource.attribute("Arn").and_then(Text::as_known) == Some(&arn)
            });
            let identity = Identity {
                resource: same.next().map(|(id, _)| id),
                account,
                session,
                arn,
            };
            return if identity.arn.contains(":user/") {
                Caller::User(identity)
            } else {
                Caller::Role(identity)
            };
        }
        let identity = self.identity(who);
        let resource = identity.resource.unwrap();
        match self.world.resources.get(resource).kind.as_str() {
            "AWS::IAM::User" => Caller::User(identity),
            "AWS::IAM::Role" => Caller::Role(identity),
            _ => Caller::OriginAccessIdentity(Identity {
                account: "cloudfront".to_owned(),
                ..identity
            }),
        }
    }

    /// Whether somebody may do something.
    pub(super) fn may(&self, who: &str, action: &str, resource: &str) -> Question<'_> {
        Question {
            stack: self,
            request: Request {
                what: What::Action {
                    action: action.to_owned(),
                    resource: Text::from(resource),
                },
                caller: self.caller(who),
                presigned: false,
                context: BTreeMap::new(),
                missing: false,
                facts: Facts::default(),
            },
            owner: "123456789012".to_owned(),
            restricted: false,
        }
    }
}

/// Statements as a policy of the current version; a whole document stays as it is.
pub(super) fn document(statements: &str) -> String {
    if statements.contains("Statement") {
        statements.to_owned()
    } else {
        format!("{{Version: '2012-10-17', Statement: [{statements}]}}")
    }
}

impl Question<'_> {
    /// With one value of a key.
    pub(super) fn with(mut self, key: &str, value: &str) -> Self {
        let key = key.to_ascii_lowercase();
        self.request
            .context
            .insert(key, Values::One(value.to_owned()));
        self
    }

    /// With several values of a key; none is a key that is not there.
    pub(super) fn with_all(mut self, key: &str, values: &[&str]) -> Self {
        let values = match values {
            [] => Values::Absent,
            values => Values::Many(values.iter().map(|&value| value.to_owned()).collect()),
        };
        self.request
            .context
            .insert(key.to_ascii_lowercase(), values);
        self
    }

    /// With what the caller has elsewhere.
    pub(super) fn having(mut self, statements: &str) -> Self {
        self.request.facts.identity_policies = Some(vec![tree(&document(statements))]);
        self
    }

    /// In a session with a policy of its own.
    pub(super) fn in_session(mut self, statements: &str) -> Self {
        self.request.facts.session_policy = Some(tree(&document(statements)));
        self
    }

    /// On a bucket of this account.
    pub(super) fn owned_by(mut self, account: &str) -> Self {
        account.clone_into(&mut self.owner);
        self
    }

    /// With the grants of the bucket's policy restricted.
    pub(super) fn restricted(mut self) -> Self {
        self.restricted = true;
        self
    }

    fn rule(&self, trial: &mut Trial) -> Ruling {
        let mut run = Run::new(&self.stack.world, &self.request, trial);
        let What::Action { action, resource } = &self.request.what else {
            unreachable!("all questions are about actions")
        };
        if !action.to_lowercase().starts_with("s3:") {
            return decide(&mut run, action, resource).0;
        }
        let name = resource
            .as_known()
            .and_then(|arn| arn.split([':', '/']).nth(5));
        let buckets = self.stack.buckets.iter();
        let of_bucket = buckets.filter(|(bucket, _)| bucket.as_known() == name);
        let policies: Vec<&Policy> = of_bucket.map(|(_, policy)| policy).collect();
        let call = Call {
            caller: &self.request.caller,
            action,
            resource,
            owner: &self.owner,
            context: &Context::default(),
            resource_policies: &policies,
            restricted: self.restricted,
        };
        authorize(&mut run, &call)
    }

    /// All that it may come to.
    pub(super) fn explored(&self) -> Explored<Ruling> {
        explore(
            |trial| self.rule(trial),
            |one, other| one.verdict == other.verdict && one.reason == other.reason,
        )
    }

    /// `allowed`, `explicit-deny`, the reason of an implicit deny, or what it hinges on and may come to.
    pub(super) fn answer(&self) -> String {
        let word = |ruling: &Ruling| ruling.reason.code().to_owned();
        match self.explored() {
            Explored::Always(ruling) => word(&ruling),
            Explored::Depends {
                results,
                facts,
                complete,
            } => {
                let mut words: Vec<String> = results.iter().map(word).collect();
                words.sort();
                let facts: Vec<&str> = facts.iter().map(crate::template::Fact::as_str).collect();
                let more = if complete { "" } else { " and more" };
                format!("{} by {}{more}", words.join("|"), facts.join(", "))
            }
        }
    }

    /// Where it must be this.
    #[track_caller]
    pub(super) fn is(&self, expected: &str) {
        assert_eq!(self.answer(), expected);
    }
}
