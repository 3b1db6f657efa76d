//! The prefixes of all of AWS's services, as policies name them.

/// The names of the lists of the service authorization reference, autumn 2026.
const PREFIXES: &str = include_str!("data/service-prefixes.txt");

/// All prefixes, in lower case.
///
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>.
pub fn all() -> impl Iterator<Item = &'static str> {
    PREFIXES.split_whitespace()
}

/// Whether there is a service of this prefix, in any case.
pub fn is_one(prefix: &str) -> bool {
    all().any(|known| known.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::{all, is_one};

    #[test]
    fn those_of_the_services_whose_actions_are_kept_are_among_them() {
        for service in crate::aws::service_action::Service::all() {
            assert!(is_one(service.prefix), "{}", service.prefix);
        }
        assert!(!is_one("dynamo") && all().count() > 400);
    }
}
