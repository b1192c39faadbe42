/**
 * Puts a dream with findings of every kind and state, and a change that is off, into the database of a server under
 * test, and prints its id. A process of its own, as what belongs to the server does not load beside a browser test:
 * `node --conditions=react-server --import tsx e2e/insert-findings.ts <database URL>`.
 */
import { findOperator } from "@/lib/auth/find-operator";
import { openDatabase } from "@/lib/db/database";
import { seedFindings } from "@/lib/testing/seed-findings";

/** A line that makes its change off by default. */
const place = { path: "/index.md", side: "proposed", line: 3, message: "No evidence for this line." } as const;
const check = { check: "evidence", level: "warn", summary: "1 line has no evidence.", count: 1 } as const;
const checks = { checks: [{ ...check, items: [place] }], warnings: [{ ...place, check: check.check }] };

const db = openDatabase(process.argv[2] ?? "");
const ctx = await findOperator(db, () => new Date());
if (ctx === null) throw new Error("the server under test has no operator yet");
const { dreamId } = await seedFindings(ctx, checks);
await db.close();
process.stdout.write(dreamId);
