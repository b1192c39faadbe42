import { sha256 } from "@/lib/core/hash";
import type { Write } from "./history";
import { pick, type Random } from "./random";

/** What some answer last said of a memory. Others may have changed it since: that is the point. */
export type Known = { id: string; path: string; content: string };

export type Choice = { write: Write; memoryId: string | null };

const DIRECTORIES = ["", "/a", "/b", "/a/c", "/b/d", "/a/c/e", "/f/g/h"];
const LINES = 6;
/** Above it more is deleted than created, so that the live tree stays small and clients meet. */
const KNOWN_MAX = 200;
/** Half of the writes go to the memories that were known first. */
const HOT = 12;

/** A client's writes. Every text and every free path is new, so that no two writes can be taken for each other. */
export function writesOf(client: number, random: Random): (known: readonly Known[]) => Choice {
  let count = 0;
  const chance = (share: number) => random() < share;
  const line = () => `<${client}.${count++}> ${"x".repeat(Math.floor(random() * 40))}`;
  const text = () => Array.from({ length: LINES }, line).join("\n");
  const freePath = () => `${pick(random, DIRECTORIES)}/${client}-${count++}`;
  /** Now and then a path that is taken, above or below another. */
  const anyPath = (known: readonly Known[]) => {
    const other = pick(random, known)?.path ?? "/a";
    if (chance(0.03)) return other;
    if (chance(0.03)) return `${other}/below`;
    return chance(0.03) ? (pick(random, DIRECTORIES.slice(1)) ?? "/a") : freePath();
  };
  const precondition = (memory: Known) => (chance(0.5) ? { expectedSha256: sha256(memory.content) } : {});

  return (known) => {
    const memory = pick(random, chance(0.5) ? known.slice(0, HOT) : known);
    const creates = known.length > KNOWN_MAX ? 0.05 : 0.25;
    const dice = random();
    if (memory === undefined || dice < creates) {
      return { memoryId: null, write: { kind: "create", path: anyPath(known), content: text() } };
    }
    return { memoryId: memory.id, write: onMemory(memory, known) };
  };

  function onMemory(memory: Known, known: readonly Known[]): Write {
    const dice = random();
    if (dice < 0.35) return { kind: "update", content: text(), ...precondition(memory) };
    if (dice < 0.45) return { kind: "update", content: text(), path: anyPath(known), ...precondition(memory) };
    if (dice < 0.55) return { kind: "rename", path: freePath(), ...precondition(memory) };
    if (dice < 0.8) {
      return { kind: "edit", oldText: pick(random, memory.content.split("\n")) ?? "", newText: line() };
    }
    return { kind: "delete", ...precondition(memory) };
  }
}
