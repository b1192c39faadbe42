import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bareStatement } from "@/lib/engines/local/notes/bare-statement";
import { comparedNote, findSameMeaning } from "@/lib/engines/local/notes/same-meaning";

const same = (a: string, b: string) => findSameMeaning(comparedNote(bareStatement(a)), comparedNote(bareStatement(b)));

test.each([
  ["a filler in front", "The audit log is kept for seven years", "Reminder - the audit log is kept for seven years."],
  ["a filler at the end", "The parser accepts tabs as separators", "The parser accepts tabs as separators (confirmed)"],
  ["joined names", "Alice and Bruno share the pager on weekends", "Bruno and Alice share the pager on weekends"],
  ["a list of names", "The ingest job reads from Kafka, S3 and Redis", "The ingest job reads from Redis, Kafka and S3"],
  [
    "a phrase of time moved",
    "During the nightly import the alert is noise",
    "The alert is noise during the nightly import",
  ],
  ["a condition moved", "If the vault is sealed the relay waits", "The relay waits if the vault is sealed"],
  ["passive", "Mara approves the travel budget", "The travel budget is approved by Mara"],
  ["passive with more", "Ansible patches edge nodes every night", "Edge nodes are patched by Ansible every night"],
  ["an article", "Restart the worker after every config change", "Restart worker after every config change"],
  [
    "a letter left out",
    "The scanner needs a firmware update in spring",
    "The scanner needs a firmwre update in spring",
  ],
  ["letters swapped", "Customers prefer invoices as attachments", "Customers perfer invoices as attachments"],
  ["plural", "Pull requests need a green build before review", "A pull request needs a green build before review"],
  ["a unit's short form", "The batch runs for 45 minutes on weekdays", "The batch runs for 45 min on weekdays"],
  ["a unit set close", "The upload limit is 25MB for guests", "The upload limit is 25 MB for guests"],
  ["a number word", "The release needs three sign-offs from product", "The release needs 3 sign-offs from product"],
  ["can't", "The sandbox cannot reach the internet at all", "The sandbox can't reach the internet at all"],
  ["doesn't", "The importer does not read Excel files", "The importer doesn't read Excel files"],
  ["a question", "Who owns the checkout service? Team Blue.", "The checkout service is owned by Team Blue."],
  ["capitals", "Deploys are frozen on Fridays", "DEPLOYS ARE FROZEN ON FRIDAYS"],
])("says the same: %s", (_what, a, b) => {
  expect(same(a, b)).not.toBeNull();
});

test.each([
  ["version", "The worker runs image 1.2.3 in production", "The worker runs image 1.2.4 in production"],
  ["unit", "The health check timeout is 500 ms today", "The health check timeout is 500 s today"],
  ["bits and bytes", "The uplink of the lab has 10 Mb/s", "The uplink of the lab has 10 MB/s"],
  ["binary unit", "The build cache is limited to 20 GB", "The build cache is limited to 20 GiB"],
  ["close unit", "Retention is set to 30d for the raw table", "Retention is set to 30h for the raw table"],
  ["sign", "The cold room must stay at -5 degrees", "The cold room must stay at 5 degrees"],
  ["currency", "The discount is $5 per seat and month", "The discount is €5 per seat and month"],
  ["thousands", "The tank holds 1,200 litres of water", "The tank holds 1.200 litres of water"],
  ["am and pm", "The job runs at 5 am on weekdays", "The job runs at 5 pm on weekdays"],
  ["ratio", "The ratio of reads to writes is 3:1", "The ratio of reads to writes is 1:3"],
  ["comparison", "The plugin needs version >= 2.0 to load", "The plugin needs version <= 2.0 to load"],
  ["host", "web-1 runs nginx behind the load balancer", "web-2 runs nginx behind the load balancer"],
  ["bucket", "The bucket for exports is acme-exports-eu", "The bucket for exports is acme-export-eu"],
  ["path", "The config is read from /etc/relay/app.yaml", "The config is read from /etc/relay/apps.yaml"],
  [
    "case of a name in code",
    "The variable is API_KEY in the worker image",
    "The variable is api_key in the worker image",
  ],
  ["plural of a name in code", "getUser returns null for guests here", "getUsers returns null for guests here"],
  ["language", "The C compiler of the toolchain is gcc", "The C++ compiler of the toolchain is gcc"],
  ["flag", "Run the importer with --dry-run on a copy", "Run the importer with --dry on a copy"],
  ["domain", "Mail goes to ops@example.com for alerts", "Mail goes to ops@example.org for alerts"],
  ["not", "Restart the indexer during a deploy", "Do not restart the indexer during a deploy"],
  ["a denying prefix", "The response is cached and authenticated", "The response is cached and unauthenticated"],
  ["a denying letter", "The trail of the group was typical for it", "The trail of the group was atypical for it"],
  ["modal verb", "Agents should ask before deleting files", "Agents must ask before deleting files"],
  ["will and would", "The check will run on the builders", "The check would run on the builders"],
  ["done and to do", "The certificate has been renewed by the team", "The certificate has to be renewed by the team"],
  ["past and present", "The relay is in the new rack by now", "The relay was in the new rack by now"],
  ["quantity", "All services export traces to the vault", "Some services export traces to the vault"],
  ["few", "The team has few open incidents now", "The team has a few open incidents now"],
  ["one and several", "Drain the node before the upgrade starts", "Drain the nodes before the upgrade starts"],
  ["only", "Only Mara may approve refunds above the limit", "Mara may approve only refunds above the limit"],
  ["before and after", "Run migrations before the deploy", "Run migrations after the deploy"],
  ["if and unless", "Page somebody if lag exceeds ten minutes", "Page somebody unless lag exceeds ten minutes"],
  ["until and since", "The relay was down until Monday morning", "The relay was down since Monday morning"],
  ["in and on", "The lamp is in the desk of the lab", "The lamp is on the desk of the lab"],
  ["from and to", "Copy the dump from vault-a to vault-b", "Copy the dump from vault-b to vault-a"],
  ["roles of names", "OPS-12 blocks OPS-15", "OPS-15 blocks OPS-12"],
  [
    "roles of words",
    "the old parser replaces the new parser in builds",
    "the new parser replaces the old parser in builds",
  ],
  [
    "roles in two clauses",
    "The producer waits for the consumer when it is full",
    "The consumer waits for the producer when it is full",
  ],
  [
    "values of two keys",
    "Use the test key in staging and the live key in production",
    "Use the live key in staging and the test key in production",
  ],
  [
    "roles before and after",
    "The gateway calls the ledger before the risk engine",
    "The gateway calls the risk engine before the ledger",
  ],
  [
    "an order that counts",
    "Fail over in the order Dublin, Paris and Rome",
    "Fail over in the order Rome, Paris and Dublin",
  ],
  [
    "lists that belong together",
    "Mara and Tomas own Checkout and Payments",
    "Tomas and Mara own Checkout and Payments",
  ],
  [
    "a phrase that names come after",
    "For Acme, Mara signs the yearly contract",
    "For Mara, Acme signs the yearly contract",
  ],
  [
    "passive of the other",
    "The ledger is copied by the warehouse every night",
    "The ledger copies the warehouse every night",
  ],
  ["passive of the past", "Mara approved the travel budget", "The travel budget is approved by Mara"],
  ["contract and contact", "Send the contract of Acme to the sales team", "Send the contact of Acme to the sales team"],
  ["causal and casual", "The casual leave form is signed by managers", "The causal leave form is signed by managers"],
  ["form and from", "The form filters orders of the partner portal", "The from filters orders of the partner portal"],
  [
    "handler and handles",
    "Find what the handlers do with an empty queue",
    "Find what the handles do with an empty queue",
  ],
  ["two given names", "Christian Vogt prefers answers by mail", "Christina Vogt prefers answers by mail"],
  ["Martin and Martina", "Martin Vogt prefers answers by mail", "Martina Vogt prefers answers by mail"],
  ["kein and ein", "Es gibt keine Freigabe für fremde Geräte", "Es gibt eine Freigabe für fremde Geräte"],
  ["nicht", "Der Import darf während der Sperre laufen", "Der Import darf nicht während der Sperre laufen"],
  ["avant and après", "Redémarrer le service avant la migration", "Redémarrer le service après la migration"],
  ["pas", "Le cache est activé par défaut partout", "Le cache n'est pas activé par défaut partout"],
  ["antes and después", "Ejecutar las pruebas antes de publicar", "Ejecutar las pruebas después de publicar"],
  [
    "one sign in Chinese",
    "所有的服务在部署到生产环境之前都默认启用缓存和压缩并且记录日志",
    "所有的服务在部署到生产环境之前都默认不启用缓存和压缩并且记录日志",
  ],
  [
    "one sign in Japanese",
    "毎週金曜日の午後は本番環境へのデプロイを行うことになっている",
    "毎週金曜日の午後は本番環境へのデプロイを行わないことになっている",
  ],
])("does not say the same: %s", (_what, a, b) => {
  expect(same(a, b)).toBeNull();
  expect(same(b, a)).toBeNull();
});

const word = fc.constantFrom(
  ..."the a relay worker checkout Mara Tomas web-1 web-2 1.2.3 1.2.4 30 s ms before after not never runs owns and if in on Berlin".split(
    " ",
  ),
);
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));

describe("any two notes", () => {
  test("are judged alike in both orders", () => {
    fc.assert(
      fc.property(sentence, sentence, (a, b) => {
        const [there, back] = [same(a, b), same(b, a)];
        expect(back?.how).toEqual(there?.how);
      }),
    );
  });

  test("that differ in one telling word are never the same", () => {
    const pair = fc.constantFrom(
      ["1.2.3", "1.2.4"],
      ["30", "31"],
      ["web-1", "web-2"],
      ["API_KEY", "API_KEYS"],
      ["never", "always"],
      ["must", "may"],
      ["before", "after"],
      ["ms", "s"],
      ["Mara", "Tomas"],
      ["/etc/App", "/etc/app"],
    );
    fc.assert(
      fc.property(sentence, pair, sentence, (before, [one, other], after) => {
        expect(same(`${before} ${one} ${after}`, `${before} ${other} ${after}`)).toBeNull();
      }),
    );
  });
});
