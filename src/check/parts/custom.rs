//! Custom resources: what a function of one's own makes.

use super::function::Function;
use crate::check::Deployed;
use crate::template::{Resource, Text};

impl<'a> Deployed<'a> {
    /// The custom resources.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html>
    pub fn custom_resources(&self) -> impl Iterator<Item = &'a Resource> + use<'a> {
        let all = self.resources().all().map(|(_, resource)| resource);
        all.filter(|resource| {
            resource.kind.starts_with("Custom::")
                || resource.kind == "AWS::CloudFormation::CustomResource"
        })
    }

    /// The function of the template that stands behind a custom resource.
    pub fn provider_of(&self, custom: &Resource) -> Option<&Function<'a>> {
        let token: Text = custom.properties.text_at(&["ServiceToken"])?;
        self.function_named(&token)
    }
}
