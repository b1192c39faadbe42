import {
  Activity,
  BadgeCheck,
  FolderTree,
  Hourglass,
  type LucideIcon,
  Merge,
  Repeat2,
  Route,
  Split,
  UserRoundPen,
} from "lucide-react";
import { Chip } from "@/components/ui/chip";
import type { FindingKind as FindingKindName } from "@/lib/proposals/schema";

/** Hues keep away from green, red and amber, which mean something else; the icon and the word tell the kinds apart. */
const KIND: Record<FindingKindName, { word: string; icon: LucideIcon; hue: number }> = {
  merge: { word: "duplicates", icon: Merge, hue: 270 },
  contradict: { word: "contradiction", icon: Split, hue: 350 },
  stale: { word: "out of date", icon: Hourglass, hue: 310 },
  verify: { word: "confirmed", icon: BadgeCheck, hue: 190 },
  mistake: { word: "repeated mistake", icon: Repeat2, hue: 330 },
  pattern: { word: "pattern in time", icon: Activity, hue: 230 },
  workflow: { word: "workflow", icon: Route, hue: 210 },
  preference: { word: "preference", icon: UserRoundPen, hue: 290 },
  organise: { word: "order", icon: FolderTree, hue: 250 },
};

export const kindWord = (kind: FindingKindName): string => KIND[kind].word;

/** What sort of thing a dream noticed. */
export function FindingKind({ kind }: { kind: FindingKindName }) {
  const { word, icon: Icon, hue } = KIND[kind];
  return <Chip icon={<Icon size={12} aria-hidden className="hue-ink" style={{ "--hue": hue }} />}>{word}</Chip>;
}

/** Confidence 0 to 1, as whole percent. */
export function confidenceText(confidence: number): string {
  return `${Math.round(confidence * 100)} % sure`;
}
