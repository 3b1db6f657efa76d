// Half of the new viewers see the other page, and stay with it.
function handler(event) {
  const request = event.request;
  if (request.uri !== "/") return request;
  const seen = request.cookies.group;
  const group = seen ? seen.value : Math.random() < 0.5 ? "a" : "b";
  request.uri = "/" + group + "/index.html";
  request.cookies.group = { value: group };
  return request;
}
