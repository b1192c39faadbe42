import { once } from "node:events";
import { createServer } from "node:net";
import { StartFailure } from "./failure";

/** What the operator can do about an address that cannot be listened on. */
export function explainListenError(error: unknown, { host, port }: { host: string; port: number }): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return new StartFailure(`PORT ${port} on ${host} is taken by another program: stop it, or set PORT to a free port`);
  }
  if (code === "EACCES") {
    return new StartFailure(`PORT ${port} needs more rights than this user has: set PORT to 1024 or more`);
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return new StartFailure(`HOST ${host} is not an address of this machine: set HOST to 127.0.0.1 or 0.0.0.0`);
  }
  return error as Error;
}

/** @throws StartFailure when nothing could listen there */
export async function requireFreePort(address: { host: string; port: number }): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(address.port, address.host);
    await once(probe, "listening");
  } catch (error) {
    throw explainListenError(error, address);
  } finally {
    probe.close();
  }
}

/** The address to type into a browser: a wildcard address is reached through localhost. */
export function browserUrl({ host, port }: { host: string; port: number }): string {
  if (host === "0.0.0.0" || host === "::") return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
