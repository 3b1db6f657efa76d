//! `Fn::Cidr`: a block of addresses cut into smaller ones.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html>

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The most blocks that the function makes.
const MOST: u64 = 256;

/// The blocks for `[block, count, bits]`; `None` where AWS would refuse. `bits` counts the bits of each new block that
/// are free, 8 for a `/24` of IPv4.
pub(super) fn blocks(arguments: &[&str]) -> Option<Vec<String>> {
    let (block, count, bits) = match arguments {
        [block, count] => (block, count, "8"),
        [block, count, bits] => (block, count, *bits),
        _ => return None,
    };
    let (address, length) = block.split_once('/')?;
    let length: u32 = length.parse().ok()?;
    let count: u64 = count
        .parse()
        .ok()
        .filter(|count| (1..=MOST).contains(count))?;
    let bits: u32 = bits.parse().ok()?;
    let address: IpAddr = address.parse().ok()?;
    let (width, first): (u32, u128) = match address {
        IpAddr::V4(address) => (32, u128::from(address.to_bits())),
        IpAddr::V6(address) => (128, address.to_bits()),
    };
    let new_length = width.checked_sub(bits)?;
    if bits == 0 || new_length < length || length > width {
        return None;
    }
    let room = new_length - length;
    if room < 64 && count > 1_u64 << room {
        return None;
    }
    let network = if length == 0 {
        0
    } else {
        first >> (width - length) << (width - length)
    };
    let each = |number: u64| {
        // A block that takes all addresses has none behind it.
        let behind = u128::from(number).checked_shl(bits).unwrap_or(0);
        let at = network.checked_add(behind)?;
        Some(match address {
            IpAddr::V4(_) => format!("{}/{new_length}", Ipv4Addr::from(u32::try_from(at).ok()?)),
            IpAddr::V6(_) => format!("{}/{new_length}", Ipv6Addr::from(at)),
        })
    };
    (0..count).map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn the_example_of_the_page() {
        let found = blocks(&["192.168.0.0/24", "6", "5"]).unwrap();
        assert_eq!(found.first().unwrap(), "192.168.0.0/27");
        assert_eq!(found.last().unwrap(), "192.168.0.160/27");
        assert_eq!(
            blocks(&["10.0.0.0/16", "2"]).unwrap(),
            ["10.0.0.0/24", "10.0.1.0/24"]
        );
        assert_eq!(
            blocks(&["2001:db8::/56", "1", "64"]).unwrap(),
            ["2001:db8::/64"]
        );
    }

    #[test]
    fn what_does_not_fit() {
        assert_eq!(blocks(&["10.0.0.0/24", "3", "7"]), None);
        assert_eq!(blocks(&["10.0.0.0/33", "1", "8"]), None);
        assert_eq!(blocks(&["x/24", "1", "8"]), None);
        assert_eq!(blocks(&["::/0", "1", "128"]).unwrap(), ["::/0"]);
    }
}
