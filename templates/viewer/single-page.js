// A path with an extension is a file and goes on; every other path is the application's, which has one page.
function handler(event) {
  const request = event.request;
{%- if api %}
  // An API path comes here when no route took it; the page would hide that.
  const first = request.uri.toLowerCase().split("/").find((segment) => segment);
  if ({{ api | js }}.includes(first)) {
    return {
      statusCode: 404,
      statusDescription: "Not Found",
      headers: {
        "content-type": { value: "application/json" },
        "cache-control": { value: "no-store" },
      },
      body: {
        encoding: "text",
        data: '{"error":"not_found","message":"no API route has this path; mind its case and slashes"}',
      },
    };
  }
{%- endif %}
  if (!/\.(?=\d*[a-z])[a-z\d]{1,11}$/i.test(request.uri)) {
    request.uri = {{ index | js }};
  }
  return request;
}
