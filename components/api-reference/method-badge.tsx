import { cx } from "@/components/ui/cx";
import type { Method } from "@/lib/openapi/operations";

/** Only the word means something; deleting alone is set apart. */
export function MethodBadge({ method, className }: { method: Method; className?: string }) {
  return (
    <span
      className={cx(
        "shrink-0 font-mono text-12 font-medium uppercase",
        method === "get" && "text-ink-3",
        method === "delete" && "text-removed",
        method !== "get" && method !== "delete" && "text-accent",
        className,
      )}
    >
      {method === "delete" ? "del" : method}
    </span>
  );
}
