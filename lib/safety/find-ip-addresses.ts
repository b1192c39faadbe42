import type { SafetyHit } from "@/lib/safety/types";

const V4 = /(?:(?<![\w.:-]|\d\/)|(?<=\\[nrt]))(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g;
/** Hexadecimal groups with colons; what they mean is decided by `isV6`. */
const V6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:]|\.\d)/gi;
const VERSION_BEFORE =
  /(?:version|ver|release|rev|revision|build|tag|upgrade[sd]?(?: to)?|[@=v^~]|>=|<=|firmware|section|chapter|§)[\s:"'=]{0,3}$/i;
const CONTEXT_CHARACTERS = 24;

/**
 * True for addresses that name no person: this host, private and link-local networks (RFC 1918, 3927), multicast,
 * broadcast, masks. Documentation ranges (RFC 5737) count as addresses of somebody.
 */
function isNobodys(octets: number[]): boolean {
  const [a = 0, b = 0] = octets;
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 100 && b >= 64 && b < 128) return true;
  return (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254);
}

function isV6(address: string): boolean {
  const halves = address.split("::");
  if (halves.length > 2) return false;
  const groups = address.split(":").filter((group) => group !== "");
  if (halves.length === 1 ? groups.length !== 8 || /^:|:$/.test(address) : groups.length > 7) return false;
  // Times are digits and colons too; loopback, link-local, unique local, multicast name nobody (RFC 4291, 4193).
  if (!/[a-f]/i.test(address) && halves.length === 1) return false;
  if (groups.length < 3) return false;
  return !/^(?:fe[89ab]|f[cd]|ff)/i.test(address);
}

/** Public addresses of version 4 and 6. Private ranges are no personal data and are not reported; nor are versions. */
export function findIpAddresses(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  const add = (start: number, length: number, confidence: number) =>
    hits.push({ kind: "personal_data", rule: "ip_address", start, end: start + length, confidence });
  for (const match of text.matchAll(V4)) {
    const octets = match[0].split(".").map(Number);
    if (octets.some((octet) => octet > 255) || /(?:^|\.)0\d/.test(match[0]) || isNobodys(octets)) continue;
    const before = text.slice(Math.max(0, match.index - CONTEXT_CHARACTERS), match.index);
    if (VERSION_BEFORE.test(before)) continue;
    // 1.2.3.4 and 4.0.12.1 are numbers of versions far more often than of hosts.
    if (
      octets.every((octet) => octet < 30) &&
      !/\b(?:ip|host|address|from|client|server|addr|src|dst|at|ping|by)\b/i.test(before)
    )
      continue;
    add(match.index, match[0].length, 0.7);
  }
  for (const match of text.includes(":") ? text.matchAll(V6) : []) {
    if (isV6(match[0])) add(match.index, match[0].length, 0.7);
  }
  return hits;
}
