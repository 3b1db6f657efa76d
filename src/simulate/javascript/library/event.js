// The event around request and response, and the module `cloudfront`. Whatever no template holds is asked of the host.
(function (shared) {
  "use strict";
  const { host, isV2, method, late, modules } = shared;
  const { stringify, parse } = JSON;

  if (isV2) {
    const value = (key, format) => {
      const text = host.keyValue(`${key}`);
      if (text === undefined) throw new Error("KeyNotFound");
      if (format === "json") return parse(text);
      return format === "bytes" ? shared.Buffer.from(text) : text;
    };
    const store = {
      get: async (key, options) => value(key, options && options.format),
      exists: async (key) => host.hasKey(`${key}`),
      meta: async () => parse(host.storeMeta()),
    };
    const change = (name) => (...given) => {
      if (!host.isRequest()) throw new Error(`${name} is for viewer request functions`);
      host.changeOrigin(name, stringify(given));
    };
    const edge = {};
    for (const name of ["name", "serverIp", "region"]) late(edge, name, () => host.edgeLocation(name));
    const cloudfront = { kvs: () => store, logCustomData() {} };
    for (const name of ["updateRequestOrigin", "selectRequestOriginById", "createRequestOriginGroup"]) {
      cloudfront[name] = change(name);
    }
    late(cloudfront, "edgeLocation", () => (host.isRequest() ? edge : {}));
    modules.cloudfront = cloudfront;
  }

  // What a request has beside its fields.
  const requests = {};
  if (isV2) method(requests, "rawQueryString", () => host.rawQuery());

  function event(request, response, unknownHeaders) {
    for (let i = 0; i < unknownHeaders.length; i++) {
      const name = unknownHeaders[i];
      late(request.headers, name, () => ({ value: host.header(name) }));
    }
    const context = {};
    late(context, host.address(), host.domainName);
    late(context, "distributionId", host.distributionId);
    context.eventType = host.isRequest() ? "viewer-request" : "viewer-response";
    late(context, "requestId", host.requestId);
    const viewer = {};
    late(viewer, "ip", host.viewerIp);
    const made = { version: "1.0", context, viewer, request };
    if (response !== undefined) made.response = response;
    return made;
  }
  return [event, requests, () => shared.seal(Object.values(modules))];
});
