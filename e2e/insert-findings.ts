/**
 * Puts a dream with findings of every kind and state into the database of a server under test, and prints its id. A
 * process of its own, as what belongs to the server does not load beside a browser test:
 * `node --conditions=react-server --import tsx e2e/insert-findings.ts <database URL>`.
 */
import { findOperator } from "@/lib/auth/find-operator";
import { openDatabase } from "@/lib/db/database";
import { seedFindings } from "@/lib/testing/seed-findings";

const db = openDatabase(process.argv[2] ?? "");
const ctx = await findOperator(db, () => new Date());
if (ctx === null) throw new Error("the server under test has no operator yet");
const { dreamId } = await seedFindings(ctx);
await db.close();
process.stdout.write(dreamId);
