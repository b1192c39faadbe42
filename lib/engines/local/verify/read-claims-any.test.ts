import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Source, verdictOf } from "@/lib/engines/local/verify/read-claims-builders";

describe("claims about any objects", () => {
  const subjects = "amber birch cedar delta ember".split(" ");
  const attributes = "owner port region tier limit mode".split(" ");
  const values = "north south 41 97 true blue-7 1.4.2 2026-03-04".split(" ");
  const anyRecord = fc.record({
    subject: fc.constantFrom(...subjects),
    key: fc.constantFrom("name", "service", "ticket", "alert", "id", "host", "vessel", "owner", "title"),
    members: fc.dictionary(fc.constantFrom(...attributes), fc.constantFrom(...values), { minKeys: 1, maxKeys: 4 }),
    form: fc.constantFrom("json", "lines", "yaml", "headline", "row", "nested"),
  });
  type AnyRecord = { subject: string; key: string; members: Record<string, string>; form: string };
  const print = ({ subject, key, members, form }: AnyRecord): string => {
    const lines = Object.entries(members).map(([name, value]) => `${name}: ${value}`);
    if (form === "json") return JSON.stringify({ [key]: subject, ...members });
    if (form === "nested") return JSON.stringify({ items: [{ [key]: subject, ...members }] });
    if (form === "yaml") return `${subject}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
    if (form === "headline") return `${subject}\n${lines.join("\n")}`;
    const cells = [Object.keys({ [key]: subject, ...members }), Object.values({ [key]: subject, ...members })];
    if (form === "row")
      return cells
        .map((row) => row.map((cell) => cell.padEnd(14)).join("  "))
        .join("\n")
        .replace(/^.*/, (head) => head.toUpperCase());
    return `${key}: ${subject}\n${lines.join("\n")}`;
  };
  const sentences = [
    (subject: string, attribute: string, value: string) => `The ${attribute} of ${subject} is ${value}`,
    (subject: string, attribute: string, value: string) => `${subject} ${attribute}: ${value}`,
    (subject: string, attribute: string, value: string) => `FYI - ${subject}.${attribute} is ${value}`,
    (subject: string, attribute: string, value: string) => `${subject} has ${attribute} ${value}`,
  ];

  it("confirms no value that none of them has for that attribute of that thing", () => {
    const claim = fc.record({
      subject: fc.constantFrom(...subjects),
      attribute: fc.constantFrom(...attributes),
      value: fc.constantFrom(...values),
      say: fc.constantFrom(...sentences),
    });
    fc.assert(
      fc.property(
        fc.array(anyRecord, { minLength: 1, maxLength: 4 }),
        claim,
        (records, { subject, attribute, value, say }) => {
          // A record may also be told of by its first key, for instance an owner.
          const isShown = records.some((one) => one.subject === subject && one.members[attribute] === value);
          const found = verdictOf(
            `- ${say(subject, attribute, value)}`,
            records.map((one): Source => ["show", print(one)]),
          );
          if (!isShown) expect(found).not.toBe("confirmed");
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("confirms the value that the only record has", () => {
    const named = anyRecord.filter(({ key }) => !["owner", "title"].includes(key));
    fc.assert(
      fc.property(named, fc.constantFrom(...sentences), (record, say) => {
        const [attribute = "", value = ""] = Object.entries(record.members)[0] ?? [];
        if (attribute === record.key) return;
        expect(verdictOf(`- ${say(record.subject, attribute, value)}`, [["show", print(record)]])).not.toBe("refuted");
      }),
      { numRuns: 1000 },
    );
  });
});
