import { TopBar } from "@/components/shell/top-bar";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Sessions", href: "/sessions" }, { label: "…" }]} />
      <div className="h-10.25 border-b" />
      <div role="status" aria-label="Loading the transcript" className="flex flex-col gap-5 p-4 pl-23">
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-12 w-2/3" />
        <Skeleton className="h-4 w-1/3" />
        <Skeleton className="h-4 w-3/5" />
        <Skeleton className="h-20 w-2/3" />
      </div>
    </>
  );
}
