import pg from "pg";

/** How many SQL statements this process sends while `work` runs, `begin` and `commit` too. One measurement at a time. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: number }> {
  const { query } = pg.Client.prototype;
  let statements = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      statements += 1;
      return Reflect.apply(query, this, args);
    },
  });
  try {
    return { result: await work(), statements };
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
}
