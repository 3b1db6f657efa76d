//! The texts under `templates/`, filled in: the only file that names minijinja.

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, context};

/// The Lambda runtime of [`function_environment_handler`].
pub const FUNCTION_ENVIRONMENT_RUNTIME: &str = "python3.14";

/// The viewer-request function of a single-page application, for its default cache behavior alone.
///
/// A path whose first segment is one of `api` (in any case, after any number of slashes) is answered with 404
/// and a JSON body: no route took it, and the application's page would hide that. A path that ends in an
/// extension (a dot, then 1 to 11 letters and digits, at least one of them a letter; `webmanifest` has 11) goes
/// on as it is, so that a missing file stays an error. Every other path becomes `index`, which starts with `/`.
///
/// Two kinds of path may surprise: `/users/jane.doe` counts as a file, and
/// `/.well-known/apple-app-site-association` does not.
///
/// The text is a synchronous `function handler(event)` in the language of
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html>;
/// its answer has the shape of
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html>.
pub fn single_page_router(api: &[String], index: &str) -> String {
    // The function lowers the path, so what it is compared with is lowered here, once.
    let api: Vec<String> = api.iter().map(|segment| segment.to_lowercase()).collect();
    render(
        include_str!("../templates/viewer/single-page.js"),
        context! { api, index },
    )
}

/// The viewer-request function of a static site: `/guide` and `/guide/` become `/guide/index.html`, and what
/// [`single_page_router`] takes for a file goes on as it is.
///
/// CloudFront's own default root object does this for `/` alone:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html>.
pub fn directory_index_router() -> String {
    render(
        include_str!("../templates/viewer/directory-index.js"),
        context! {},
    )
}

/// The inline code (Python, `index.handler`) behind a custom resource that sets all variables of functions.
///
/// The resource's property `Functions` lists `{ FunctionName, Variables }`; whatever else stands there only makes
/// CloudFormation call again when it changes. The code needs `lambda:UpdateFunctionConfiguration` and
/// `lambda:GetFunctionConfiguration` on these functions, and a timeout of a minute or more: it answers before that
/// runs out, so the resource's `ServiceTimeout` has to be longer still. While a function is being created or changed
/// the code tries again instead of waiting first: the waiter `function_updated` refuses a function whose last change
/// failed, and the next change is what heals that
/// (<https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html>). Request and answer are those of
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html>; the module that sends the
/// answer is there for inline code alone:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html>.
pub fn function_environment_handler() -> String {
    render(
        include_str!("../templates/custom-resource/function_environment.py"),
        context! {},
    )
}

/// The files of a first stack, by their paths from the folder that it is for: the stack file, the code of its
/// function, and a README with the next three steps.
///
/// `name` is in kebab-case, `region` a region's code.
pub fn first_stack(name: &str, region: &str) -> Vec<(String, String)> {
    let filled = |template: &str| render(template, context! { name, region });
    vec![
        (
            format!("stacks/{name}.yaml"),
            filled(include_str!("../templates/init/stack.yaml")),
        ),
        (
            format!("stacks/{name}/api.py"),
            filled(include_str!("../templates/init/api.py")),
        ),
        (
            "README.md".to_owned(),
            filled(include_str!("../templates/init/README.md")),
        ),
    ]
}

/// Fills in one of the embedded templates; nothing is escaped unless the template asks for it.
fn render(template: &str, context: impl Into<Value>) -> String {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("js", js);
    // INVARIANT: the templates are constants, each rendered by a test, and no value makes a filter fail.
    environment
        .render_str(template, context)
        .expect("an embedded template renders")
}

/// A value as a JavaScript literal: JSON, without the two line separators that JSON allows in a text and the
/// JavaScript of CloudFront Functions (ECMAScript 5.1, <https://262.ecma-international.org/5.1/#sec-7.8.4>) does not.
fn js(value: &Value) -> Result<String, Error> {
    let json = serde_json::to_string(value).map_err(|error| {
        Error::new(ErrorKind::BadSerialization, "no JavaScript").with_source(error)
    })?;
    Ok(json
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_router_of_an_application_with_an_api_refuses_its_paths_and_fits_in_900_bytes() {
        let text = single_page_router(&["API".to_owned(), "v1".to_owned()], "/index.html");
        assert!(
            text.contains(r#"if (["api","v1"].includes(first)) {"#),
            "{text}"
        );
        assert!(text.contains(r#"request.uri = "/index.html";"#), "{text}");
        assert!(text.len() < 900, "{} bytes", text.len());
        assert!(text.starts_with("// ") && text.ends_with('}'), "{text}");
    }

    #[test]
    fn the_router_of_an_application_without_an_api_refuses_nothing() {
        let text = single_page_router(&[], "/index.html");
        assert!(!text.contains("statusCode"), "{text}");
        assert!(!text.contains("\n\n"), "{text}");
    }

    #[test]
    fn texts_without_variables_stay_as_they_are() {
        let router = include_str!("../templates/viewer/directory-index.js");
        let handler = include_str!("../templates/custom-resource/function_environment.py");
        assert_eq!(directory_index_router(), router.trim_end());
        assert_eq!(function_environment_handler(), handler.trim_end());
    }

    #[test]
    fn both_routers_take_the_same_paths_for_files() {
        let rule = |text: &str| {
            text.lines()
                .find(|line| line.contains(".test("))
                .map(str::to_owned)
        };
        let file = rule(&directory_index_router());
        assert!(file.is_some());
        assert_eq!(file, rule(&single_page_router(&[], "/index.html")));
    }

    #[test]
    fn the_handler_imports_cfnresponse_in_the_one_way_that_cloudformation_sees() {
        assert!(
            function_environment_handler()
                .lines()
                .any(|line| line == "import cfnresponse")
        );
    }

    #[test]
    fn a_line_separator_does_not_end_a_javascript_literal() {
        let text = single_page_router(&[], "/\u{2028}\u{2029}\"\\\n.html");
        assert!(
            text.contains(r#"request.uri = "/\u2028\u2029\"\\\n.html";"#),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn any_text_arrives_in_the_javascript_as_one_literal_that_means_it(
            api in proptest::collection::vec(any::<String>(), 1..4),
            index in any::<String>(),
        ) {
            let text = single_page_router(&api, &index);
            let literal = |before: &str, after: &str| {
                let line = text.split('\n').find_map(|line| line.trim_start().strip_prefix(before));
                line.and_then(|line| line.strip_suffix(after)).unwrap_or_default()
            };
            let lowered: Vec<String> = api.iter().map(|segment| segment.to_lowercase()).collect();
            let segments = literal("if (", ".includes(first)) {");
            let page = literal("request.uri = ", ";");
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(segments).ok(), Some(lowered));
            prop_assert_eq!(serde_json::from_str::<String>(page).ok(), Some(index));
            let ends_a_line = ['\r', '\u{2028}', '\u{2029}'];
            prop_assert!(!segments.contains(ends_a_line) && !page.contains(ends_a_line));
        }
    }
}
