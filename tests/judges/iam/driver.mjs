// Lets iam-simulate decide questions: JSON lines in, JSON lines out. Run beside stackgen, never linked with it (AGPL).
//
// A line: {"id", "principal", "action", "resource", "owner", "context", "identity": [POLICY], "boundary", "session",
// "resource_policy", "restricted"}; principal null is nobody. The folder with the installed packages is the argument.
// Its public entry for questions that need no data about actions drops session policies and fails on resource policies,
// so the engine behind it is called as that entry calls it; package-lock.json pins both.
import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = join(process.argv[2], "node_modules", "@cloud-copilot");
const load = (...way) => import(pathToFileURL(join(modules, ...way)).href);
const simulate = (...way) => load("iam-simulate", "dist", "esm", ...way);
const { authorize } = await simulate("core_engine", "CoreSimulatorEngine.js");
const { AwsRequestImpl } = await simulate("request", "request.js");
const { RequestContextImpl } = await simulate("requestContext.js");
const { DiscoveryContextKeyConstraints } = await simulate("context_keys", "discoveryContextKeyConstraints.js");
const { anonymousPrincipal } = await simulate("index.js");
const { loadPolicy } = await load("iam-policy", "dist", "esm", "index.js");

const policy = (document, name) => (document ? loadPolicy(document, { name }) : undefined);

function decide(question) {
  const resource = { resource: question.resource, accountId: question.owner };
  const principal = question.principal ?? anonymousPrincipal;
  const context = new RequestContextImpl(question.context);
  const request = new AwsRequestImpl(principal, resource, question.action, context);
  const analysis = authorize({
    request,
    sessionPolicy: policy(question.session, "session"),
    identityPolicies: question.identity.map((document, number) => policy(document, `identity ${number}`)),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: policy(question.resource_policy, "resource"),
    permissionBoundaries: question.boundary ? [policy(question.boundary, "boundary")] : undefined,
    vpcEndpointPolicies: undefined,
    simulationParameters: {
      simulationMode: "Strict",
      discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
    },
    serviceSettings: { s3: { blockPublicAccess: question.restricted } },
  });
  return analysis.result;
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const { id } = question;
  try {
    console.log(JSON.stringify({ id, result: decide(question) }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: String(error) }));
  }
}
