import type { ReactNode } from "react";

type Props = { title: string; children?: ReactNode; action?: ReactNode; snippet?: ReactNode };

/** One sentence, one action, one snippet. */
export function EmptyState({ title, children, action, snippet }: Props) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-4 px-4 py-16">
      <div>
        <p className="text-16 font-medium">{title}</p>
        {children && <p className="mt-1 text-ink-2">{children}</p>}
      </div>
      {action}
      {snippet}
    </div>
  );
}
