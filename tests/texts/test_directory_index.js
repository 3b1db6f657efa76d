// Judges the directory-index router of a template: node test_directory_index.js TEMPLATE.json [LOGICAL_ID]
"use strict";

const { becomes, judge } = require("./viewer_function.js");

const FOLDERS = {
  "/": "/index.html",
  "/guide": "/guide/index.html",
  "/guide/": "/guide/index.html",
  "/guide/first-steps": "/guide/first-steps/index.html",
  "/releases/v1.2": "/releases/v1.2/index.html",
  "/app.js/": "/app.js/index.html",
  "/a.b/c": "/a.b/c/index.html",
  "/.": "/./index.html",
  "//": "//index.html",
  "/api": "/api/index.html",
  "/größe": "/größe/index.html",
  "/$&": "/$&/index.html",
  "/name.abcdefghijkl": "/name.abcdefghijkl/index.html",
};
const LONG = ["/" + "a".repeat(8191), "/".repeat(8191) + "a", "/" + ".".repeat(8191), "/" + ".1".repeat(4095)];

const FILES = [
  "/index.html",
  "/guide/index.html",
  "/app.js",
  "/feed.xml",
  "/site.webmanifest",
  "/backup.7z",
  "/IMG.JPG",
  "//a.css",
  "/users/jane.doe",
];

judge([
  ...Object.entries(FOLDERS).map(([uri, path]) => ({ uri, wrong: becomes(path) })),
  ...LONG.map((uri) => ({ uri, wrong: becomes(`${uri}/index.html`) })),
  ...FILES.map((uri) => ({ uri, wrong: becomes(uri) })),
  { method: "HEAD", uri: "/guide/", wrong: becomes("/guide/index.html") },
]);
