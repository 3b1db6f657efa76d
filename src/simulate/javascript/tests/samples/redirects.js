// Pages that have moved, by the key value store.
import cf from "cloudfront";
const store = cf.kvs();

async function handler(event) {
  const request = event.request;
  try {
    const target = await store.get(request.uri);
    return { statusCode: 301, headers: { location: { value: target } } };
  } catch (error) {
    return request;
  }
}
