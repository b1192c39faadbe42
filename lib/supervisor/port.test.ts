import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { browserUrl, requireFreePort } from "./port";
import { requireDatabase } from "./require-database";

test("a port in use is one line that names PORT; a free one passes", async () => {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as { port: number };
  const address = { host: "127.0.0.1", port };
  await expect(requireFreePort(address)).rejects.toThrow(
    `PORT ${port} on 127.0.0.1 is taken by another program: stop it, or set PORT to a free port`,
  );
  holder.close();
  await once(holder, "close");
  await requireFreePort(address);
});

test("an address of another machine is one line that names HOST", async () => {
  await expect(requireFreePort({ host: "192.0.2.1", port: 3000 })).rejects.toThrow(
    "HOST 192.0.2.1 is not an address of this machine: set HOST to 127.0.0.1 or 0.0.0.0",
  );
});

test("a database that nobody serves is one line without the password", async () => {
  const url = "postgresql://someone:hunter2@127.0.0.1:1/reverie";
  await expect(requireDatabase(url)).rejects.toThrow(
    "DATABASE_URL: cannot use 127.0.0.1:1/reverie: nothing listens there",
  );
});

test("the address for the browser", () => {
  expect(browserUrl({ host: "127.0.0.1", port: 3000 })).toBe("http://127.0.0.1:3000");
  expect(browserUrl({ host: "0.0.0.0", port: 80 })).toBe("http://localhost:80");
  expect(browserUrl({ host: "::1", port: 3000 })).toBe("http://[::1]:3000");
});
