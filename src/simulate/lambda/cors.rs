//! Preflight requests of browsers, which a function URL with CORS settings answers itself.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors>

use crate::aws::Method;
use crate::diag::Path;
use crate::simulate::matching;
use crate::simulate::request::Headers;
use crate::simulate::run::Run;
use crate::template::{Term, Text};

/// The CORS settings of a URL.
#[derive(Debug)]
pub(super) struct Cors {
    origins: Vec<Text>,
    methods: Vec<Text>,
    headers: Vec<Text>,
    pub(super) at: Path,
}

impl Cors {
    pub(super) fn read(properties: &Term) -> Option<Self> {
        let settings = properties.get("Cors")?;
        let texts = |name: &str| {
            let items = settings.get(name).map_or(&[][..], Term::items).iter();
            items
                .filter_map(|item| item.text().map(std::borrow::Cow::into_owned))
                .collect()
        };
        Some(Self {
            origins: texts("AllowOrigins"),
            methods: texts("AllowMethods"),
            headers: texts("AllowHeaders"),
            at: settings.at.clone(),
        })
    }

    /// Whether what a preflight request asks for is allowed; `None` where the request is none.
    pub(super) fn preflight(
        &self,
        run: &mut Run,
        method: Method,
        headers: &Headers,
    ) -> Option<bool> {
        let origin = headers.get("origin")?;
        let wanted = headers.get("access-control-request-method")?;
        if method != Method::Options {
            return None;
        }
        let mut allows = |allowed: &[Text], wanted: &Text| {
            let all = Text::from("*");
            allowed.iter().any(|allowed| {
                matching::same(allowed, wanted, run.trial)
                    || matching::same(allowed, &all, run.trial)
            })
        };
        let names = headers.get("access-control-request-headers");
        let lowered: Vec<Text> = self.headers.iter().map(Text::lowercase).collect();
        Some(
            allows(&self.origins, &Text::from(origin))
                && allows(&self.methods, &Text::from(wanted))
                && names
                    .unwrap_or_default()
                    .split(',')
                    .map(|name| name.trim().to_ascii_lowercase())
                    .filter(|name| !name.is_empty())
                    .all(|name| allows(&lowered, &Text::from(name))),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Cors;
    use crate::aws::Method;
    use crate::simulate::deployed::{explored, request, term, world};
    use crate::simulate::request::Headers;
    use crate::template::Explored;

    fn asks(method: Method, origin: &str, wanted: &str, names: &str) -> Option<bool> {
        let settings = r#"{"Cors":{"AllowOrigins":["https://a.test"],"AllowMethods":["POST"],
            "AllowHeaders":["Content-Type"]}}"#;
        let cors = Cors::read(&term(settings)).unwrap();
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let headers = Headers(vec![
            header("Origin", origin),
            header("Access-Control-Request-Method", wanted),
            header("Access-Control-Request-Headers", names),
        ]);
        let world = world(r#"{"Resources":{"X":{"Type":"X::X::X"}}}"#);
        match explored(&world, &request(), |run| {
            cors.preflight(run, method, &headers)
        }) {
            Explored::Always(found) => found,
            Explored::Depends { .. } => panic!("it is all known"),
        }
    }

    #[test]
    fn origin_method_and_headers() {
        let a = "https://a.test";
        assert_eq!(asks(Method::Options, a, "POST", "content-type"), Some(true));
        assert_eq!(asks(Method::Options, a, "POST", ""), Some(true));
        assert_eq!(asks(Method::Options, a, "PUT", ""), Some(false));
        assert_eq!(asks(Method::Options, a, "POST", "x-a"), Some(false));
        assert_eq!(
            asks(Method::Options, "https://b.test", "POST", ""),
            Some(false)
        );
        assert_eq!(asks(Method::Post, a, "POST", ""), None);
    }
}
