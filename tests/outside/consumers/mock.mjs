// What the mock server of Prism answers. In, on standard input: [[document, [[method, path, body or null], …]], …].
// Out: per document a list of status codes. The servers run here, one after the other, each on a free port.
import { text } from "node:stream/consumers";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

const mock = { dynamic: false, ignoreExamples: false };
const config = { isProxy: false, validateRequest: true, validateResponse: true, checkSecurity: true, errors: false, mock };
const headers = { "content-type": "application/json", authorization: "Bearer key", "X-API-Key": "key" };

async function answers(document, requests) {
  const operations = await getHttpOperationsFromSpec(document);
  const logger = createLogger("mock", { level: "silent" });
  const server = createServer(operations, { cors: false, config, components: { logger } });
  const address = await server.listen(0, "127.0.0.1");
  const found = [];
  for (const [method, path, body] of requests) {
    const told = body === null ? {} : { body };
    const answer = await fetch(address + path, { method: method.toUpperCase(), headers, ...told });
    found.push(answer.status);
    await answer.arrayBuffer();
  }
  await server.close();
  return found;
}

const all = [];
for (const [document, requests] of JSON.parse(await text(process.stdin))) all.push(await answers(document, requests));
process.stdout.write(JSON.stringify(all));
