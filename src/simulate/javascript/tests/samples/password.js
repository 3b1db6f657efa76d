// One name and one password, for a site that is not out yet.
function handler(event) {
  const given = event.request.headers.authorization;
  if (given && given.value === "Basic " + btoa("user:secret")) return event.request;
  return {
    statusCode: 401,
    statusDescription: "Unauthorized",
    headers: { "www-authenticate": { value: 'Basic realm="Preview"' } },
    body: { encoding: "text", data: "Who are you?" },
  };
}
