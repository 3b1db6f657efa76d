// Judges the single-page router of a template whose API lies under /api: node test_router.js TEMPLATE.json [LOGICAL_ID]
"use strict";

const { becomes, judge } = require("./viewer_function.js");

const PAGES = [
  "/",
  "//",
  "/workouts",
  "/workouts/",
  "/users/42/photos",
  "/users/j.",
  "/releases/v1.2",
  "/releases/2024.12.31",
  "/.",
  "/..",
  "/a.b/c",
  "/app.js/",
  "/app.js/x",
  "/name.abcdefghijkl",
  "/x.js%20",
  "/x.j-s",
  "/x.%6As",
  "/%2e%2e/secret",
  "/../../etc/passwd",
  "/apiary",
  "/api-docs",
  "/%61pi/analytics/x",
  "/api%2Fanalytics",
  "/\\api",
  "/docs/api",
  "/docs/api/",
  "/./api/analytics",
  "/index",
  "/constructor",
  "/__proto__",
  "/größe",
  "/İ",
  "/'\";alert(1)//",
  "/${uri}",
  "/undefined",
  "/" + "a".repeat(8191),
  "/" + "/".repeat(8191),
  "/" + ".".repeat(8191),
  "/" + ".1".repeat(4095),
  "/." + "1".repeat(8190),
];

const FILES = [
  "/index.html",
  "/favicon.ico",
  "/assets/index-DkX3a9.js",
  "/assets/index-DkX3a9.js.map",
  "/fonts/a.woff2",
  "/video.mp4",
  "/backup.7z",
  "/clip.3gp",
  "/site.webmanifest",
  "/IMG_0001.JPG",
  "/.env",
  "/users/jane.doe",
  "/a/../b.css",
  "//app.js",
  "/.1a",
  "/größe.svg",
  "/api.json",
];

const API = [
  "/api",
  "/api/",
  "/API",
  "/Api/Analytics/progress-photos/x",
  "/api/analytics",
  "/api/unknown/x",
  "/api/analytics.json",
  "//api/analytics/x",
  "////api",
  "/api//analytics/x",
  "/API/user-profiles/profile.jpg",
  "/api/" + "x".repeat(8187),
  "/".repeat(8188) + "api",
];

function refused(answer) {
  const problem = [];
  if (answer.statusCode !== 404) problem.push(`status ${answer.statusCode}`);
  const headers = answer.headers || {};
  if ((headers["content-type"] || {}).value !== "application/json") problem.push("not JSON by its type");
  if ((headers["cache-control"] || {}).value !== "no-store") problem.push("may be stored");
  try {
    const body = JSON.parse(typeof answer.body === "string" ? answer.body : answer.body.data);
    if (body.error !== "not_found") problem.push(`error ${body.error}`);
    if (typeof body.message !== "string" || body.message === "") problem.push("no message");
    if (Object.keys(body).length !== 2) problem.push("more than error and message");
  } catch (error) {
    problem.push(`no JSON body: ${error.message}`);
  }
  return problem.length === 0 ? undefined : problem.join(", ");
}

judge([
  ...PAGES.map((uri) => ({ uri, wrong: becomes("/index.html") })),
  ...FILES.map((uri) => ({ uri, wrong: becomes(uri) })),
  ...API.map((uri) => ({ uri, wrong: refused })),
  { method: "HEAD", uri: "/workouts", wrong: becomes("/index.html") },
  { method: "HEAD", uri: "/app.js", wrong: becomes("/app.js") },
  { method: "HEAD", uri: "/api/x", wrong: refused },
]);
