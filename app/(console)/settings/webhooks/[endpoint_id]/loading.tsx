import { TopBar } from "@/components/shell/top-bar";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Settings", href: "/settings" }, { label: "Webhooks" }, { label: "…" }]} />
      <div className="h-20 border-b" />
      <TableSkeleton label="Loading deliveries" />
    </>
  );
}
