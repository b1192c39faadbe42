import { bootstrap } from "@/lib/auth/bootstrap";
import { database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { settings } from "@/lib/env";
import { prepareQueue } from "@/lib/jobs/queue";
import { JOBS } from "@/lib/jobs/registry";
import { requireDatabase } from "@/lib/supervisor/require-database";
import { runOnce } from "@/lib/supervisor/supervised-process";

await runOnce(async () => {
  const { adminEmail, adminPassword, bootstrapApiKey, role } = settings();
  const db = database();
  await requireDatabase(db.url);
  const { applied } = await migrate(db.url);
  if (applied.length > 0) console.log(`Migrations applied: ${applied.join(", ")}`);
  await prepareQueue(db, JOBS);
  if (role === "worker" || adminPassword === undefined || bootstrapApiKey === undefined) return;
  await bootstrap(db, { email: adminEmail, password: adminPassword, apiKey: bootstrapApiKey });
});
