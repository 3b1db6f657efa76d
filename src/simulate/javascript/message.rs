//! Requests and answers by HTTP, in the form in which functions see them and hand them back.

use super::fields::Fields;
use super::restrictions::is_exposed;

/// A request.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html#functions-event-structure-request>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method, `GET`.
    pub method: String,
    /// The path, not decoded.
    pub uri: String,
    /// The query string without its `?`, not decoded; none where there is no `?`.
    pub query: Option<String>,
    /// The headers, their names in lower case, without cookies.
    pub headers: Fields,
    /// The cookies.
    pub cookies: Fields,
}

impl HttpRequest {
    /// A request as it was sent, with its headers in their order: names are brought to ASCII lower case, `Cookie` is taken
    /// apart, and headers that are not exposed to functions are left out.
    pub fn new<'a>(
        method: &str,
        uri: &str,
        query: Option<&str>,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let (mut fields, mut cookies) = (Fields::default(), Fields::default());
        for (name, value) in headers {
            let name = name.to_ascii_lowercase();
            if name == "cookie" {
                cookies.add_cookies(value);
            } else if is_exposed(&name) {
                fields.push(&name, value);
            }
        }
        Self {
            method: method.to_owned(),
            uri: uri.to_owned(),
            query: query.map(str::to_owned),
            headers: fields,
            cookies,
        }
    }

    /// The headers as they go on: the first letter of each word is a capital, and cookies are one header again. (That
    /// they are one header, and come last, is assumed.)
    pub fn raw_headers(&self) -> Vec<(String, String)> {
        let mut raw = capitalized(&self.headers);
        let cookies = self.cookies.pairs();
        let cookies: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={}", value.value))
            .collect();
        if !cookies.is_empty() {
            raw.push(("Cookie".to_owned(), cookies.join("; ")));
        }
        raw
    }
}

/// An answer.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html#functions-event-structure-response>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// Its description, such as `Found`; a function may leave it out.
    pub status_description: Option<String>,
    /// The headers, their names in lower case, without cookies.
    pub headers: Fields,
    /// The cookies that it sets, with their attributes.
    pub cookies: Fields,
    /// The body that the function gives. An event has none; an answer that had one keeps it unless the function gives another.
    pub body: Option<Body>,
}

impl HttpResponse {
    /// An answer as it was sent, with its headers in their order: names are brought to lower case, `Set-Cookie` is taken
    /// apart, and headers that are not exposed to functions are left out.
    pub fn new<'a>(
        status: u16,
        status_description: Option<&str>,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let (mut fields, mut cookies) = (Fields::default(), Fields::default());
        for (name, value) in headers {
            let name = name.to_ascii_lowercase();
            if name == "set-cookie" {
                cookies.add_set_cookie(value);
            } else if is_exposed(&name) {
                fields.push(&name, value);
            }
        }
        Self {
            status,
            status_description: status_description.map(str::to_owned),
            headers: fields,
            cookies,
            body: None,
        }
    }

    /// The headers as they go on: the first letter of each word is a capital, and each cookie has its `Set-Cookie`.
    pub fn raw_headers(&self) -> Vec<(String, String)> {
        let mut raw = capitalized(&self.headers);
        raw.extend(self.cookies.pairs().map(|(name, value)| {
            let mut header = format!("{name}={}", value.value);
            if !value.attributes.is_empty() {
                header.push_str("; ");
                header.push_str(&value.attributes);
            }
            ("Set-Cookie".to_owned(), header)
        }));
        raw
    }
}

/// The body of an answer that a function gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// As it is.
    Text(String),
    /// In Base64.
    Base64(String),
}

/// What a function made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Produced {
    /// The request that goes on.
    Request(HttpRequest),
    /// The answer.
    Response(HttpResponse),
}

/// Every header with every value. `example-header-name` is sent as `Example-Header-Name`; what is not ASCII stays.
fn capitalized(headers: &Fields) -> Vec<(String, String)> {
    let pairs = headers.pairs();
    pairs
        .map(|(name, value)| {
            let mut capital = true;
            let capitalize = |char: char| {
                let sent = if capital {
                    char.to_ascii_uppercase()
                } else {
                    char
                };
                capital = char == '-';
                sent
            };
            (name.chars().map(capitalize).collect(), value.value.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{HttpRequest, HttpResponse};

    #[test]
    fn a_request_has_its_headers_in_lower_case_and_its_cookies_apart() {
        let request = HttpRequest::new(
            "GET",
            "/",
            None,
            [
                ("Host", "video.example.com"),
                ("Accept", "text/html"),
                ("accept", "application/xml"),
                ("Cookie", "a=1; b=2"),
                ("TÈst-Header", "x"),
                ("Connection", "close"),
                ("X-Amz-Cf-Id", "1"),
            ],
        );
        assert_eq!(request.headers.get("host"), Some("video.example.com"));
        assert_eq!(request.headers.field("accept").unwrap().values.len(), 2);
        assert_eq!(request.headers.get("tÈst-header"), Some("x"));
        assert_eq!(request.headers.iter().count(), 3);
        assert_eq!(
            request.raw_headers(),
            [
                ("Host", "video.example.com"),
                ("Accept", "text/html"),
                ("Accept", "application/xml"),
                ("TÈst-Header", "x"),
                ("Cookie", "a=1; b=2"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }

    #[test]
    fn an_answer_has_its_cookies_apart() {
        let sent = [
            ("Content-Type", "text/html"),
            ("Set-Cookie", "a=1; Secure"),
            ("Set-Cookie", "a=2"),
        ];
        let response = HttpResponse::new(200, Some("OK"), sent);
        assert_eq!(response.cookies.field("a").unwrap().values.len(), 2);
        assert_eq!(
            response.raw_headers(),
            sent.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }
}
