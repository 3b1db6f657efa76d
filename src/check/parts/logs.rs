//! Where functions write their logs, and the groups that the template makes for that.

use super::function::Function;
use crate::check::Deployed;
use crate::simulate::{ResourceId, Verdict};
use crate::template::{Resource, Term, Text};

/// What the groups of functions are called where nothing else is said.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html>
pub const PREFIX: &str = "/aws/lambda/";

impl Function<'_> {
    /// The group that the template says the function writes to.
    pub fn named_log_group(&self) -> Option<Text> {
        self.resource
            .properties
            .text_at(&["LoggingConfig", "LogGroup"])
    }

    /// The name of the group to which it writes its logs.
    pub fn log_group(&self) -> Option<Text> {
        self.named_log_group().or_else(|| self.default_log_group())
    }

    /// The group to which it writes where nothing else is said.
    pub fn default_log_group(&self) -> Option<Text> {
        let mut name = Text::from(PREFIX);
        name.push(self.resource.reference.as_ref()?);
        Some(name)
    }
}

impl<'a> Deployed<'a> {
    /// Whether a function runs at the edge, so that its logs go to `/aws/lambda/us-east-1.NAME` of the region in which it
    /// happens to run: a distribution names a version of it, or its role is for Lambda@Edge.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-logs.html>
    pub fn runs_at_edge(&self, function: &Function) -> bool {
        let behaviors = self.distributions.iter().flat_map(|one| &one.behaviors);
        let mut associations = behaviors.flat_map(|behavior| {
            let all = behavior.term.get("LambdaFunctionAssociations");
            all.map(Term::items).unwrap_or_default()
        });
        let is_named = associations.any(|association| {
            let arn = association.text_at(&["LambdaFunctionARN"]);
            arn.is_some_and(|arn| function.is_named(&arn))
        });
        is_named
            || function.role.is_some_and(|(_, role)| {
                let service = "service:edgelambda.amazonaws.com";
                self.decided(service, "sts:AssumeRole", &role.id) == Some(Verdict::Allowed)
            })
    }

    /// The log groups that the template makes, each with its name.
    pub fn log_groups(&self) -> impl Iterator<Item = (ResourceId, &'a Resource, Text)> + use<'a> {
        let resources = self.resources();
        resources
            .of_kind("AWS::Logs::LogGroup")
            .filter_map(|(id, group)| {
                let name = group.properties.text_at(&["LogGroupName"]);
                let name = name.or_else(|| group.reference.clone());
                Some((id, group, name?))
            })
    }
}
