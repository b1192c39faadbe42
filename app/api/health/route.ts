import { checkHealth } from "@/lib/db/health";

export const dynamic = "force-dynamic";

/** For load balancers and the like: 200 only when requests can be served. Needs no key. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
