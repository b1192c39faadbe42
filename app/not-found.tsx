import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export default function NotFound() {
  return (
    <main>
      <EmptyState
        title="There is no page at this address."
        action={<LinkButton href="/">Go to the console</LinkButton>}
      />
    </main>
  );
}
