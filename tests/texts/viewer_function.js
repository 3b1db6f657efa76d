// Takes a CloudFront Function out of a template, runs it as CloudFront would, and judges a table of paths.
"use strict";

const fs = require("node:fs");
const vm = require("node:vm");

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions
const LARGEST = 10 * 1024;

// Milliseconds that no path may take, however long: a pattern that starts anew at each of 8,000 slashes takes 25.
const SLOWEST = 10;

// What other JavaScript has and this runtime has not, see
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
const UNKNOWN_TO_THE_RUNTIME = {
  "a class": /\bclass\s+\w+\s*(?:extends|\{)/,
  "a for-of loop": /\bfor\s*\([^)]*\bof\b/,
  "a spread": /\.\.\./,
  "optional chaining": /\?\.(?!\d)/,
  "a null default": /\?\?/,
  destructuring: /\b(?:const|let|var)\s*[[{]/,
  "a regular expression flag beyond g, i, m, y": /\/[gimy]*[dsuv][dgimsuvy]*\.test\b/,
  "dynamic code": /\beval\b|\bFunction\s*\(/,
  "a timer": /\bset(?:Timeout|Interval|Immediate)\b/,
  "an asynchronous function": /\basync\b|\bawait\b|\bPromise\b/,
};

/** The code of the function with this logical id or, without one, of the template's only CloudFront Function. */
function codeOf(template, id) {
  const functions = Object.entries(JSON.parse(fs.readFileSync(template, "utf8")).Resources)
    .filter(([, resource]) => resource.Type === "AWS::CloudFront::Function");
  const chosen = id === undefined ? functions : functions.filter(([name]) => name === id);
  if (chosen.length !== 1) {
    const names = functions.map(([name]) => name).join(", ");
    throw new Error(`name one of the CloudFront Functions of ${template}: ${names || "there is none"}`);
  }
  return chosen[0][1].Properties.FunctionCode;
}

/** An event as CloudFront hands it over, with a header, a cookie and a query that a router must leave alone. */
function eventFor(uri, method) {
  return {
    version: "1.0",
    context: {
      distributionDomainName: "d111111abcdef8.cloudfront.net",
      distributionId: "EDFDVBD6EXAMPLE",
      eventType: "viewer-request",
      requestId: "EXAMPLE",
    },
    viewer: { ip: "198.51.100.11" },
    request: {
      method,
      uri,
      querystring: { id: { value: "42" } },
      headers: { host: { value: "d111111abcdef8.cloudfront.net" } },
      cookies: { session: { value: "s" } },
    },
  };
}

/** Why AWS would not take this answer, or nothing. */
function refusal(answer) {
  if (answer === null || typeof answer !== "object") return "an answer is an object";
  if ("uri" in answer) return answer.uri.startsWith("/") ? undefined : "a path starts with a slash";
  if (!Number.isInteger(answer.statusCode)) return "a status is a whole number";
  for (const [name, header] of Object.entries(answer.headers || {})) {
    if (name !== name.toLowerCase()) return `the header ${name} is not in lower case`;
    if (typeof header.value !== "string") return `the header ${name} has no value`;
  }
  const body = answer.body;
  if (body !== undefined && typeof body !== "string" && !(body.encoding === "text" && typeof body.data === "string")) {
    return "a body is a text or { encoding, data }";
  }
  return undefined;
}

/**
 * Judges the function of the template that the command line names. An expectation is `{ uri, method, wrong }`:
 * `wrong(answer, request)` says what is wrong with the answer to this request, or nothing.
 */
function judge(expectations) {
  const [template, id] = process.argv.slice(2);
  if (template === undefined) throw new Error(`usage: node ${process.argv[1]} TEMPLATE.json [LOGICAL_ID]`);
  let passed = 0;
  let failed = 0;
  const tell = (name, wrong) => {
    if (wrong === undefined) passed += 1;
    else failed += 1;
    console.log(wrong === undefined ? `ok ${name}` : `FAILED ${name}: ${wrong}`);
  };

  const code = codeOf(template, id);
  const size = Buffer.byteLength(code);
  tell("the code is smaller than the quota", size <= LARGEST ? undefined : `${size} bytes`);
  for (const [name, pattern] of Object.entries(UNKNOWN_TO_THE_RUNTIME)) {
    const bare = code.replace(/^\s*\/\/.*$/gm, "");
    tell(`the code has not ${name}`, pattern.test(bare) ? String(bare.match(pattern)[0]) : undefined);
  }

  // An empty context has the language and nothing of node; the runtime is always strict.
  const handler = vm.runInNewContext(`"use strict";\n${code}\nhandler`, {});
  for (const { uri, method = "GET", wrong } of expectations) {
    const name = `${method} ${uri.length > 60 ? `${uri.slice(0, 60)}… (${uri.length})` : uri}`;
    let answer;
    let fastest = Infinity;
    try {
      // The machine may be busy once, but not three times.
      for (let run = 0; run < 3; run += 1) {
        const event = eventFor(uri, method);
        const begun = performance.now();
        answer = handler(event);
        fastest = Math.min(fastest, performance.now() - begun);
      }
      answer = JSON.parse(JSON.stringify(answer));
    } catch (error) {
      tell(name, String(error));
      continue;
    }
    const slow = fastest > SLOWEST ? `${fastest} ms` : undefined;
    tell(name, refusal(answer) || slow || wrong(answer, eventFor(uri, method).request));
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** The expectation that the request goes on with this path and otherwise as it came. */
function becomes(path) {
  return (answer, request) => {
    const expected = JSON.stringify({ ...request, uri: path });
    const seen = JSON.stringify(answer);
    return seen === expected ? undefined : `expected ${expected}, seen ${seen}`;
  };
}

module.exports = { becomes, judge };
