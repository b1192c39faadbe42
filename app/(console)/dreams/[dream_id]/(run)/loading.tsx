import { TopBar } from "@/components/shell/top-bar";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Dreams", href: "/dreams" }, { label: "…" }]} />
      <div className="h-10.25 shrink-0 border-b" />
      <div className="grid flex-1 wide:grid-cols-[18rem_minmax(0,1fr)_minmax(0,1fr)] wide:divide-x">
        <div className="flex flex-col gap-4 p-4">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-44" />
        </div>
        <TableSkeleton rows={5} label="Loading the dream" />
        <div />
      </div>
    </>
  );
}
