// One cache key for one question: known parameters alone, in one order and one case.
function handler(event) {
  const request = event.request;
  const known = ["page", "q", "sort"];
  const kept = [];
  for (const name in request.querystring) {
    const field = request.querystring[name];
    const lower = name.toLowerCase();
    if (known.indexOf(lower) < 0) continue;
    const values = field.multiValue ? field.multiValue.map((one) => one.value) : [field.value];
    values.forEach((value) => kept.push(lower + "=" + value.toLowerCase()));
  }
  request.querystring = kept.sort().join("&");
  return request;
}
