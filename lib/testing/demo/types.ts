/** The on-call week: two stores with their history and five sessions that worked with them. */
export type DemoScenario = { stores: DemoStore[]; sessions: DemoSession[] };

export type StoreKey = "org-sre" | "team-sre";

export type DemoStore = {
  key: StoreKey;
  name: string;
  description: string;
  /** Oldest first. */
  history: DemoChange[];
};

export type DemoChange = {
  at: Date;
  /** The session that wrote it, by its key, or the person who runs the demo. */
  actor: { session: string } | "person";
  operation: "created" | "modified";
  path: string;
  content: string;
};

export type DemoSession = {
  key: string;
  title: string;
  createdAt: Date;
  agentName: string;
  resources: DemoResource[];
  /** In the shapes that `managed_agents` imports take. */
  events: DemoEvent[];
};

export type DemoResource = { store: StoreKey; access: "read_write" | "read_only"; instructions: string };

export type DemoEvent = { id?: string; type: string; processed_at: string } & Record<string, unknown>;
