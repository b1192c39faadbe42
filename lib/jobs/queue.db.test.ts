import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { prepareQueue } from "./queue";
import { JOBS } from "./registry";

test("processes that set up the queue of a new database at once all come up", async () => {
  const db = await testDatabase();
  await db.query("drop schema pgboss cascade");
  await Promise.all(Array.from({ length: 4 }, () => prepareQueue(db, JOBS)));
  const queues = await db.query<{ name: string }>("select name from pgboss.queue order by name");
  expect(queues.map((queue) => queue.name)).toEqual(JOBS.map((job) => job.name).sort());
});
