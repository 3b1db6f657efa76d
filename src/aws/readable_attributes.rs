//! What `Fn::GetAtt` reads of the resource types of this family.

/// A type and its attributes a line, with tabs between; `scripts/readable-attributes.py` writes it.
const TABLE: &str = include_str!("data/readable-attributes.tsv");

/// The attributes of a resource type; `None` for types that are not kept here.
///
/// Each stands on the page of the type, under "Return values", below
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>.
pub fn of(kind: &str) -> Option<Vec<&'static str>> {
    TABLE.lines().find_map(|line| {
        let mut cells = line.split('\t');
        let is_it = cells.next() == Some(kind);
        is_it.then(|| cells.collect())
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn by_type() {
        assert_eq!(
            of("AWS::CloudFront::Distribution").unwrap(),
            ["DomainName", "Id"]
        );
        assert_eq!(
            of("AWS::Lambda::Url").unwrap(),
            ["FunctionArn", "FunctionUrl"]
        );
        assert_eq!(of("Custom::Thing"), None);
    }
}
