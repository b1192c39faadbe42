/** A session in a list: the parts of the wire's session (contract 8.1) that the console shows, and counts. */
export type SessionItem = {
  id: string;
  title: string | null;
  status: "idle" | "running" | "rescheduling" | "terminated";
  agent_name: string;
  created_at: string;
  archived_at: string | null;
  event_count: number;
  stores: { id: string; name: string; access: "read_write" | "read_only"; mount_path: string }[];
  /** The dream that this session is the run of. */
  dream_id: string | null;
};

export function sessionTitle(session: { id: string; title: string | null }): string {
  return session.title?.trim() || `Session …${session.id.slice(-6)}`;
}
