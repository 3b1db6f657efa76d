//! Functions, their URLs, versions and aliases:
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Lambda.html>.

use super::super::Evaluator;
use super::{Named, before, stand_in};
use crate::template::text::Text;

impl Evaluator<'_> {
    pub(super) fn lambda_reference(&self, named: &Named, type_: &str) -> Option<Text> {
        match type_ {
            "Function" => Some(self.name(named, "FunctionName")),
            "Url" => self.url_function(named),
            "Version" => {
                let function = self.property(named, &["FunctionName"])?;
                let arn = self.function_arn_of(&function).and(":");
                let mut whole = arn;
                whole.push(&stand_in(named.id));
                Some(whole)
            }
            "Alias" => {
                let function = self.property(named, &["FunctionName"])?;
                let mut arn = self.function_arn_of(&function).and(":");
                arn.push(&self.property(named, &["Name"])?);
                Some(arn)
            }
            _ => None,
        }
    }

    #[expect(
        clippy::match_same_arms,
        reason = "one line for each type, as AWS lists them"
    )]
    pub(super) fn lambda_attribute(
        &self,
        named: &Named,
        type_: &str,
        attribute: &str,
    ) -> Option<Text> {
        match (type_, attribute) {
            ("Function", "Arn") => {
                let name = self.name(named, "FunctionName");
                Some(self.arn("lambda", &before("function:", &name)))
            }
            ("Url", "FunctionArn") => self.url_function(named),
            // The first label is made up: <https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html>.
            ("Url", "FunctionUrl") => Some(Text::from(format!(
                "https://<{}>.lambda-url.{}.on.aws/",
                named.id, self.settings.region
            ))),
            ("Version", "Version") => Some(stand_in(named.id)),
            ("Version", "FunctionArn") => self.lambda_reference(named, type_),
            ("Alias", "AliasArn") => self.lambda_reference(named, type_),
            _ => None,
        }
    }

    /// The ARN of the function that a URL is for; its property takes a name too.
    fn url_function(&self, named: &Named) -> Option<Text> {
        let function = self.property(named, &["TargetFunctionArn"])?;
        let mut arn = self.function_arn_of(&function);
        if let Some(qualifier) = self.property(named, &["Qualifier"]) {
            arn.push_known(":");
            arn.push(&qualifier);
        }
        Some(arn)
    }

    /// The ARN of a function that is given by its name or its ARN.
    fn function_arn_of(&self, function: &Text) -> Text {
        let is_arn = function.widest().starts_with("arn:");
        if is_arn || function.as_known().is_none() && function.widest().starts_with('*') {
            function.clone()
        } else {
            self.arn("lambda", &before("function:", function))
        }
    }
}
