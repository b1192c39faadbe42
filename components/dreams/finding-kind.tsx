import { FolderTree, Merge, Repeat2 } from "lucide-react";
import { Chip } from "@/components/ui/chip";

export type FindingKindName = "merge" | "mistake" | "organise";

const KIND = {
  merge: { word: "duplicates", icon: Merge },
  mistake: { word: "repeated mistake", icon: Repeat2 },
  organise: { word: "order", icon: FolderTree },
};

/** What sort of thing a dream noticed. */
export function FindingKind({ kind }: { kind: FindingKindName }) {
  const { word, icon: Icon } = KIND[kind];
  return <Chip icon={<Icon size={12} aria-hidden />}>{word}</Chip>;
}

/** Confidence 0 to 1, as whole percent. */
export function confidenceText(confidence: number): string {
  return `${Math.round(confidence * 100)} % sure`;
}
