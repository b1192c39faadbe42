import { findOperator } from "@/lib/auth/find-operator";
import { database } from "@/lib/db/client";
import { StartFailure } from "@/lib/supervisor/failure";
import { runOnce } from "@/lib/supervisor/supervised-process";
import { seedDemo } from "@/lib/testing/seed-demo";
import { untilDreamEnds } from "@/lib/testing/watch-dream";

await runOnce(async () => {
  const ctx = await findOperator(database(), () => new Date());
  if (ctx === null) throw new StartFailure("There is no account that could own the demo data");
  const { dreamId } = await seedDemo(ctx);
  const dream = await untilDreamEnds(ctx, dreamId);
  if (dream.status !== "completed") throw new StartFailure(`The demo's dream is ${dream.status}: see ${dreamId}`);
  return dreamId;
});
