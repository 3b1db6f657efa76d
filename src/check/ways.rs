//! The ways in which a template may turn out, and what is found in each of them told once.

use super::closed::{self, Closed};
use super::deployed::Deployed;
use super::{Findings, Rule};
use crate::diag::{Diagnostic, quoted};
use crate::simulate::World;
use crate::template::{Fact, Settings, Template, deploy_ways};

/// How many ways are looked at; a template with more of them is told so.
pub(super) const MOST_WAYS: usize = 48;

/// The template as deployed, in each way that is looked at.
#[derive(Debug)]
pub(super) struct Ways {
    worlds: Vec<World>,
    /// The facts that no template holds and that make the difference between the ways.
    facts: Vec<Fact>,
    /// Whether these are all.
    are_all: bool,
}

impl Ways {
    /// Deploys a template with these settings.
    pub(super) fn of(template: &Template, settings: Settings) -> Self {
        let deployments = deploy_ways(template, settings, MOST_WAYS);
        let settings = deployments.settings;
        let are_all = deployments.complete && deployments.all.len() <= MOST_WAYS;
        let looked_at = deployments.all.into_iter().take(MOST_WAYS);
        Self {
            worlds: looked_at
                .map(|deployment| World::new(deployment, settings.clone()))
                .collect(),
            facts: deployments.facts,
            are_all,
        }
    }

    /// What rules look at in each of them.
    pub(super) fn deployed<'a>(&'a self, template: &'a Template) -> Vec<Deployed<'a>> {
        let worlds = self.worlds.iter();
        worlds
            .map(|world| Deployed::new(template, world, self.are_all))
            .collect()
    }
}

/// What a rule finds in all ways, each finding once; one that is found in some of them alone says in which.
pub(super) fn merged(
    ways: &Ways,
    deployed: &[Deployed],
    rule: &'static Rule,
    find: fn(&Deployed, &mut Findings),
) -> Vec<Diagnostic> {
    let mut found: Vec<(Diagnostic, Vec<bool>)> = Vec::new();
    for (number, way) in deployed.iter().enumerate() {
        let mut findings = Findings::of(rule);
        find(way, &mut findings);
        for finding in findings.into_vec() {
            let known = found.iter().position(|(known, _)| *known == finding);
            let known = known.unwrap_or_else(|| {
                found.push((finding, vec![false; deployed.len()]));
                found.len() - 1
            });
            found[known].1[number] = true;
        }
    }
    let told = |(mut finding, within): (Diagnostic, Vec<bool>)| {
        if !within.iter().all(|is| *is) {
            finding.message.push_str(&when(ways, &within));
        }
        finding
    };
    found.into_iter().map(told).collect()
}

/// Who may read and write each bucket, in each way in which that differs.
pub(super) fn closed(ways: &Ways, deployed: &[Deployed]) -> Vec<Closed> {
    let mut found: Vec<(Closed, Vec<bool>)> = Vec::new();
    for (number, way) in deployed.iter().enumerate() {
        for one in closed::read(way) {
            let known = found.iter().position(|(known, _)| *known == one);
            let known = known.unwrap_or_else(|| {
                found.push((one, vec![false; deployed.len()]));
                found.len() - 1
            });
            found[known].1[number] = true;
        }
    }
    let told = |(mut closed, within): (Closed, Vec<bool>)| {
        if !within.iter().all(|is| *is) {
            let when = when(ways, &within);
            closed.when = Some(when.trim_start_matches(", ").to_owned());
        }
        closed
    };
    found.into_iter().map(told).collect()
}

/// In which ways something is so: by the condition that makes the difference, or by the facts that may.
fn when(ways: &Ways, within: &[bool]) -> String {
    let first = ways
        .worlds
        .first()
        .map(|world| world.resources.conditions());
    for (condition, _) in first.unwrap_or_default() {
        let holds = |world: &World| {
            let mut known = world.resources.conditions().iter();
            known
                .find(|(name, _)| name == condition)
                .map(|(_, holds)| *holds)
        };
        let told: Option<Vec<bool>> = ways.worlds.iter().map(holds).collect();
        match told {
            Some(told) if told == within => {
                return format!(", where condition `{condition}` holds");
            }
            Some(told) if told.iter().zip(within).all(|(holds, is)| holds != is) => {
                return format!(", where condition `{condition}` does not hold");
            }
            Some(_) | None => {}
        }
    }
    let facts: Vec<String> = ways.facts.iter().map(ToString::to_string).collect();
    let facts = quoted(facts.iter().map(String::as_str));
    format!(", in some of the ways in which the template may turn out (it depends on {facts})")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{MOST_WAYS, Ways, closed, merged};
    use crate::check::{Deployed, Find, Findings, Rule, Selection, check};
    use crate::diag::Severity;
    use crate::source::{Document, Source};
    use crate::template::{Settings, Template};

    static RULE: Rule = Rule {
        code: "made",
        severity: Severity::Advice,
        refuses: false,
        page: "",
        find: Find::Deployed(made),
    };

    /// Says of each topic that it is made.
    fn made(deployed: &Deployed, findings: &mut Findings) {
        for (_, topic) in deployed.of_kind("AWS::SNS::Topic") {
            let finding = findings.at(&topic.at, format!("`{}` is made", topic.id));
            findings.add(finding);
        }
    }

    /// Says that it is two topics.
    fn two(deployed: &Deployed, findings: &mut Findings) {
        if deployed.of_kind("AWS::SNS::Topic").count() == 2 {
            findings.add(findings.everywhere("they are two"));
        }
    }

    /// Says that there is no topic.
    fn none_made(deployed: &Deployed, findings: &mut Findings) {
        if deployed.of_kind("AWS::SNS::Topic").next().is_none() {
            findings.add(findings.everywhere("none is made"));
        }
    }

    fn template(text: &str) -> Template {
        let source = Source::read(Document::new("t.yaml", text)).unwrap();
        Template::of(source).unwrap()
    }

    /// Deployed with these values of parameters.
    fn settings(parameters: &[(&str, &str)]) -> Settings {
        let given = parameters.iter();
        Settings {
            parameters: given
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            account: "111122223333".to_owned(),
            region: "us-east-1".parse().unwrap(),
            stack_name: "stack".to_owned(),
        }
    }

    /// What is told of a template by what looks at it in each way.
    fn told(
        text: &str,
        parameters: &[(&str, &str)],
        find: fn(&Deployed, &mut Findings),
    ) -> Vec<String> {
        let template = template(text);
        let ways = Ways::of(&template, settings(parameters));
        let found = merged(&ways, &ways.deployed(&template), &RULE, find).into_iter();
        found.map(|finding| finding.message).collect()
    }

    /// Topics beside one another, in a template whose conditions hang on two parameters.
    fn topics(conditions: &[&str]) -> String {
        let topics = conditions.iter().enumerate().map(|(number, condition)| {
            format!("  T{number}: {{ Type: AWS::SNS::Topic{condition} }}\n")
        });
        format!(
            "Parameters: {{ Stage: {{ Type: String }}, Size: {{ Type: String }} }}\nConditions:\n  \
             Live: !Equals [!Ref Stage, live]\n  Large: !Equals [!Ref Size, large]\nResources:\n{}",
            topics.collect::<String>()
        )
    }

    #[test]
    fn what_is_found_in_all_ways_is_told_once() {
        let text = topics(&["", ", Condition: Live"]);
        assert_eq!(
            told(&text, &[], made),
            ["`T0` is made", "`T1` is made, where condition `Live` holds"]
        );
        assert_eq!(
            told(&text, &[("Stage", "live")], made),
            ["`T0` is made", "`T1` is made"]
        );
        assert_eq!(told(&text, &[("Stage", "test")], made), ["`T0` is made"]);
    }

    #[test]
    fn what_is_found_in_some_ways_names_the_condition_that_makes_the_difference() {
        // Both conditions choose between resources; each finding hangs on one of them.
        let text = topics(&[", Condition: Live", ", Condition: Large"]);
        let mut all = told(&text, &[], made);
        all.sort();
        assert_eq!(
            all,
            [
                "`T0` is made, where condition `Live` holds",
                "`T1` is made, where condition `Large` holds"
            ]
        );
        let one = topics(&[", Condition: Live"]);
        assert_eq!(
            told(&one, &[], none_made),
            ["none is made, where condition `Live` does not hold"]
        );
    }

    #[test]
    fn what_no_single_condition_decides_names_the_facts() {
        let text = topics(&[", Condition: Live", ", Condition: Large"]);
        assert_eq!(
            told(&text, &[], two),
            [
                "they are two, in some of the ways in which the template may turn out \
                 (it depends on `parameter Size`, `parameter Stage`)"
            ]
        );
        // Where one of the two is given, the condition of the other decides.
        assert_eq!(
            told(&text, &[("Size", "large")], two),
            ["they are two, where condition `Live` holds"]
        );
    }

    #[test]
    fn a_closed_list_says_in_which_ways_it_is_so() {
        let text = "
Parameters: { Stage: { Type: String } }
Conditions: { Live: !Equals [!Ref Stage, live] }
Resources:
  Photos: { Type: AWS::S3::Bucket }
  Logs: { Type: AWS::S3::Bucket }
  Reader:
    Type: AWS::IAM::Role
    Condition: Live
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: p
          PolicyDocument: { Statement: { Effect: Allow, Action: s3:GetObject, Resource: !Sub '${Photos.Arn}/*' } }
";
        let template = template(text);
        let lists = |parameters: &[(&str, &str)]| {
            let ways = Ways::of(&template, settings(parameters));
            let found = closed(&ways, &ways.deployed(&template));
            let said = found.into_iter().map(|one| {
                let readers = one.readers.into_iter().map(|reader| reader.name);
                (one.bucket, readers.collect::<Vec<_>>(), one.when)
            });
            said.fold(BTreeMap::new(), |mut all, (bucket, readers, when)| {
                let list: &mut Vec<_> = all.entry(bucket).or_default();
                list.push((readers, when));
                all
            })
        };
        let reader = || vec!["Reader".to_owned()];
        let found = lists(&[]);
        assert_eq!(found["Logs"], [(Vec::new(), None)]);
        assert_eq!(
            found["Photos"],
            [
                (reader(), Some("where condition `Live` holds".to_owned())),
                (
                    Vec::new(),
                    Some("where condition `Live` does not hold".to_owned())
                ),
            ]
        );
        assert_eq!(lists(&[("Stage", "live")])["Photos"], [(reader(), None)]);
    }

    /// A template that turns out in so many ways: one topic for each value of a parameter, and a queue in all of them.
    fn in_ways(count: usize) -> String {
        let values = (0..count).map(|number| format!("v{number}"));
        let conditions =
            (0..count).map(|number| format!("  Is{number}: !Equals [!Ref V, v{number}]\n"));
        let topics = (0..count).map(|number| {
            format!("  T{number}: {{ Type: AWS::SNS::Topic, Condition: Is{number} }}\n")
        });
        format!(
            "Parameters: {{ V: {{ Type: String, AllowedValues: [{}] }} }}\nConditions:\n{}Resources:\n{}",
            values.collect::<Vec<_>>().join(", "),
            conditions.collect::<String>(),
            topics.collect::<String>()
        )
    }

    #[test]
    fn more_ways_than_are_looked_at_are_told() {
        let codes = |count: usize, parameters: &[(&str, &str)]| {
            let selection = Selection {
                only: vec!["too-many-ways"],
                skip: Vec::new(),
            };
            let found =
                check(&template(&in_ways(count)), settings(parameters), &selection).findings;
            let codes = found.into_iter().map(|finding| finding.code);
            codes.collect::<Vec<_>>()
        };
        assert_eq!(codes(MOST_WAYS, &[]), [""; 0]);
        assert_eq!(codes(MOST_WAYS + 1, &[]), ["too-many-ways"]);
        assert_eq!(codes(MOST_WAYS + 1, &[("V", "v7")]), [""; 0]);
    }

    #[test]
    fn no_more_ways_are_looked_at_than_are_said_to_be() {
        for (count, looked_at) in [(3, 3), (MOST_WAYS, MOST_WAYS), (MOST_WAYS + 1, MOST_WAYS)] {
            assert_eq!(told(&in_ways(count), &[], made).len(), looked_at);
        }
    }
}
