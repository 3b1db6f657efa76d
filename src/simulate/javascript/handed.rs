//! The event as the object that the handler is handed.

use rquickjs::atom::PredefinedAtom;
use rquickjs::{Array, Ctx, Function, Object, Result, Value};

use super::event::{Event, Stage};
use super::fields::{FieldValue, Fields};

/// Builds the event; `wrap` puts around request and response what stands beside them, `requests` is what a request has
/// beside its fields.
pub(super) fn event<'js>(
    ctx: &Ctx<'js>,
    wrap: &Function<'js>,
    requests: &Object<'js>,
    event: &Event,
) -> Result<Value<'js>> {
    let request = Object::new_proto(ctx.clone(), Some(requests))?;
    request.set("method", event.request.method.as_str())?;
    request.set("uri", event.request.uri.as_str())?;
    let query = event.request.query.as_deref().unwrap_or_default();
    request.set("querystring", fields(ctx, &Fields::of_query(query))?)?;
    request.set("headers", fields(ctx, &event.request.headers)?)?;
    request.set("cookies", fields(ctx, &event.request.cookies)?)?;

    let response = match &event.stage {
        Stage::ViewerRequest => None,
        Stage::ViewerResponse(given) => {
            let response = Object::new(ctx.clone())?;
            response.set("statusCode", given.status)?;
            if let Some(description) = &given.status_description {
                response.set("statusDescription", description.as_str())?;
            }
            response.set("headers", fields(ctx, &given.headers)?)?;
            response.set("cookies", fields(ctx, &given.cookies)?)?;
            Some(response)
        }
    };
    let unknown = Array::new(ctx.clone())?;
    for (index, name) in event.unknown_headers.iter().enumerate() {
        unknown.set(index, name.as_str())?;
    }
    wrap.call((request, response, unknown))
}

fn fields<'js>(ctx: &Ctx<'js>, fields: &Fields) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    for field in fields.iter() {
        let Some(first) = field.values.first() else {
            continue;
        };
        let entry = value(ctx, first)?;
        if field.values.len() > 1 {
            let all = Array::new(ctx.clone())?;
            for (index, one) in field.values.iter().enumerate() {
                all.set(index, value(ctx, one)?)?;
            }
            entry.set("multiValue", all)?;
        }
        object.set(field.name.as_str(), entry)?;
    }
    Ok(object)
}

fn value<'js>(ctx: &Ctx<'js>, value: &FieldValue) -> Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    // A name that the engine knows already: every field has it.
    object.set(PredefinedAtom::Value, value.value.as_str())?;
    if !value.attributes.is_empty() {
        object.set("attributes", value.attributes.as_str())?;
    }
    Ok(object)
}
