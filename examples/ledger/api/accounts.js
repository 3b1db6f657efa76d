// Reads and writes entries of the ledger; here only far enough to be deployed.
exports.handler = async () => ({
  statusCode: 501,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify({ error: "not_implemented", message: "this example stores nothing" }),
});
