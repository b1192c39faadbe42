import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { loadDream } from "@/app/(console)/_present/load-dream";
import { DreamHeader } from "@/components/dreams/dream-header";
import { dreamHref, dreamTitle } from "@/components/dreams/dream-item";
import { DreamOutcome } from "@/components/dreams/dream-outcome";
import { DreamProgressView } from "@/components/dreams/dream-progress";
import { DreamReport } from "@/components/dreams/dream-report";
import { TopBar } from "@/components/shell/top-bar";
import { consoleContext } from "@/lib/auth/console-context";
import { wireTime } from "@/lib/core/time";
import { getDreamProgress } from "@/lib/dreams/get-dream-progress";
import { presentProgress } from "@/lib/dreams/present";
import { cancelDreamAction } from "../../actions";

type Props = { params: Promise<{ dream_id: string }> };

export const metadata: Metadata = { title: "Dream" };

/** A dream: at work, or how it ended. */
export default async function DreamPage({ params }: Props) {
  const ctx = await consoleContext();
  const { row, item } = await loadDream(ctx, (await params).dream_id);
  if (row.origin === "writes") redirect(dreamHref(item));
  const progress = presentProgress(await getDreamProgress(ctx, row.id));
  return (
    <>
      <TopBar crumbs={[{ label: "Dreams", href: "/dreams" }, { label: dreamTitle(item) }]} />
      <DreamHeader dream={item} hasReport={progress.instructions.length > 0} />
      <DreamReport report={progress} memoryCount={progress.memory_count} />
      <DreamOutcome dream={item} outputStoreId={row.outputStoreId} />
      <DreamProgressView key={row.status} initial={progress} at={wireTime(ctx.now())} cancel={cancelDreamAction} />
    </>
  );
}
