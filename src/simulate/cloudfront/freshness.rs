//! How long an answer is valid by its own headers: `Cache-Control`, `Expires`, `Date`, `Vary`.

use crate::simulate::request::Headers;

/// The longest time that `CloudFront` takes from `max-age`, 100 years, in seconds:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#expiration-individual-objects>.
const LONGEST: u64 = 100 * 365 * 86_400;

/// What the headers of an answer say about how long it is valid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these directives stand beside each other in one header"
)]
pub(super) struct Freshness {
    /// `s-maxage`, in seconds.
    pub(super) s_maxage: Option<u64>,
    /// `max-age`, in seconds.
    pub(super) max_age: Option<u64>,
    /// `no-cache`, for the whole answer.
    pub(super) no_cache: bool,
    /// `no-store`.
    pub(super) no_store: bool,
    /// `private`, for the whole answer.
    pub(super) private: bool,
    /// Until when `Expires` says that it is valid.
    pub(super) expires: Option<Expires>,
    /// `Vary: *`.
    pub(super) varies_by_all: bool,
}

/// What `Expires` comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expires {
    /// So many seconds after the answer was given.
    After(u64),
    /// It cannot be told, since the answer has no `Date`.
    NotKnown,
}

impl Freshness {
    /// Reads the headers of an answer.
    pub(super) fn read(headers: &Headers) -> Self {
        let mut freshness = Self::default();
        for (name, value) in &headers.0 {
            if name.eq_ignore_ascii_case("cache-control") {
                for (directive, argument) in directives(value) {
                    freshness.take(&directive, argument);
                }
            }
        }
        freshness.expires = headers.get("expires").map(|value| {
            let date = headers.get("date").map(seconds);
            match (seconds(value), date) {
                // A date that cannot be read, as `0`, lies in the past: RFC 9111, section 5.3.
                (None, _) => Expires::After(0),
                (Some(_), None | Some(None)) => Expires::NotKnown,
                (Some(until), Some(Some(from))) => {
                    Expires::After(u64::try_from(until - from).unwrap_or(0))
                }
            }
        });
        freshness.varies_by_all = headers.get("vary").is_some_and(|value| value.trim() == "*");
        freshness
    }

    fn take(&mut self, directive: &str, argument: Option<&str>) {
        let number = || {
            let digits = argument?.trim().trim_matches('"');
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            // What does not fit is longer than anything that counts.
            is_number.then(|| digits.parse().unwrap_or(LONGEST).min(LONGEST))
        };
        match directive {
            "s-maxage" => self.s_maxage = self.s_maxage.or_else(number),
            "max-age" => self.max_age = self.max_age.or_else(number),
            // With the names of headers it is about those alone:
            // <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html>.
            "no-cache" => self.no_cache |= argument.is_none(),
            "private" => self.private |= argument.is_none(),
            "no-store" => self.no_store = true,
            _ => {}
        }
    }

    /// Whether the origin says that it is not to be kept.
    pub(super) const fn is_not_to_be_kept(&self) -> bool {
        self.no_cache || self.no_store || self.private
    }

    /// Seconds for which the browser may keep it, where the headers say so.
    pub(super) fn in_browser(&self) -> Option<u64> {
        if self.no_store || self.no_cache {
            return Some(0);
        }
        self.max_age.or(match self.expires {
            Some(Expires::After(seconds)) => Some(seconds),
            Some(Expires::NotKnown) | None => None,
        })
    }
}

/// The directives of a `Cache-Control` header, in lower case, with what stands behind `=`. A quoted text may hold commas.
fn directives(value: &str) -> impl Iterator<Item = (String, Option<&str>)> {
    let mut quoted = false;
    let items = value.split(move |character| {
        quoted ^= character == '"';
        character == ',' && !quoted
    });
    items.filter_map(|item| {
        let item = item.trim();
        let (name, argument) = match item.split_once('=') {
            Some((name, argument)) => (name.trim(), Some(argument)),
            None => (item, None),
        };
        (!name.is_empty()).then(|| (name.to_ascii_lowercase(), argument))
    })
}

/// A date in a header as seconds since 1970: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn seconds(date: &str) -> Option<i64> {
    let (_, rest) = date.split_once(',')?;
    let mut words = rest.split_ascii_whitespace();
    let day: i64 = within(words.next()?, 1..=31)?;
    let month = month(words.next()?)?;
    let year: i64 = within(words.next()?, 1..=9999)?;
    let mut time = words.next()?.split(':');
    let hour = within(time.next()?, 0..=23)?;
    let minute = within(time.next()?, 0..=59)?;
    let second = within(time.next()?, 0..=60)?;
    let ends = time.next().is_none() && words.next() == Some("GMT") && words.next().is_none();
    ends.then(|| ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

fn within(digits: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
    let number = digits.parse().ok()?;
    range.contains(&number).then_some(number)
}

fn month(name: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    (1..)
        .zip(MONTHS)
        .find(|(_, known)| *known == name)
        .map(|(number, _)| number)
}

/// Days from 1 January 1970 to a day of the Gregorian calendar. Years begin in March here, so that the leap day is the
/// last day of one.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = if month > 2 { month - 3 } else { month + 9 };
    let of_years = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    of_years + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Expires, Freshness, LONGEST, days, seconds};
    use crate::simulate::request::Headers;

    fn read(headers: &[(&str, &str)]) -> Freshness {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Freshness::read(&Headers(headers.collect()))
    }

    #[test]
    fn directives_are_read() {
        let found = read(&[("Cache-Control", "Public, MAX-AGE=60 , s-maxage=\"5\"")]);
        assert_eq!((found.max_age, found.s_maxage), (Some(60), Some(5)));
        assert!(!found.is_not_to_be_kept());
        let found = read(&[("cache-control", "no-cache=\"Set-Cookie, X\", max-age=1")]);
        assert!(!found.no_cache);
        assert_eq!(found.max_age, Some(1));
        for (value, browser) in [
            ("no-cache", Some(0)),
            ("no-store", Some(0)),
            ("private", None),
        ] {
            let found = read(&[("Cache-Control", value)]);
            assert!(found.is_not_to_be_kept(), "{value}");
            assert_eq!(found.in_browser(), browser, "{value}");
        }
        let long = format!("max-age={}", "9".repeat(40));
        assert_eq!(read(&[("Cache-Control", &long)]).max_age, Some(LONGEST));
        for value in ["max-age=", "max-age=-1", "max-age=a", "=", ",,", "\""] {
            assert_eq!(read(&[("Cache-Control", value)]).max_age, None, "{value}");
        }
    }

    #[test]
    fn expires_counts_from_the_date_of_the_answer() {
        let date = ("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
        let until = |value| read(&[date, ("Expires", value)]).expires;
        assert_eq!(
            until("Mon, 07 Nov 1994 08:49:38 GMT"),
            Some(Expires::After(86_401))
        );
        assert_eq!(
            until("Sat, 05 Nov 1994 08:49:37 GMT"),
            Some(Expires::After(0))
        );
        assert_eq!(until("0"), Some(Expires::After(0)));
        let alone = read(&[("Expires", "Mon, 07 Nov 1994 08:49:38 GMT")]);
        assert_eq!(alone.expires, Some(Expires::NotKnown));
    }

    #[test]
    fn dates() {
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(seconds("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        for date in ["", ",", "Sun, 06 Nov 1994", "Sun, 32 Nov 1994 08:49:37 GMT"] {
            assert_eq!(seconds(date), None, "{date}");
        }
    }

    proptest! {
        #[test]
        fn a_day_follows_the_other(year in 1..9999_i64, month in 1..=12_i64) {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            let length = lengths[usize::try_from(month - 1).unwrap()];
            let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            prop_assert_eq!(days(next_year, next, 1) - days(year, month, 1), length);
        }

        #[test]
        fn no_header_breaks_it(cache in ".{0,40}", expires in ".{0,40}", date in "[A-Z,: 0-9a-z]{0,40}") {
            read(&[("Cache-Control", &cache), ("Expires", &expires), ("Date", &date)]);
        }
    }
}
