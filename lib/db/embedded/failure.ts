/** The embedded Postgres cannot run here. The message is one line that says why and what to do. */
export class EmbeddedPostgresError extends Error {
  override name = "EmbeddedPostgresError";
}
