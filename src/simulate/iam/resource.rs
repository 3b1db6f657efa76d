//! Which resources a statement speaks of.

use super::asked::Asked;
use super::condition::Item;
use super::holds::Holds;
use super::operator::Comparison;
use super::pattern::{Glob, Pattern};
use crate::template::{Part, Term, Text};

/// `Resource` or `NotResource`.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html>
#[derive(Debug)]
pub(super) enum Resources {
    /// These.
    Only(Vec<Resource>),
    /// All but these.
    AllBut(Vec<Resource>),
    /// The one that holds the policy: a trust policy names no resource.
    Holder,
}

#[derive(Debug)]
pub(super) enum Resource {
    /// `*`.
    All,
    /// Those whose ARN matches.
    Arn(Pattern, Comparison),
    /// None: what AWS refuses.
    None,
}

impl Resources {
    /// Reads those of a statement; `None` where it has both, or none where there must be some, which AWS refuses.
    pub(super) fn read(statement: &Term, is_identity: bool, variables: bool) -> Option<Self> {
        let read = |listed: &Term| {
            let read = |resource: &Term| match resource.text() {
                Some(text) => Resource::read(&text, is_identity, variables),
                None => Resource::None,
            };
            listed.items().iter().map(read).collect()
        };
        match (statement.get("Resource"), statement.get("NotResource")) {
            (Some(listed), None) => Some(Self::Only(read(listed))),
            (None, Some(listed)) => Some(Self::AllBut(read(listed))),
            (None, None) if !is_identity => Some(Self::Holder),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

impl Resources {
    /// The patterns that stand there, each as one that matches all that it may come to.
    pub(super) fn patterns(&self) -> Vec<String> {
        let listed = match self {
            Self::Only(listed) | Self::AllBut(listed) => &listed[..],
            Self::Holder => &[],
        };
        let pattern = |resource: &Resource| match resource {
            Resource::All => Some("*".to_owned()),
            Resource::Arn(pattern, _) => Some(pattern.widest()),
            Resource::None => None,
        };
        listed.iter().filter_map(pattern).collect()
    }
}

impl Resource {
    fn read(text: &Text, is_identity: bool, variables: bool) -> Self {
        if text.as_known() == Some("*") {
            return Self::All;
        }
        let Some(text) = completed(text, is_identity) else {
            return Self::None;
        };
        let Some((head, tail)) = parted(&text) else {
            // Five colons are not there for certain: what there is of it is compared as it stands.
            return Self::Arn(Pattern::read(&text, true, variables), Comparison::Like);
        };
        let known = head.widest();
        let segments: Vec<&str> = known.split(':').collect();
        let is_arn = segments.first().is_some_and(|first| *first == "arn");
        let service = segments.get(2).copied().unwrap_or_default();
        let is_open = head.as_known().is_none();
        if !is_open && (!is_arn || service.contains(['*', '?'])) {
            return Self::None;
        }
        if !UNTYPED.contains(&service) && has_open_type(&tail) {
            return Self::None;
        }
        // "You can use wildcard characters within the individual segments of an ARN […]. If the `*` wildcard is the last
        // character of a resource ARN segment, it can expand to match beyond the colon boundaries." A `*` before the service
        // may not, since there is no wildcard in the service segment.
        let within = |segment: &&str| {
            let inner = segment.strip_suffix('*').unwrap_or(segment);
            inner.contains(['*', '?'])
        };
        let by_part = segments.iter().any(within)
            || segments
                .get(1)
                .is_some_and(|partition| partition.contains('*'));
        let comparison = if by_part && !is_open {
            Comparison::Arn
        } else {
            Comparison::Like
        };
        // "You can't use a variable to replace parts of the ARN before the fifth colon."
        let pattern = Pattern::read(&head, true, false).then(Pattern::read(&tail, true, variables));
        Self::Arn(pattern, comparison)
    }
}

/// Services whose ARNs name their resources without a type before them.
const UNTYPED: &[&str] = &["apigateway", "execute-api", "s3", "sns", "sqs"];

/// "You cannot use a wildcard in the portion of the ARN that specifies the resource type": before the first `/` or `:`, where
/// there is one. A `*` that stands for type and name at once is none such.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths-wildcards>
fn has_open_type(tail: &Text) -> bool {
    let Some(Part::Known(known)) = tail.parts().first() else {
        return false;
    };
    let resource = known.strip_prefix(':').unwrap_or(known);
    let typed = resource.split_once(['/', ':']);
    typed.is_some_and(|(kind, _)| kind.contains(['*', '?']) && !kind.contains("${"))
}

/// "When you specify an incomplete ARN […] in an identity-based policy, AWS automatically completes the ARN by adding
/// wildcard characters to all missing fields." `None` where the service is missing too.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html#policies-grammar-notes-strings>
fn completed(text: &Text, is_identity: bool) -> Option<Text> {
    let Some(known) = text.as_known() else {
        return Some(text.clone());
    };
    if !known.starts_with("arn:") {
        return None;
    }
    let parts = known.splitn(6, ':').count();
    if parts < 3 {
        return None;
    }
    if !is_identity || parts == 6 {
        return Some(text.clone());
    }
    Some(Text::from(format!("{known}{}", ":*".repeat(6 - parts))))
}

/// What stands before the fifth colon, and the rest with it. `None` where what is not known may hide a colon.
fn parted(text: &Text) -> Option<(Text, Text)> {
    let (mut head, mut tail) = (Text::default(), Text::default());
    let mut colons = 0;
    for part in text.parts() {
        match part {
            Part::Known(known) if colons < 5 => {
                let is_fifth = |char| {
                    colons += usize::from(char == ':');
                    colons == 5
                };
                let at = known.find(is_fifth).unwrap_or(known.len());
                let (before, behind) = known.split_at(at);
                head.push_known(before);
                tail.push_known(behind);
            }
            Part::Known(known) => tail.push_known(known),
            Part::Unknown(fact) if colons < 5 => head.push_unknown(fact.clone()),
            Part::Unknown(fact) => tail.push_unknown(fact.clone()),
        }
    }
    (colons == 5).then_some((head, tail))
}

impl Asked<'_, '_, '_> {
    /// Whether a statement speaks of the resource that is asked about.
    pub(super) fn is_about(&mut self, resources: &Resources) -> Holds {
        match resources {
            Resources::Only(listed) => self.is_listed(listed),
            Resources::AllBut(listed) => self.is_listed(listed).not(),
            Resources::Holder => Holds::Yes,
        }
    }

    fn is_listed(&mut self, listed: &[Resource]) -> Holds {
        let asked = self.call.resource;
        let item = asked.as_known().map_or(Item::Partly(asked), Item::Known);
        Holds::any(listed.iter().map(|resource| match resource {
            Resource::All => Holds::Yes,
            Resource::None => Holds::No,
            Resource::Arn(pattern, comparison) => match item {
                Item::Known("*") => Holds::from(self.is_every_bucket(pattern)),
                Item::Known(_) | Item::Partly(_) => self.fits(pattern, *comparison, item),
            },
        }))
    }

    /// What is done to no resource is asked of `*`, and only a `Resource` of `*` speaks of that; but S3 takes every bucket
    /// for it, as AWS's own example of `s3:ListAllMyBuckets` does.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html>
    fn is_every_bucket(&self, pattern: &Pattern) -> bool {
        let written = pattern.known().map(Glob::as_str);
        self.service() == "s3" && written.is_some_and(|text| text.ends_with(":s3:::*"))
    }
}

#[cfg(test)]
mod tests {
    use super::Resource;
    use crate::simulate::iam::test::text_accepts;
    use crate::template::Text;

    fn names(listed: &str, arn: &str) -> bool {
        match Resource::read(&Text::from(listed), true, true) {
            Resource::All => true,
            Resource::None => false,
            Resource::Arn(pattern, comparison) => {
                text_accepts(pattern.known().unwrap(), &pattern, comparison, arn)
            }
        }
    }

    #[test]
    fn wildcards_in_the_resource_part_match_anything() {
        for arn in [
            "arn:aws:s3:::b/1/test/object.jpg",
            "arn:aws:s3:::b/1/2/test/3/object.jpg",
            "arn:aws:s3:::b/1///test///object.jpg",
            "arn:aws:s3:::b//test/object.jpg",
            "arn:aws:s3:::b/1/test/",
            "arn:aws:s3:::b/a:b/test/c:d",
        ] {
            assert!(names("arn:aws:s3:::b/*/test/*", arn), "{arn}");
        }
        for arn in [
            "arn:aws:s3:::b/1-test/object.jpg",
            "arn:aws:s3:::b/test/object.jpg",
            "arn:aws:s3:::B/1/test/object.jpg",
        ] {
            assert!(!names("arn:aws:s3:::b/*/test/*", arn), "{arn}");
        }
    }

    #[test]
    fn wildcards_before_it_stay_in_their_segment() {
        let function = "arn:aws:lambda:us-east-1:123456789012:function:ai";
        assert!(names("arn:aws:lambda:*:*:function:*", function));
        assert!(names("arn:aws:lambda:us-*-1:123456789012:*", function));
        assert!(!names("arn:aws:lambda:us?east-1:12?:function:ai", function));
        assert!(names(
            "arn:*:lambda:us-east-1:123456789012:function:a?",
            function
        ));
        assert!(!names(
            "arn:aws:l*:us-east-1:123456789012:function:ai",
            function
        ));
        assert!(!names("arn:aws:*", function));
        assert!(!names(
            "arn:aws:lambda:us-east-1:123456789012:functi*:ai",
            function
        ));
        assert!(names(
            "arn:aws:lambda:us-east-1:123456789012:functi*",
            function
        ));
        assert!(!names("lambda:*", function));
    }

    #[test]
    fn what_is_missing_is_everything() {
        let queue = "arn:aws:sqs:us-east-1:123456789012:jobs";
        assert!(names("arn:aws:sqs", queue));
        assert!(names("arn:aws:sqs:*", queue));
        assert!(names("arn:aws:sqs:us-east-1", queue));
        assert!(!names("arn:aws:sqs:us-east-2", queue));
        assert!(!names("arn:aws", queue));
    }
}
