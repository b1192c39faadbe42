import { runOnce } from "@/lib/supervisor/supervised-process";
import { seedDemo } from "@/lib/testing/demo";

await runOnce(async () => (await seedDemo()).dreamId);
