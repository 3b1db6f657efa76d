// Headers that browsers honour, on every answer; the server's own name on none.
function handler(event) {
  const response = event.response;
  const headers = response.headers;
  headers["strict-transport-security"] = { value: "max-age=63072000; includeSubdomains; preload" };
  headers["x-content-type-options"] = { value: "nosniff" };
  headers["x-frame-options"] = { value: "DENY" };
  delete headers.server;
  if (event.request.uri.endsWith(".html")) headers["cache-control"] = { value: "no-cache" };
  return response;
}
