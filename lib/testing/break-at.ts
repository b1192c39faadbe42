import type { Context } from "@/lib/auth/context";
import type { Database } from "@/lib/db/database";

/**
 * The context with a database whose connection is cut at the `count`-th statement of its transactions, as by a `kill -9` of the
 * process: the server rolls back by itself. `hit` tells whether it came to that.
 */
export function breakAt(ctx: Context, count: number): { ctx: Context; hit: () => boolean } {
  let left = count;
  const pool = new Proxy(ctx.db.pool, {
    get: (target, key) => (key === "connect" ? connect : Reflect.get(target, key, target)),
  });
  const connect = async () => {
    const client = await ctx.db.pool.connect();
    return new Proxy(client, {
      get: (target, key) => {
        // The pool must not hand out what is cut.
        if (key === "release") return () => target.release(left <= 0);
        if (key !== "query") {
          const value = Reflect.get(target, key, target);
          return typeof value === "function" ? value.bind(target) : value;
        }
        return async (...args: unknown[]) => {
          left -= 1;
          if (left === 0) await target.query("select pg_terminate_backend(pg_backend_pid())");
          return (target.query as (...given: unknown[]) => unknown)(...args);
        };
      },
    });
  };
  const db: Database = { ...ctx.db, pool };
  return { ctx: { ...ctx, db }, hit: () => left <= 0 };
}
