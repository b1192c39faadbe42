import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export default function ConsoleNotFound() {
  return (
    <>
      <TopBar crumbs={[{ label: "Not found" }]} />
      <EmptyState
        title="There is nothing at this address."
        action={<LinkButton href="/stores">Go to the stores</LinkButton>}
      >
        It may have been deleted, or the link is wrong.
      </EmptyState>
    </>
  );
}
