import { describe, expect, it } from "vitest";
import { type Source, verdictOf } from "@/lib/engines/local/verify/read-claims-builders";

const alert: Source = [
  "alerts show",
  '{"alert": "checkout-latency-p99", "service": "checkout", "severity": "P1", "threshold_ms": 1500}',
];
const ticket: Source = [
  "tickets show",
  '{"ticket": "OPS-12", "assignee": "Mira", "status": "open", "project": "payroll", "priority": 2}',
];
const tickets: Source = [
  "tickets list",
  "| ticket | assignee | points |\n| --- | --- | --- |\n| OPS-12 | Mira | 3 |\n| OPS-13 | Ana | 5 |",
];
const gateway: Source = [
  "cat config/gateway.yaml",
  "# limits\ntimeout_ms: 900\nretry:\n  max: 10\n  backoff: exponential\nupstream:\n  host: orders\n  idle_timeout_ms: 60000\nallowed_regions:\n  - eu\n  - us\n  - apac\ntls:\n  enabled: true\n",
];
const stagingGateway: Source = ["cat config/staging/gateway.yaml", "timeout_ms: 900\nretry:\n  max: 10\n"];
const mixer: Source = [
  "cat /srv/lab/mixer.toml",
  'speed_rpm = 300\n\n[pump]\nflow = 12.5\nmodel = "PX-7" # fitted in May\n\n[pump.valve]\nposition = "left"\n',
];
const bakery: Source = ["cat shop/bakery.ini", "; hours\n[opening]\nweekday = 07:30\n[oven]\nmaker=Ravo\ndecks=4\n"];
const deployments: Source = [
  "kubectl get deployments",
  "NAME              READY   UP-TO-DATE   REPLICAS   IMAGE\npayments-worker   6/6     6            6          worker-4.2.0\ncart              2/2     2            2          cart-1.9.3\n",
];
const staged: Source = ["kubectl get deployments -n staging", deployments[1]];
const columns: Source = [
  "psql -c 'select * from herds'",
  "  herd   | animals | keeper \n---------+---------+--------\n hilltop |      41 | Bo\n brook   |      12 | Ida\n(2 rows)\n",
];
const boxed: Source = [
  "mysql -e 'select * from courses'",
  "+---------+--------+------+\n| course  | tutor  | room |\n+---------+--------+------+\n| algebra | Lindgr | B12  |\n| botany  | Osei   | C3   |\n+---------+--------+------+\n",
];
const manifest: Source = [
  "kubectl get deploy checkout -o yaml",
  "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: checkout\n  labels:\n    tier: front\nspec:\n  replicas: 4\n  template:\n    spec:\n      containers:\n        - name: sidecar\n          port: 9901\n        - name: main\n          port: 8443\n",
];
const shop: Source = [
  { tool: "get_service", input: { name: "checkout" } },
  '{"name": "checkout", "version": "1.4.2", "port": 8443, "language": "go", "region": "eu-west-1", "read_only": true, "retries_enabled": true, "cache": {"enabled": false, "size_mb": 64}, "markets": ["a", "b", "c"], "dependencies": ["redis", "ledger"], "maintained_by": "team-blue", "released_on": "2026-03-04"}',
];
const headline: Source = ["./status checkout", "checkout\nport: 8443\nowner: team-blue\n"];
const assignments: Source = ["./env", "== checkout ==\nPORT=8443\nOWNER=team-blue\n"];
const order: Source = [
  { tool: "get_order", input: { order: "A-1042" } },
  '{"order": "A-1042", "customer": "Lumen", "total_eur": 180, "paid": true, "items": 3, "ship_to": {"city": "Lyon"}, "billing": {"city": "Turin"}}',
];
const loan: Source = ["library loan", '{"book": "Tidal Atlas", "borrower": "Ida", "due": "2026-12-04", "copies": 2}'];
const vessel: Source = ["fleet show", '{"vessel": "Morning Tern", "home_port": "Bergen", "crew": 14, "draft_m": 4.5}'];
const staging: Source = [
  "svc show",
  '{"service": "checkout", "environment": "staging", "port": 9443, "owner": "team-red"}',
];

describe("forms of real sessions", () => {
  it.each<[string, string, Source]>([
    ["alerts", "The severity of checkout-latency-p99 is P1", alert],
    ["alerts", "The threshold of checkout-latency-p99 is 1.5 s", alert],
    ["alerts", "Alert checkout-latency-p99 severity: P1", alert],
    ["tickets", "Ticket OPS-12 is assigned to Mira", ticket],
    ["tickets", "Status of OPS-12 is open", ticket],
    ["tickets", "Ticket OPS-12 is assigned to Mira", tickets],
    ["tickets", "OPS-13 has 5 points", tickets],
    ["configuration", "gateway timeout_ms is 900", gateway],
    ["configuration", "In config/gateway.yaml timeout_ms is 900", gateway],
    ["configuration", "gateway timeout is 900 ms", gateway],
    ["configuration", "retry.max is 10", gateway],
    ["configuration", "The gateway retry backoff is exponential", gateway],
    ["configuration", "Gateway allowed regions are us, apac and eu", gateway],
    ["configuration", "TLS is enabled for gateway", gateway],
    ["configuration", "cart timeout is 30", ["cat deploy/cart.env", "TIMEOUT=30\nDEBUG=0\n"]],
    ["laboratory", "mixer speed_rpm is 300", mixer],
    ["laboratory", "The pump flow of mixer is 12.5", mixer],
    ["laboratory", "The model of the mixer pump is PX-7", mixer],
    ["laboratory", "pump.valve.position is left", mixer],
    ["trade", "The bakery oven maker is Ravo", bakery],
    ["trade", "bakery oven has 4 decks", bakery],
    ["clusters", "payments-worker has 6 replicas", deployments],
    ["clusters", "The image of cart is cart-1.9.3", deployments],
    ["clusters", "checkout has 4 replicas", manifest],
    ["farms", "Herd hilltop has 41 animals", columns],
    ["farms", "The keeper of brook is Ida", columns],
    ["schools", "algebra room is B12", boxed],
    ["schools", "The tutor of botany is Osei", boxed],
    ["services", "checkout is on 1.4.2", shop],
    ["services", "checkout runs version 1.4.2", shop],
    ["services", "checkout is at v1.4.2", shop],
    ["services", "checkout listens on 8443", shop],
    ["services", "checkout is written in Go", shop],
    ["services", "checkout is deployed in eu-west-1", shop],
    ["services", "checkout is maintained by team-blue", shop],
    ["services", "checkout is read-only", shop],
    ["services", "Retries are enabled for checkout", shop],
    ["services", "The cache of checkout is disabled", shop],
    ["services", "The markets of checkout are c, a and b", shop],
    ["services", "checkout depends on ledger and redis", shop],
    ["services", "checkout was released on 4 March 2026".replace("was", "is"), shop],
    ["services", "checkout released on: March 4th, 2026", shop],
    ["services", "FYI - checkout runs on port 8443", shop],
    ["services", "Note: checkout runs on port 8443 (confirmed)", shop],
    ["services", "[2026-11-02] checkout runs on port 8443", shop],
    ["services", "checkout runs on port 8443", headline],
    ["services", "The owner of checkout is team-blue", headline],
    ["services", "checkout listens on 8443", assignments],
    ["orders", "Order A-1042 has 3 items", order],
    ["orders", "The total of order A-1042 is 180 EUR", order],
    ["orders", "A-1042 is paid", order],
    ["orders", "The ship_to city of A-1042 is Lyon", order],
    ["libraries", "Tidal Atlas has 2 copies", loan],
    ["libraries", "Tidal Atlas is due on 4 December 2026", loan],
    ["shipping", "The home port of Morning Tern is Bergen", vessel],
    ["environments", "checkout in staging runs on port 9443", staging],
  ])("%s: confirms that %s", (_, note, source) => {
    expect(verdictOf(`- ${note}`, [source])).toBe("confirmed");
  });

  it.each<[string, string, Source]>([
    ["alerts", "The severity of checkout-latency-p99 is P2", alert],
    ["tickets", "Ticket OPS-12 is assigned to Ana", tickets],
    ["tickets", "Ticket OPS-12 is assigned to Ana", ticket],
    ["configuration", "gateway timeout_ms is 800", gateway],
    ["configuration", "gateway retry.max is 5", gateway],
    ["laboratory", "The pump flow of mixer is 14", mixer],
    ["clusters", "payments-worker has 4 replicas", deployments],
    ["farms", "Herd hilltop has 40 animals", columns],
    ["schools", "algebra room is C3", boxed],
    ["services", "checkout is on 1.4.1", shop],
    ["services", "checkout listens on 9443", shop],
    ["services", "checkout is written in Rust", shop],
    ["services", "Retries are disabled for checkout", shop],
    ["services", "FYI - checkout runs on port 9443", shop],
    ["services", "checkout runs on port 9443", headline],
    ["orders", "Order A-1042 has 4 items", order],
    ["libraries", "Tidal Atlas is due on 5 December 2026", loan],
  ])("%s: refutes that %s", (_, note, source) => {
    expect(verdictOf(`- ${note}`, [source])).toBe("refuted");
  });

  it.each<[string, string, Source]>([
    // Another subject.
    ["alerts", "The severity of checkout is P1", alert],
    ["alerts", "The severity of checkout-latency-p95 is P1", alert],
    ["alerts", "The severity of search-latency-p99 is P1", alert],
    ["tickets", "Status of Mira is open", ticket],
    ["tickets", "The status of payroll is open", ticket],
    ["tickets", "payroll has priority 2", ticket],
    ["tickets", "Ticket OPS-1 is assigned to Mira", tickets],
    ["tickets", "Ticket OPS-12 is assigned to Ana and Mira", tickets],
    ["tickets", "Mira has 3 points", tickets],
    ["configuration", "worker timeout_ms is 900", gateway],
    ["configuration", "In config/worker.yaml timeout_ms is 900", gateway],
    ["configuration", "worker retry.max is 10", gateway],
    ["configuration", "api-gateway timeout_ms is 900", gateway],
    ["laboratory", "The pump flow of shaker is 12.5", mixer],
    ["laboratory", "pump.position is left", mixer],
    ["trade", "The dairy oven has 4 decks", bakery],
    ["clusters", "payments has 6 replicas", deployments],
    ["clusters", "worker has 6 replicas", deployments],
    ["clusters", "sidecar has 4 replicas", manifest],
    ["clusters", "front has 4 replicas", manifest],
    ["farms", "Herd brook has 41 animals and 2 dogs", columns],
    ["schools", "The room of Osei is C3", boxed],
    ["services", "cart listens on 8443", shop],
    ["services", "Retries are enabled for cart", shop],
    ["services", "redis is on 1.4.2", shop],
    ["services", "team-blue runs on port 8443", headline],
    ["orders", "Lumen has 3 items", order],
    ["orders", "The total of Lumen is 180 EUR", order],
    ["libraries", "Ida has 2 copies", loan],
    ["libraries", "Tidal has 2 copies", loan],
    ["shipping", "The home port of Evening Tern is Bergen", vessel],
    // Another attribute.
    ["alerts", "The priority of checkout-latency-p99 is P1", alert],
    ["configuration", "gateway idle timeout is 900 ms", gateway],
    ["configuration", "gateway max is 10", gateway],
    ["configuration", "The gateway host is orders", gateway],
    ["configuration", "gateway is enabled", gateway],
    ["configuration", "retry.limit is 10", gateway],
    ["laboratory", "mixer flow is 12.5", mixer],
    ["laboratory", "mixer position is left", mixer],
    ["trade", "bakery has 4 decks", bakery],
    ["clusters", "payments-worker has 6 nodes", deployments],
    ["clusters", "checkout runs on port 9901", manifest],
    ["clusters", "checkout runs on port 8443", manifest],
    ["farms", "The vet of brook is Ida", columns],
    ["schools", "The room of botany is Osei", boxed],
    ["services", "checkout admin listens on 8443", shop],
    ["services", "checkout is enabled", shop],
    ["services", "checkout size is 64 MB", shop],
    ["services", "checkout is owned by eu-west-1", shop],
    ["services", "checkout is writable", shop],
    ["services", "checkout is written by go", shop],
    ["services", "checkout depends on redis", shop],
    ["orders", "The city of A-1042 is Lyon", order],
    ["orders", "A-1042 is shipped", order],
    ["libraries", "Tidal Atlas is borrowed by 2", loan],
    ["shipping", "Morning Tern runs on port Bergen", vessel],
    // Another unit, a part of a value, a part of a list.
    ["alerts", "The threshold of checkout-latency-p99 is 1500", alert],
    ["alerts", "The threshold of checkout-latency-p99 is 1500 MB", alert],
    ["configuration", "gateway timeout is 900 requests", gateway],
    ["configuration", "Gateway allowed regions are eu and us", gateway],
    ["configuration", "The gateway allowed region is eu", gateway],
    ["orders", "The total of order A-1042 is 180 USD", order],
    ["services", "checkout is on 1.4", shop],
    ["services", "The markets of checkout are a and b", shop],
    ["services", "The markets of checkout are a, b, c and d", shop],
    ["clusters", "The image of cart is cart", deployments],
    ["shipping", "Morning Tern weighs 4.5 m", vessel],
    // Another environment.
    ["environments", "checkout runs on port 9443", staging],
    ["environments", "checkout runs on port 8443", staging],
    ["environments", "checkout in production runs on port 9443", staging],
    ["environments", "checkout in staging runs on port 8443", shop],
    ["environments", "The owner of checkout is team-red", staging],
    ["environments", "gateway timeout_ms is 900", stagingGateway],
    ["environments", "gateway timeout_ms is 800", stagingGateway],
    ["environments", "retry.max is 10", stagingGateway],
    ["environments", "payments-worker has 6 replicas", staged],
    // A condition, a plan, more than is shown, no address that may be shown.
    ["services", "FYI - if it is cold checkout runs on port 8443", shop],
    ["services", "checkout is on 1.4.2 since Monday", shop],
    ["services", "Retries are enabled for checkout at night", shop],
    ["services", "checkout is being moved to 8443", shop],
    ["services", "checkout listens on 8443 and 9443", shop],
    ["services", "checkout was on 1.4.2", shop],
  ])("%s: does not confirm that %s", (_, note, source) => {
    expect(verdictOf(`- ${note}`, [source])).not.toBe("confirmed");
  });

  it.each<[string, string, Source[]]>([
    [
      "two regions of one name",
      "checkout is deployed in eu-west-1",
      [shop, ["b", shop[1].replace("eu-west-1", "us-east-1")]],
    ],
    [
      "two regions in one answer",
      "checkout is deployed in eu-west-1",
      [["a", '[{"service": "checkout", "region": "eu-west-1"}, {"service": "checkout", "region": "us-east-1"}]']],
    ],
    ["a later answer", "Ticket OPS-12 is assigned to Mira", [ticket, ["t", ticket[1].replace("Mira", "Ana")]]],
    ["two files of one name", "gateway timeout_ms is 900", [gateway, ["cat old/gateway.yaml", "timeout_ms: 400\n"]]],
    ["a part of a file", "gateway timeout_ms is 900", [["sed -n 8,9p config/gateway.yaml", "  timeout_ms: 900\n"]]],
    [
      "two files at once",
      "gateway timeout_ms is 900",
      [["cat config/gateway.yaml config/worker.yaml", "timeout_ms: 900\n"]],
    ],
    ["memory that was read", "checkout runs on port 8443", [["cat /mnt/memory/team-sre/a.md", headline[1]]]],
    [
      "memory that a tool read",
      "gateway timeout_ms is 900",
      [[{ tool: "read", input: { path: "/mnt/memory/team-sre/gateway.yaml" } }, gateway[1]]],
    ],
    [
      "text that the call gave",
      "gateway timeout_ms is 900",
      [["cat > config/gateway.yaml <<E\ntimeout_ms: 900\nE\ncat config/gateway.yaml", "timeout_ms: 900\n"]],
    ],
    ["an answer about a failure", "checkout runs on port 8443", [["a", "Error: cannot reach checkout\nport: 8443"]]],
    [
      "records of what happened",
      "checkout runs on port 8443",
      [["a", '{"name": "x", "history": [{"service": "checkout", "port": 8443}]}']],
    ],
    ["a version that looks like a number", "checkout is on 1.1", [["a", '{"name": "checkout", "version": "1.10"}']]],
    ["a column of another row", "cart has 6 replicas", [deployments]],
    ["a cell that is not below its head", "cart has 9 replicas", [["a", "NAME   REPLICAS\ncart      oops 9\n"]]],
    [
      "two kinds of one rank",
      "The status of A-7 is paid",
      [["a", '{"order": "A-7", "invoice": "I-9", "status": "paid"}']],
    ],
    [
      "a role that comes first",
      "The status of Ida is open",
      [["a", '{"borrower": "Ida", "book": "Tidal Atlas", "status": "open"}']],
    ],
    ["a group beside an id", "Lumen has 3 items", [["a", '{"customer": "Lumen", "order_id": "A1", "items": 3}']]],
    ["a part of the thing", "checkout runs on port 5432", [["a", '{"name": "checkout", "database": {"port": 5432}}']]],
  ])("does not confirm by %s", (_, note, sources) => {
    expect(verdictOf(`- ${note}`, sources)).not.toBe("confirmed");
  });

  it("does not confirm by failed calls, whatever the form", () => {
    for (const [note, source] of [
      ["gateway timeout_ms is 900", gateway],
      ["payments-worker has 6 replicas", deployments],
      ["Ticket OPS-12 is assigned to Mira", tickets],
    ] as const)
      expect(verdictOf(`- ${note}`, [source], true)).toBe("nothing");
  });

  it("takes keys for a name only where no heading names another thing", () => {
    expect(verdictOf("## Timeouts\n\n- retry.max is 10", [gateway])).toBe("nothing");
    expect(verdictOf("## Worker\n\n- retry.max is 10", [gateway])).toBe("nothing");
    expect(verdictOf("## Gateway\n\n- retry.max is 10", [gateway])).toBe("confirmed");
    expect(verdictOf("## Notes\n\n- retry.max is 10", [gateway])).toBe("confirmed");
  });

  it("reads a file that a tool shows with line numbers", () => {
    const numbered = gateway[1]
      .split("\n")
      .map((line, at) => `${String(at + 1).padStart(6)}\t${line}`)
      .join("\n");
    const read = (path: string): Source => [{ tool: "Read", input: { file_path: path } }, numbered];
    expect(verdictOf("- gateway retry.max is 10", [read("/app/config/gateway.yaml")])).toBe("confirmed");
    expect(verdictOf("- gateway retry.max is 10", [read("/app/config/staging/gateway.yaml")])).toBe("nothing");
    const json = '     1\t{\n     2\t  "name": "checkout",\n     3\t  "version": "1.4.2"\n     4\t}';
    expect(verdictOf("- checkout is on 1.4.2", [[{ tool: "Read", input: { file_path: "package.json" } }, json]])).toBe(
      "confirmed",
    );
  });
});
