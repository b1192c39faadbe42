import type { WakeTestResource } from "@/lib/wake/schema";

/** `8 gained, 1 lost, 40 unchanged`, the lost ones first when there are any. */
export function wakeSummary({ lost, gained, unchanged }: NonNullable<WakeTestResource["test"]>): string {
  const parts = [`${gained.length} gained`, `${lost.length} lost`];
  if (lost.length > 0) parts.reverse();
  return [...parts, `${unchanged.answered + unchanged.unanswered} unchanged`].join(", ");
}
