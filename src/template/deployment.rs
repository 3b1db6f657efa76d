//! A template as if deployed: every resource that would be made, with its properties evaluated.

use super::Template;
use super::evaluate::{Candidates, Evaluator};
use super::settings::Settings;
use super::term::Term;
use super::text::{Fact, Text};
use super::trial::{Explored, Trial, explore_until};
use crate::diag::Path;

/// The template as deployed, once for each way in which what is not known may choose between resources.
#[derive(Debug, Clone)]
pub struct Deployments {
    /// What was given.
    pub settings: Settings,
    /// At least one; several where a condition hangs on what is not known.
    pub all: Vec<Deployment>,
    /// The facts between them.
    pub facts: Vec<Fact>,
    /// Whether these are all; if not, there are too many to look at.
    pub complete: bool,
}

/// One way in which the template may turn out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// The conditions that were asked for on the way, each with whether it holds.
    pub conditions: Vec<(String, bool)>,
    /// The resources that are made, in the order of the template.
    pub resources: Vec<Resource>,
}

/// A resource as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its place among the resources of the template, from 0, those included that are not made.
    pub number: usize,
    /// Its logical id.
    pub id: String,
    /// `AWS::S3::Bucket`.
    pub kind: String,
    /// What `Ref` of it gives; `None` for types whose answer is not known.
    pub reference: Option<Text>,
    /// What is known of its attributes, by their names.
    pub attributes: Vec<(&'static str, Text)>,
    /// Its properties, a map; empty where it has none.
    pub properties: Term,
    /// Where it stands in the template.
    pub at: Path,
}

impl Resource {
    /// An attribute, where it is known.
    pub fn attribute(&self, name: &str) -> Option<&Text> {
        self.attributes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text)
    }
}

impl Deployment {
    /// The resource of this logical id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// The resources of a type.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.resources
            .iter()
            .filter(move |resource| resource.kind == kind)
    }
}

/// Deploys a template with these settings. Nothing fails: what points nowhere and what has no value is unknown.
pub fn deploy(template: &Template, settings: Settings) -> Deployments {
    deploy_ways(template, settings, usize::MAX)
}

/// The same in so many ways and one more, if there are as many.
pub fn deploy_ways(template: &Template, settings: Settings, most: usize) -> Deployments {
    let candidates = Candidates::default();
    let run =
        |trial: &mut Trial| Evaluator::new(template, &settings, &candidates, trial).deployment();
    match explore_until(most, run, PartialEq::eq) {
        Explored::Always(one) => Deployments {
            settings,
            all: vec![one],
            facts: Vec::new(),
            complete: true,
        },
        Explored::Depends {
            results,
            facts,
            complete,
        } => Deployments {
            settings,
            all: results,
            facts,
            complete,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Deployments, deploy};
    use crate::source::{Document, Source};
    use crate::template::{Fact, Settings, Template, Term};

    fn deployed(text: &str, parameters: &[(&str, &str)]) -> Deployments {
        let source = Source::read(Document::new("t.yaml", text)).unwrap();
        let given = parameters.iter();
        let settings = Settings {
            parameters: given
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            account: "111122223333".to_owned(),
            region: "us-east-1".parse().unwrap(),
            stack_name: "Shop".to_owned(),
        };
        deploy(&Template::of(source).unwrap(), settings)
    }

    /// What a value comes to, in a template that has a bit of everything.
    #[track_caller]
    fn check(value: &str, expected: &str) {
        let text = format!(
            "
Parameters:
  Given: {{ Type: String, Default: x }}
  Open: {{ Type: String }}
  List: {{ Type: CommaDelimitedList, Default: 'a, b' }}
  Path: {{ Type: 'AWS::SSM::Parameter::Value<String>', Default: /p }}
Mappings:
  M: {{ one: {{ two: found }} }}
Conditions:
  Yes: !Equals [!Ref Given, x]
  No: !Not [!Condition Yes]
Resources:
  Bucket: {{ Type: AWS::S3::Bucket }}
  Named: {{ Type: AWS::S3::Bucket, Properties: {{ BucketName: !Sub 'b-${{AWS::AccountId}}' }} }}
  Absent: {{ Type: AWS::S3::Bucket, Condition: No }}
  Role: {{ Type: AWS::IAM::Role, Properties: {{ RoleName: r, Path: /p/ }} }}
  Url: {{ Type: AWS::Lambda::Url, Properties: {{ TargetFunctionArn: f }} }}
  Thing: {{ Type: Custom::Thing }}
  Holder: {{ Type: X, Properties: {{ Value: {value} }} }}
"
        );
        let found = deployed(&text, &[]);
        assert_eq!(found.all.len(), 1, "{value}");
        let holder = found.all[0].resource("Holder").unwrap();
        let said = holder.properties.get("Value").map(|term| {
            let texts = term.items().iter().filter_map(Term::text);
            texts
                .map(|text| text.to_string())
                .collect::<Vec<_>>()
                .join("|")
        });
        assert_eq!(said.as_deref(), Some(expected), "{value}");
    }

    #[test]
    fn names_and_attributes() {
        check("!Ref Given", "x");
        check("!Ref Open", "{parameter Open}");
        check("!Ref List", "a|b");
        check("!Ref Path", "{SSM parameter /p}");
        check("!Ref AWS::Region", "us-east-1");
        check("!Ref Bucket", "shop-bucket-<Bucket>");
        check("!GetAtt Named.Arn", "arn:aws:s3:::b-111122223333");
        check(
            "!GetAtt [Named, RegionalDomainName]",
            "b-111122223333.s3.us-east-1.amazonaws.com",
        );
        check("!GetAtt Role.Arn", "arn:aws:iam::111122223333:role/p/r");
        check("!Ref Absent", "{Absent}");
        check("!Ref Nothing", "{Nothing}");
        check("!GetAtt Thing.Domain", "{Thing.Domain}");
    }

    #[test]
    fn functions() {
        check(
            "!Sub '${Named}/${!x}/${AWS::Partition}'",
            "b-111122223333/${x}/aws",
        );
        check(
            "!Sub ['${A}-${Given}', { A: !Ref Open }]",
            "{parameter Open}-x",
        );
        check("!Join ['/', [a, !Ref Open, b]]", "a/{parameter Open}/b");
        check("!Join ['+', !Ref List]", "a+b");
        check("!Select [1, !Ref List]", "b");
        check(
            "!Select [2, !Split ['/', !GetAtt Url.FunctionUrl]]",
            "<Url>.lambda-url.us-east-1.on.aws",
        );
        check("!FindInMap [M, one, two]", "found");
        check("!FindInMap [M, one, three, { DefaultValue: none }]", "none");
        check("!Base64 foo", "Zm9v");
        check("!Cidr [10.0.0.0/24, 2, 7]", "10.0.0.0/25|10.0.0.128/25");
        check("!ImportValue shared", "{import shared}");
        check("'{{resolve:ssm:/x:1}}/y'", "{dynamic reference ssm:/x:1}/y");
        check("!If [Yes, a, b]", "a");
        check("!If [No, a, b]", "b");
        check("[a, !If [No, b, !Ref 'AWS::NoValue'], c]", "a|c");
        check("{ 'Fn::Length': !Ref List }", "2");
        check(
            "{ 'Fn::ToJsonString': { a: [1, true] } }",
            r#"{"a":[1,true]}"#,
        );
        check(
            "!Select [9, !Ref List]",
            "{Fn::Select of what is not in the list at Resources.Holder.Properties.Value.Fn::Select}",
        );
    }

    const STAGES: &str = "
Parameters:
  Stage: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Always: { Type: X, Properties: { Name: !Sub 'a-${Stage}' } }
  Prod: { Type: X, Condition: IsProd }
  Test: { Type: X, Condition: IsTest }
";

    #[test]
    fn a_condition_that_is_not_known_is_tried_both_ways() {
        let found = deployed(STAGES, &[]);
        let facts: Vec<&str> = found.facts.iter().map(Fact::as_str).collect();
        assert_eq!(facts, ["parameter Stage"]);
        let resources = found.all.iter().map(|one| {
            let ids: Vec<&str> = one.resources.iter().map(|one| one.id.as_str()).collect();
            (
                ids.join("+"),
                one.resources[0]
                    .properties
                    .text_at(&["Name"])
                    .unwrap()
                    .to_string(),
            )
        });
        let expected = [
            ("Always+Prod".to_owned(), "a-prod".to_owned()),
            ("Always+Test".to_owned(), "a-test".to_owned()),
            ("Always".to_owned(), "a-{parameter Stage}".to_owned()),
        ];
        assert_eq!(resources.collect::<Vec<_>>(), expected);
        assert!(found.complete);
    }

    #[test]
    fn a_condition_that_is_known_is_not_tried() {
        let found = deployed(STAGES, &[("Stage", "test")]);
        let [one] = &found.all[..] else {
            panic!("{found:?}")
        };
        assert!(one.resource("Test").is_some() && one.resource("Prod").is_none());
    }

    #[test]
    fn a_ring_of_names_and_conditions_ends() {
        let text = "
Conditions: { A: !Condition B, B: !Condition A }
Resources:
  One: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Two } }
  Two: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref One } }
  Three: { Type: X, Condition: A }
";
        let found = deployed(text, &[]);
        assert!(found.all.iter().all(|one| one.resource("One").is_some()));
    }
}
