//! Addresses and networks of conditions.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A network, or one address: everything from the first address to the last.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Network {
    family: Family,
    first: u128,
    last: u128,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    V4,
    V6,
}

impl Network {
    /// Reads `203.0.113.0/24` or `2001:db8::/32`; without a prefix it is one address.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let (family, bits, address) = match address.parse().ok()? {
            IpAddr::V4(address) => (Family::V4, 32_u32, u128::from(u32::from(address))),
            IpAddr::V6(address) => (Family::V6, 128, u128::from(address)),
        };
        let free = bits.checked_sub(prefix.unwrap_or(bits))?;
        let hosts = 1_u128.checked_shl(free).map_or(u128::MAX, |size| size - 1);
        let first = address & !hosts;
        Some(Self {
            family,
            first,
            last: first | hosts,
        })
    }

    /// Whether it holds the other in whole.
    pub(super) fn contains(&self, other: &Self) -> bool {
        self.family == other.family && self.first <= other.first && other.last <= self.last
    }

    /// Addresses at both of its ends, inside and just outside.
    pub(super) fn around(&self) -> impl Iterator<Item = String> {
        let family = self.family;
        let outside = [self.first.checked_sub(1), self.last.checked_add(1)];
        let inside = [Some(self.first), Some(self.last)];
        inside
            .into_iter()
            .chain(outside)
            .flatten()
            .filter_map(move |address| match family {
                Family::V4 => {
                    let address = u32::try_from(address).ok()?;
                    Some(Ipv4Addr::from(address).to_string())
                }
                Family::V6 => Some(Ipv6Addr::from(address).to_string()),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::Network;

    fn holds(network: &str, address: &str) -> bool {
        let (network, address) = (Network::parse(network), Network::parse(address));
        network.unwrap().contains(&address.unwrap())
    }

    #[test]
    fn networks_hold_addresses() {
        assert!(holds("203.0.113.0/24", "203.0.113.255"));
        assert!(!holds("203.0.113.0/24", "203.0.114.0"));
        assert!(holds("203.0.113.77/24", "203.0.113.1"));
        assert!(holds("0.0.0.0/0", "8.8.8.8"));
        assert!(!holds("0.0.0.0/0", "2001:db8::1"));
        assert!(holds(
            "2001:DB8:1234:5678::/64",
            "2001:db8:1234:5678:ffff::1"
        ));
        assert!(holds("::/0", "2001:db8::1"));
        assert!(holds("203.0.113.7", "203.0.113.7"));
    }

    #[test]
    fn what_is_no_network() {
        for text in [
            "",
            "203.0.113",
            "203.0.113.0/33",
            "::/129",
            "10.0.0.0/-1",
            "x",
        ] {
            assert_eq!(Network::parse(text), None, "{text}");
        }
    }

    #[test]
    fn around_a_network() {
        let network = Network::parse("10.0.0.0/8").unwrap();
        let around: Vec<String> = network.around().collect();
        assert_eq!(
            around,
            ["10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"]
        );
        let all = Network::parse("::/0").unwrap();
        assert_eq!(all.around().count(), 2);
    }
}
