import { LinkButton } from "@/components/ui/link-button";

type Props = { earlierHref: string | null; laterHref: string | null; shown: string };

/** The way through a transcript that is longer than a page. */
export function TranscriptPages({ earlierHref, laterHref, shown }: Props) {
  if (!earlierHref && !laterHref) return null;
  return (
    <nav aria-label="Pages of the transcript" className="flex items-center gap-3 border-y px-4 py-2 text-13 text-ink-2">
      {earlierHref && (
        <LinkButton size="sm" href={earlierHref}>
          From the start
        </LinkButton>
      )}
      <span className="flex-1 text-center">{shown}</span>
      {laterHref && (
        <LinkButton size="sm" href={laterHref}>
          Read on
        </LinkButton>
      )}
    </nav>
  );
}
