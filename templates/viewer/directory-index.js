// Gives a folder its index page, with or without the slash at its end; a path with an extension is a file.
function handler(event) {
  const request = event.request;
  if (!/\.(?=\d*[a-z])[a-z\d]{1,11}$/i.test(request.uri)) {
    request.uri = request.uri.replace(/\/?$/, "/index.html");
  }
  return request;
}
