import fc from "fast-check";
import { expect, test } from "vitest";
import { base58, newId } from "./ids";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

test("16 bytes are one number in base 58, with leading zeros kept", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const value = [...base58(bytes)].reduce((sum, digit) => sum * 58n + BigInt(ALPHABET.indexOf(digit)), 0n);
      expect(base58(bytes)).toHaveLength(22);
      expect(value).toBe(BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
    }),
  );
});

test("ids made later sort later", () => {
  const ids = Array.from({ length: 1_000 }, () => newId("mem"));
  expect(ids).toEqual(ids.toSorted());
  expect(ids[0]).toMatch(/^mem_01[1-9A-HJ-NP-Za-km-z]{22}$/);
});
