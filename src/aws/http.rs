//! HTTP methods, and the sets of them that a CloudFront behavior may allow.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A method that `CloudFront` can pass on, in the order in which its pages list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Asks for an object.
    Get,
    /// Asks for its headers.
    Head,
    /// Asks what may be asked, as browsers do before a request to another origin.
    Options,
    /// Puts an object where there may be one.
    Put,
    /// Hands over a body.
    Post,
    /// Changes a part.
    Patch,
    /// Removes an object.
    Delete,
}

impl Method {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Get,
        Self::Head,
        Self::Options,
        Self::Put,
        Self::Post,
        Self::Patch,
        Self::Delete,
    ];

    /// The method as it stands in a request, `GET`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl FromStr for Method {
    type Err = String;

    /// Methods are in capitals; case matters in them.
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|method| method.as_str() == text)
            .ok_or_else(|| {
                format!(
                    "`{text}` is not one of the methods {}",
                    Self::ALL.map(Self::as_str).join(", ")
                )
            })
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// One of the three sets of methods that a behavior can allow; the first two are also those that it can cache.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowedHTTPMethods>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MethodSet {
    /// GET and HEAD.
    GetHead,
    /// GET, HEAD and OPTIONS.
    GetHeadOptions,
    /// All seven.
    All,
}

impl MethodSet {
    /// The set that consists of exactly these, in any order, if it is one of the three.
    pub fn from_methods(methods: &[Method]) -> Option<Self> {
        [Self::GetHead, Self::GetHeadOptions, Self::All]
            .into_iter()
            .find(|set| {
                Method::ALL
                    .iter()
                    .all(|method| set.contains(*method) == methods.contains(method))
            })
    }

    /// The methods in it.
    pub fn methods(self) -> &'static [Method] {
        const ALL: &[Method] = &Method::ALL;
        match self {
            Self::GetHead => &ALL[..2],
            Self::GetHeadOptions => &ALL[..3],
            Self::All => ALL,
        }
    }

    /// Whether a request with this method is let through; others are answered by 403.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-invalid-method.html>.
    pub fn contains(self, method: Method) -> bool {
        self.methods().contains(&method)
    }
}

/// As the list of its methods.
impl Serialize for MethodSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.methods().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Method, MethodSet};

    #[test]
    fn methods_are_read_as_they_are_printed() {
        for method in Method::ALL {
            assert_eq!(method.to_string().parse(), Ok(method));
            assert_eq!(
                serde_json::to_string(&method).unwrap(),
                format!("\"{method}\"")
            );
        }
        assert!("get".parse::<Method>().unwrap_err().contains("GET, HEAD"));
    }

    proptest! {
        #[test]
        fn three_sets_are_legal(methods in prop::sample::subsequence(Method::ALL.to_vec(), 0..=7)) {
            let backwards: Vec<_> = methods.iter().rev().copied().collect();
            let set = MethodSet::from_methods(&backwards);
            let legal = matches!(
                methods[..],
                [Method::Get, Method::Head] | [Method::Get, Method::Head, Method::Options]
            );
            prop_assert_eq!(set.is_some(), legal || methods.len() == 7);
            if let Some(set) = set {
                prop_assert_eq!(set.methods(), &methods[..]);
            }
        }
    }
}
