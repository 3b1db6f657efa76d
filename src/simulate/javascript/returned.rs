//! What the handler returned, read as a request or an answer.

use rquickjs::atom::PredefinedAtom;
use rquickjs::{Array, Error, FromJs, Object, Value};

use super::event::{Event, Stage};
use super::fault::Fault;
use super::fields::{Field, FieldValue, Fields};
use super::host::UNKNOWN_HEADER;
use super::message::{Body, HttpRequest, HttpResponse, Produced};

/// Why a value could not be read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It does not have the form it should.
    Fault(Fault),
    /// Reading it made the engine fail: it ran code that threw, or it took too much.
    Engine(Error),
}

impl From<Error> for Unread {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

type Read<T> = Result<T, Unread>;

/// Reads it: what has a `statusCode` is an answer, what has a `method` or a `uri` a request. (AWS says that either is
/// returned, not how it tells them.)
pub(super) fn produced(value: &Value<'_>, event: &Event) -> Read<Produced> {
    let Some(object) = value.as_object().filter(|_| !value.is_function()) else {
        return Err(neither(value));
    };
    if object.contains_key("statusCode")? {
        return Ok(Produced::Response(response(object, event)?));
    }
    if object.contains_key("method")? || object.contains_key("uri")? {
        return Ok(Produced::Request(request(object, event)?));
    }
    Err(neither(value))
}

fn neither(value: &Value<'_>) -> Unread {
    let found = match value.as_object() {
        Some(object) if !value.is_function() => {
            let names = object.keys::<String>().filter_map(Result::ok);
            let names: Vec<_> = names.take(5).collect();
            format!("an object with {}", or_nothing(&names.join(", ")))
        }
        Some(_) => "a function".to_owned(),
        None => value.type_name().to_string(),
    };
    Unread::Fault(Fault::NeitherRequestNorResponse { found })
}

fn or_nothing(names: &str) -> &str {
    if names.is_empty() { "nothing" } else { names }
}

fn request(object: &Object<'_>, event: &Event) -> Read<HttpRequest> {
    let before = &event.request;
    let mut headers = fields(object, "headers", &before.headers)?;
    // What nobody knows and the code did not change is still what nobody knows.
    headers.retain(|field| {
        let is_stand_in = |value: &FieldValue| value.value == UNKNOWN_HEADER;
        !event.unknown_headers.contains(&field.name) || !field.values.iter().all(is_stand_in)
    });
    Ok(HttpRequest {
        method: text(object, "method")?,
        uri: text(object, "uri")?,
        query: query(object, before.query.as_deref())?,
        headers,
        cookies: fields(object, "cookies", &before.cookies)?,
    })
}

/// The query string: a text is taken as it is; fields that say what they said before leave it as it was.
fn query(object: &Object<'_>, before: Option<&str>) -> Read<Option<String>> {
    let value: Value = object.get("querystring")?;
    if value.is_string() {
        let given = string(&value, || "querystring".to_owned())?;
        return Ok(if given.is_empty() && before.is_none() {
            None
        } else {
            Some(given)
        });
    }
    let had = Fields::of_query(before.unwrap_or_default());
    let has = fields(object, "querystring", &had)?;
    if has == had {
        return Ok(before.map(str::to_owned));
    }
    Ok((!has.is_empty()).then(|| has.to_query()))
}

fn response(object: &Object<'_>, event: &Event) -> Read<HttpResponse> {
    let before = match &event.stage {
        Stage::ViewerRequest => None,
        Stage::ViewerResponse(before) => Some(before),
    };
    let nothing = Fields::default();
    let had = |of: fn(&HttpResponse) -> &Fields| before.map_or(&nothing, of);
    let status: Value = object.get("statusCode")?;
    let whole = status.as_number().filter(|status| status.fract() == 0.0);
    let status = (100..=599).find(|status| whole == Some(f64::from(*status)));
    let description: Value = object.get("statusDescription")?;
    Ok(HttpResponse {
        status: status.ok_or_else(|| malformed("statusCode", "a status, from 100 to 599"))?,
        status_description: if description.is_undefined() {
            None
        } else {
            Some(string(&description, || "statusDescription".to_owned())?)
        },
        headers: fields(object, "headers", had(|response| &response.headers))?,
        cookies: fields(object, "cookies", had(|response| &response.cookies))?,
        body: body(&object.get("body")?)?,
    })
}

fn body(value: &Value<'_>) -> Read<Option<Body>> {
    if value.is_undefined() {
        return Ok(None);
    }
    if value.is_string() {
        return Ok(Some(Body::Text(string(value, || "body".to_owned())?)));
    }
    let object = value.as_object();
    let object = object.ok_or_else(|| malformed("body", "a text or an object"))?;
    let data = string(&object.get("data")?, || "body.data".to_owned())?;
    match string(&object.get("encoding")?, || "body.encoding".to_owned())?.as_str() {
        "text" => Ok(Some(Body::Text(data))),
        "base64" => Ok(Some(Body::Base64(data))),
        _ => Err(malformed("body.encoding", "`text` or `base64`")),
    }
}

/// The fields under a name; none where there is no such thing.
fn fields(parent: &Object<'_>, part: &str, before: &Fields) -> Read<Fields> {
    let value: Value = parent.get(part)?;
    let mut fields = Fields::default();
    if value.is_undefined() {
        return Ok(fields);
    }
    let object = value.as_object();
    let object = object.ok_or_else(|| malformed(part, "an object"))?;
    for property in object.props::<String, Value>() {
        let (name, entry) = property?;
        if entry.is_undefined() {
            continue;
        }
        let at = || format!("{part}.{name}");
        let values = values(&entry, before.field(&name), &at)?;
        if !values.is_empty() {
            fields.insert(Field { name, values });
        }
    }
    Ok(fields)
}

/// The values of a field. A `multiValue` that says something new counts alone; otherwise `value` is the first, and those
/// behind it stay.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html#functions-event-structure-multivalue>
fn values(
    entry: &Value<'_>,
    before: Option<&Field>,
    at: &dyn Fn() -> String,
) -> Read<Vec<FieldValue>> {
    let object = entry.as_object();
    let object = object.ok_or_else(|| malformed(&at(), "an object with a value"))?;
    let multi: Value = object.get("multiValue")?;
    if multi.is_undefined() {
        return Ok(vec![one(object, at)?]);
    }
    let list = multi.as_array();
    let list = list.ok_or_else(|| malformed(&format!("{}.multiValue", at()), "a list"))?;
    let mut values = many(list, at)?;
    let had = before.map_or(&[][..], |field| &field.values);
    if values == had && object.contains_key(PredefinedAtom::Value)? {
        let first = one(object, at)?;
        match values.first_mut() {
            Some(value) => *value = first,
            None => values.push(first),
        }
    }
    Ok(values)
}

fn many(list: &Array<'_>, at: &dyn Fn() -> String) -> Read<Vec<FieldValue>> {
    let mut values = Vec::new();
    for item in list.iter::<Value>() {
        let item = item?;
        let inside = || format!("{}.multiValue", at());
        let object = item.as_object();
        let object = object.ok_or_else(|| malformed(&inside(), "a list of objects"))?;
        values.push(one(object, &inside)?);
    }
    Ok(values)
}

fn one(object: &Object<'_>, at: &dyn Fn() -> String) -> Read<FieldValue> {
    let attributes: Value = object.get("attributes")?;
    Ok(FieldValue {
        value: string(&object.get(PredefinedAtom::Value)?, || {
            format!("{}.value", at())
        })?,
        attributes: if attributes.is_undefined() {
            String::new()
        } else {
            string(&attributes, || format!("{}.attributes", at()))?
        },
    })
}

fn text(object: &Object<'_>, name: &str) -> Read<String> {
    string(&object.get(name)?, || name.to_owned())
}

fn string(value: &Value<'_>, at: impl Fn() -> String) -> Read<String> {
    if !value.is_string() {
        return Err(malformed(&at(), "a text"));
    }
    match String::from_js(value.ctx(), value.clone()) {
        Ok(text) => Ok(text),
        // Half of a surrogate pair has no UTF-8.
        Err(Error::Utf8(_)) => Err(malformed(&at(), "a text of whole characters")),
        Err(error) => Err(error.into()),
    }
}

fn malformed(part: &str, wanted: &'static str) -> Unread {
    Unread::Fault(Fault::Malformed {
        part: part.to_owned(),
        wanted,
    })
}
