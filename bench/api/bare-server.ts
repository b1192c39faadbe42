/**
 * The yardstick of the API bench: `node:http` and `pg` with the very statements of the API, and nothing else: no
 * authentication, no validation, no envelope. A process of its own, as the API's server is. Prints its port.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { newId } from "@/lib/core/ids";
import { CHILDREN, FIND, LIST } from "@/lib/memories/repository";
import { CREATE, UPDATE_CONTENT } from "@/lib/memories/write-repository";

const [url, workspaceId, keyId] = process.argv.slice(2);
/** As many connections as the API's own pool. */
const pool = new pg.Pool({ connectionString: url ?? "", max: 20 });

async function readJson(
  request: IncomingMessage,
): Promise<Record<string, string> & { precondition?: { content_sha256: string } }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const contentOf = (text: string) => [text, createHash("sha256").update(text).digest("hex"), Buffer.byteLength(text)];

async function write(request: IncomingMessage, storeId: string, memoryId: string | undefined): Promise<object> {
  const body = await readJson(request);
  const content = contentOf(body.content ?? "");
  if (memoryId !== undefined) {
    const values = [workspaceId, storeId, memoryId, ...content, body.precondition?.content_sha256 ?? null];
    const { rows } = await pool.query({
      ...UPDATE_CONTENT,
      values: [...values, new Date(), newId("memver"), "api_actor", keyId],
    });
    return { ...rows[0], content_sha256: content[1] };
  }
  const path = body.path ?? "";
  const ancestors = path
    .split("/")
    .slice(2)
    .map((_part, index) =>
      path
        .split("/")
        .slice(0, index + 2)
        .join("/"),
    );
  const ids = [newId("mem"), newId("memver")];
  const values = [workspaceId, storeId, path, ancestors, 1_000_000, ...content, new Date(), ...ids, "api_actor", keyId];
  const { rows } = await pool.query({ ...CREATE, values });
  return { ...rows[0], id: ids[0] };
}

async function read(storeId: string, memoryId: string | undefined, query: URLSearchParams): Promise<object> {
  if (memoryId !== undefined) return (await pool.query({ ...FIND, values: [workspaceId, storeId, memoryId] })).rows[0];
  const limit = Number(query.get("limit")) + 1;
  if (query.get("depth") === "1") {
    return (await pool.query({ ...CHILDREN, values: [storeId, "/", "/", "0", limit, workspaceId] })).rows;
  }
  const after = query.get("after") ?? "/";
  return (await pool.query({ ...LIST, values: [workspaceId, storeId, after, "0", limit] })).rows;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = "", query] = (request.url ?? "").split("?");
  const [, , , storeId = "", , memoryId] = path.split("/");
  const result =
    request.method === "POST"
      ? await write(request, storeId, memoryId)
      : await read(storeId, memoryId, new URLSearchParams(query));
  const text = JSON.stringify(result);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
