//! Requests that ask for something of an object only if it is, or is not, what the caller thinks it is.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>

use super::door::Reply;
use crate::simulate::reason::Reason;
use crate::simulate::request::Headers;
use crate::simulate::run::Run;
use crate::template::Fact;

const fn failed() -> Reply<'static> {
    Reply::error(412, "PreconditionFailed", Reason::PreconditionFailed)
}

/// What a header of the request comes to that compares with the object.
fn whether(run: &mut Run, header: &str, value: &str) -> bool {
    let fact = match header {
        "if-match" | "if-none-match" => "entity tag of the object",
        _ => "time at which the object was changed",
    };
    let question = format!("`{header}: {value}` holds of the object");
    run.trial.whether(&question, &[Fact::new(fact)])
}

/// What reading an object that exists comes to; `None` where it is simply sent.
pub(super) fn read(run: &mut Run, headers: &Headers, body: bool) -> Option<Reply<'static>> {
    if let Some(tag) = headers.get("if-match") {
        if tag != "*" && !whether(run, "if-match", tag) {
            return Some(failed());
        }
    } else if let Some(time) = headers.get("if-unmodified-since")
        && !whether(run, "if-unmodified-since", time)
    {
        return Some(failed());
    }
    let modified = match headers.get("if-none-match") {
        Some(tag) => tag != "*" && whether(run, "if-none-match", tag),
        None => match headers.get("if-modified-since") {
            Some(time) => whether(run, "if-modified-since", time),
            None => true,
        },
    };
    if !modified {
        return Some(Reply {
            code: None,
            ..Reply::error(304, "NotModified", Reason::NotModified)
        });
    }
    let range = headers.get("range").filter(|_| body)?;
    match first_byte(range)? {
        // An empty object is sent no part of; others have a first byte.
        0 => Some(Reply::done(206)),
        from => {
            let question = format!("the object has more than {from} bytes");
            let fits = run
                .trial
                .whether(&question, &[Fact::new("size of the object")]);
            Some(if fits {
                Reply::done(206)
            } else {
                Reply::error(416, "InvalidRange", Reason::RangeNotSatisfiable)
            })
        }
    }
}

/// The first byte of one range, as `bytes=0-99`; the last bytes of an object, as `bytes=-99`, always begin in it. `None`
/// for what is no range, and for several, which S3 does not serve: the whole object is sent then.
fn first_byte(range: &str) -> Option<u64> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(from) || !is_number(to) || from.is_empty() && to.is_empty() {
        return None;
    }
    if from.is_empty() {
        return Some(0);
    }
    from.parse().ok()
}

/// What stands in the way of writing an object.
pub(super) fn write(run: &mut Run, headers: &Headers) -> Option<Reply<'static>> {
    if headers.get("if-none-match") == Some("*") && !run.missing {
        return Some(failed());
    }
    let tag = headers.get("if-match")?;
    if run.missing {
        return Some(Reply::error(404, "NoSuchKey", Reason::NoSuchKey));
    }
    (tag != "*" && !whether(run, "if-match", tag)).then(failed)
}

/// What stands in the way of removing an object.
pub(super) fn delete(run: &mut Run, headers: &Headers) -> Option<Reply<'static>> {
    let tag = headers.get("if-match")?;
    (tag != "*" && !whether(run, "if-match", tag)).then(failed)
}

#[cfg(test)]
mod tests {
    use super::first_byte;

    #[test]
    fn ranges() {
        for (range, expected) in [
            ("bytes=0-99", Some(0)),
            ("bytes=100-", Some(100)),
            ("bytes=-5", Some(0)),
            ("bytes=0-1,5-6", None),
            ("bytes=-", None),
            ("bytes=a-b", None),
            ("items=0-1", None),
        ] {
            assert_eq!(first_byte(range), expected, "{range}");
        }
    }
}
