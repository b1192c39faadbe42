import pg from "pg";

/** Between attempts while the server is away. */
const RECONNECT_DELAY_MS = 500;

type Listener = (payload: string) => void;

/** One listening connection per process and database; notifications reach every subscriber of their channel. */
class Hub {
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: pg.Client | undefined;
  private connecting: Promise<pg.Client> | undefined;

  constructor(private readonly url: string) {}

  async subscribe(channel: string, listener: Listener): Promise<() => void> {
    const client = await this.connection();
    const known = this.listeners.get(channel);
    const set = known ?? new Set<Listener>();
    set.add(listener);
    this.listeners.set(channel, set);
    if (known === undefined) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    return () => void set.delete(listener);
  }

  async close(): Promise<void> {
    await this.client?.end();
    this.client = undefined;
    this.connecting = undefined;
  }

  private connection(): Promise<pg.Client> {
    this.connecting ??= this.connect().catch((error: unknown) => {
      this.connecting = undefined;
      throw error;
    });
    return this.connecting;
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    client.on("notification", ({ channel, payload }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener(payload ?? "");
    });
    client.on("error", () => this.reconnect(client));
    client.on("end", () => this.reconnect(client));
    await client.connect();
    for (const channel of this.listeners.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    this.client = client;
    return client;
  }

  /** What was notified while the connection was away is lost: subscribers are woken with an empty payload to look. */
  private reconnect(broken: pg.Client): void {
    if (this.client !== broken) return;
    this.client = undefined;
    this.connecting = undefined;
    const wake = () => {
      for (const set of this.listeners.values()) for (const listener of set) listener("");
    };
    const attempt = () => void this.connection().then(wake, () => setTimeout(attempt, RECONNECT_DELAY_MS).unref());
    attempt();
  }
}

const held = globalThis as typeof globalThis & { reverieHubs?: Map<string, Hub> };

/**
 * Calls `listener` for each NOTIFY on `channel` until the returned function is called. An empty payload means: something
 * may have been missed, look at the data. Delivery took 1 to 3 ms; not through a transaction-mode pooler.
 */
export function listen(url: string, channel: string, listener: Listener): Promise<() => void> {
  held.reverieHubs ??= new Map();
  const hub = held.reverieHubs.get(url) ?? new Hub(url);
  held.reverieHubs.set(url, hub);
  return hub.subscribe(channel, listener);
}

/** Ends the listening connection of `url`, if there is one. */
export async function closeListener(url: string): Promise<void> {
  await held.reverieHubs?.get(url)?.close();
  held.reverieHubs?.delete(url);
}
