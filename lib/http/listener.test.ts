import { EventEmitter, once } from "node:events";
import { type RequestOptions, request as send } from "node:http";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventStream } from "./event-stream";
import { createListener } from "./listener";
import { type HttpServer, serve } from "./serve";

const arrivals = new EventEmitter();

const routes = [
  {
    path: "/v1/things",
    module: {
      GET: () => Response.json({ things: [] }),
      POST: async (request: Request) => {
        arrivals.emit("request");
        return Response.json(await request.json());
      },
    },
  },
  {
    path: "/v1/things/[thing_id]",
    module: { GET: async (_: Request, { params }: { params: Promise<object> }) => Response.json(await params) },
  },
  {
    path: "/v1/broken",
    module: {
      GET: () => {
        throw new TypeError("secret detail");
      },
    },
  },
  {
    path: "/v1/stream",
    module: {
      GET: (request: Request) =>
        eventStream(request.signal, async (send) => {
          send("one", 1);
          return () => {};
        }),
    },
  },
  { path: "/api/health", module: { GET: () => Response.json({ status: "ok" }) } },
];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

async function serveAll() {
  const port = await freePort();
  const listener = createListener(routes, async (_, response) => void response.end("page"));
  return { port, server: await serve(listener, { host: "127.0.0.1", port }) };
}

let shared: { port: number; server: HttpServer };

beforeAll(async () => {
  shared = await serveAll();
});

afterAll(() => shared.server.stop());

async function get(path: string, options: RequestOptions = {}, body = "") {
  const request = send({ host: "127.0.0.1", port: shared.port, path, agent: false, ...options });
  request.end(body);
  const [response] = await once(request, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

test("routes are served, with decoded parameters, query or not", async () => {
  expect(JSON.parse((await get("/v1/things/a%2Fb?beta=true")).body)).toEqual({ thing_id: "a/b" });
  expect((await get("/api/health")).body).toBe('{"status":"ok"}');
});

test("a body reaches its handler", async () => {
  const answer = await get(
    "/v1/things",
    { method: "POST", headers: { "content-type": "application/json" } },
    '{"a":1}',
  );
  expect(answer.body).toBe('{"a":1}');
});

test("everything else is Next's", async () => {
  for (const path of ["/", "/v1x", "/api/healthy", "/api/auth/session", "/stores?x=/v1/things"]) {
    expect((await get(path)).body).toBe("page");
  }
});

test.each(["/v1", "/v1/nothing", "/v1/things/%", "/v1/things/../things", "/v1/things/a/b"])(
  "%s answers 404 in the envelope, not to be retried",
  async (path) => {
    const answer = await get(path);
    const body = JSON.parse(answer.body);
    expect(answer.status).toBe(404);
    expect(body).toMatchObject({ type: "error", error: { type: "not_found_error" } });
    expect(answer.headers["request-id"]).toBe(body.request_id);
    expect(answer.headers["x-should-retry"]).toBe("false");
  },
);

test("a wrong method answers 405 with what would be right", async () => {
  const answer = await get("/v1/things", { method: "DELETE" });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe("GET, POST, HEAD");
  expect(answer.headers["x-should-retry"]).toBe("false");
  expect(JSON.parse(answer.body)).toMatchObject({ error: { type: "invalid_request_error" } });
});

test("HEAD is GET without the body", async () => {
  expect(await get("/v1/things", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
});

test("an absolute request target is understood", async () => {
  expect((await get("http://127.0.0.1/v1/things")).body).toBe('{"things":[]}');
});

test("stopping ends event streams and lets the last request finish", async () => {
  const { port, server } = await serveAll();
  const stream = send({ host: "127.0.0.1", port, path: "/v1/stream", agent: false });
  stream.end();
  const [events] = await once(stream, "response");
  const [first] = await once(events, "data");
  expect(String(first)).toBe("event: one\ndata: 1\n\n");
  const slow = send({ host: "127.0.0.1", port, path: "/v1/things", method: "POST", agent: false });
  slow.setHeader("content-length", 7);
  const arrived = once(arrivals, "request");
  slow.write('{"a"');
  await arrived;
  const answered = once(slow, "response");
  const ended = once(events.resume(), "end");
  const stopped = server.stop();
  await ended;
  slow.end(":1}");
  const [answer] = await answered;
  expect(await text(answer)).toBe('{"a":1}');
  await stopped;
});
