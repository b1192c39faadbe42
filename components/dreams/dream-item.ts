export type DreamStatus = "pending" | "running" | "completed" | "failed" | "canceled";
export type ReviewStatus = "none" | "waiting" | "adopted" | "rejected" | "superseded" | "unchanged";

/** A dream in a list: the parts of the wire's dream (contract 5.1) that the console shows, and its review. */
export type DreamItem = {
  id: string;
  /** `writes`: no dream, but what agents wrote and a person has to adopt. */
  origin: "dream" | "writes";
  status: DreamStatus;
  store: { id: string; name: string };
  session_count: number;
  model_id: string;
  created_at: string;
  ended_at: string | null;
  error: { type: string; message: string } | null;
  review_status: ReviewStatus;
};

/** What it is, in words. */
export function dreamTitle({ origin, store }: Pick<DreamItem, "origin" | "store">): string {
  return origin === "writes" ? `Agents' writes to ${store.name}` : `Dream of ${store.name}`;
}

/** What a dream is at, in words, and how loudly to say it. */
export function dreamState(dream: Pick<DreamItem, "status" | "review_status">): {
  label: string;
  tone: "plain" | "accent" | "needs" | "removed" | "added";
} {
  if (dream.status === "pending") return { label: "waiting to start", tone: "accent" };
  if (dream.status === "running") return { label: "running", tone: "accent" };
  if (dream.status === "failed") return { label: "failed", tone: "removed" };
  if (dream.status === "canceled") return { label: "canceled", tone: "plain" };
  if (dream.review_status === "waiting") return { label: "to review", tone: "needs" };
  if (dream.review_status === "adopted") return { label: "adopted", tone: "added" };
  if (dream.review_status === "rejected") return { label: "rejected", tone: "plain" };
  if (dream.review_status === "superseded") return { label: "superseded", tone: "plain" };
  if (dream.review_status === "unchanged") return { label: "no changes", tone: "plain" };
  return { label: "completed", tone: "plain" };
}

/** Where a dream is looked at: its review when there is something to decide or decided, else its run. */
export function dreamHref(dream: Pick<DreamItem, "id" | "review_status">): string {
  const isReview = ["waiting", "adopted", "rejected", "superseded"].includes(dream.review_status);
  return isReview ? `/dreams/${dream.id}/review` : `/dreams/${dream.id}`;
}
