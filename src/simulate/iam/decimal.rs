//! Numbers and moments of conditions, exact to nine digits behind the point.

use std::fmt;
use std::str::FromStr;

/// A number, or the seconds since the beginning of 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Decimal(i128);

/// How often the smallest part goes into one.
const ONE: i128 = 1_000_000_000;

/// More digits than these, with nine behind the point, have no room; nobody compares such numbers.
const MOST_DIGITS: usize = 28;

const SECONDS_OF_DAY: i64 = 86_400;

impl Decimal {
    /// The number that a text is: an optional sign, digits, and an optional fraction.
    pub(super) fn number(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let whole = digits_of(whole, MOST_DIGITS)?;
        let value = i128::checked_mul(whole, ONE)?.checked_add(fraction_of(fraction)?)?;
        Some(Self(if negative { -value } else { value }))
    }

    /// The moment that a text is: one of the W3C's forms of ISO 8601, or seconds since the beginning of 1970. Four digits
    /// are a year.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date>,
    /// <https://www.w3.org/TR/NOTE-datetime>
    pub(super) fn moment(text: &str) -> Option<Self> {
        date_and_time(text).or_else(|| Self::number(text))
    }

    /// The next number in the finest step in which this one is written: ones for whole numbers.
    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(self.step()))
    }

    /// The number before, in the same step.
    pub(super) fn before(self) -> Self {
        Self(self.0.saturating_sub(self.step()))
    }

    /// Whether it is below zero.
    pub(super) const fn is_negative(self) -> bool {
        self.0 < 0
    }

    fn step(self) -> i128 {
        let mut step = ONE;
        while self.0 % step != 0 {
            step /= 10;
        }
        step
    }
}

/// With its fraction, so that a moment is not taken for a year.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let (whole, fraction) = ((self.0 / ONE).abs(), (self.0 % ONE).abs());
        write!(f, "{sign}{whole}.{fraction:09}")
    }
}

fn digits_of<T: FromStr>(text: &str, most: usize) -> Option<T> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || text.len() > most {
        return None;
    }
    text.parse().ok()
}

fn fraction_of(text: &str) -> Option<i128> {
    let kept = text.get(..9).unwrap_or(text);
    let scale = 10_i128.pow(u32::try_from(9 - kept.len()).ok()?);
    // What is finer than a billionth is cut off.
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(())?;
    Some(digits_of::<i128>(kept, 9)? * scale)
}

fn date_and_time(text: &str) -> Option<Decimal> {
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = exactly(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(1), |part| exactly(part, 2))?;
    let day = parts.next().map_or(Some(1), |part| exactly(part, 2))?;
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_date || parts.next().is_some() {
        return None;
    }
    let midnight = i128::from(days_before(year, month, day) * SECONDS_OF_DAY) * ONE;
    let time = time.map_or(Some(0), time_of_day)?;
    Some(Decimal(midnight + time))
}

/// `hh:mmTZ`, `hh:mm:ssTZ` or `hh:mm:ss.sTZ`, where TZ is `Z`, `+hh:mm` or `-hh:mm`.
fn time_of_day(text: &str) -> Option<i128> {
    let (time, offset) = if let Some(time) = text.strip_suffix(['Z', 'z']) {
        (time, 0)
    } else {
        let at = text.rfind(['+', '-'])?;
        let (time, zone) = (text.get(..at)?, text.get(at + 1..)?);
        let (hours, minutes) = zone.split_once(':')?;
        let offset = exactly(hours, 2)? * 3_600 + exactly(minutes, 2)? * 60;
        let west = text.get(at..)?.starts_with('-');
        (time, if west { -offset } else { offset })
    };
    let (hours, rest) = time.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let (hours, minutes, seconds) = (
        exactly(hours, 2)?,
        exactly(minutes, 2)?,
        exactly(seconds, 2)?,
    );
    let is_time = hours <= 24 && minutes < 60 && seconds <= 60;
    let whole = i128::from(hours * 3_600 + minutes * 60 + seconds - offset) * ONE;
    is_time.then_some(whole + fraction_of(fraction)?)
}

fn exactly(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits)
        .then(|| digits_of(text, digits))
        .flatten()
}

/// The days between the beginning of 1970 and a date of the Gregorian calendar, counted in eras of 400 years that begin
/// with March, so that the leap day comes last.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn numbers() {
        let number = |text| Decimal::number(text);
        assert_eq!(number("10"), number("10.0"));
        assert_eq!(number("+7"), number("007"));
        assert!(number("-0.5") < number("0"));
        assert!(number("9") < number("10"));
        for text in [
            "",
            "-",
            "1.",
            ".5",
            "1e3",
            "0x1",
            "ten",
            "1 ",
            "12345678901234567890123456789",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn the_largest_numbers_have_neighbours() {
        for text in [
            "9999999999999999999999999999",
            "-9999999999999999999999999999.999999999",
        ] {
            let number = Decimal::number(text).unwrap();
            assert!(number.before() < number && number < number.next());
            assert!(number.to_string().starts_with(text));
        }
    }

    #[test]
    fn moments() {
        let moment = |text| Decimal::moment(text);
        for (one, other) in [
            ("1970-01-01T00:00:00Z", "0"),
            ("2020-01-01", "1577836800"),
            ("2020", "2020-01-01T00:00Z"),
            ("2000-03-01", "951868800"),
            ("2024-02-29T12:30:15.25Z", "1709209815.25"),
            ("1994-11-05T08:15:30-05:00", "1994-11-05T13:15:30Z"),
        ] {
            assert!(moment(one).is_some(), "{one}");
            assert_eq!(moment(one), moment(other), "{one} {other}");
        }
        for text in [
            "",
            "2020-13-01",
            "2020-1-1",
            "2020-01-01T00:00:00",
            "yesterday",
            "2020-01-01T25:00Z",
            "Tü",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn neighbours() {
        let ten = Decimal::number("10").unwrap();
        assert_eq!(Some(ten.next()), Decimal::number("11"));
        let half = Decimal::number("0.5").unwrap();
        assert_eq!(Some(half.before()), Decimal::number("0.4"));
        assert_eq!(Decimal::moment(&ten.to_string()), Some(ten));
    }
}
