// Refuses the API paths that no route took, lets files through and answers every other path with the page.
function handler(event) {
  const request = event.request;
{%- if api %}
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
