import { TopBar } from "@/components/shell/top-bar";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Review", href: "/review" }, { label: "Proposal" }]} />
      <div className="h-10.25 shrink-0 border-b" />
      <div role="status" aria-label="Loading the proposal" className="flex min-h-0 flex-1 max-wide:flex-col">
        <div className="flex w-68 flex-col gap-3 border-r p-3 max-wide:w-full">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 w-44" />
          <Skeleton className="h-4 w-52" />
        </div>
        <div className="flex flex-1 flex-col gap-2 p-4">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-3/4" />
        </div>
        <div className="flex w-88 flex-col gap-3 border-l p-4 max-wide:w-full">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-16 w-full" />
        </div>
      </div>
      <div className="h-13.25 shrink-0 border-t bg-panel" />
    </>
  );
}
