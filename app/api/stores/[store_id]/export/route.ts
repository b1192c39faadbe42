import { findConsoleSession } from "@/lib/auth/console-context";
import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { newId } from "@/lib/core/ids";
import { errorResponse, zodMessage } from "@/lib/http/envelope";
import { fileResponse } from "@/lib/http/file-response";
import { exportStore } from "@/lib/transfer/export-store";
import { ExportFormat } from "@/lib/transfer/schema";

export const dynamic = "force-dynamic";

/** The console's download of a store: what `GET /v1/memory_stores/{store}/export` gives, for who is signed in. */
export async function GET(request: Request, { params }: { params: Promise<{ store_id: string }> }): Promise<Response> {
  const session = await findConsoleSession();
  if (session === null) {
    return errorResponse(new AppError("authentication", "Sign in to export a store."), newId("req"));
  }
  try {
    const format = ExportFormat.safeParse(new URL(request.url).searchParams.get("format") ?? "zip");
    if (!format.success) throw new AppError("invalid_request", zodMessage(format.error));
    const storeId = (await params).store_id as StoreId;
    return fileResponse(await exportStore(session.ctx, { storeId, format: format.data }), {});
  } catch (error) {
    return errorResponse(error, session.ctx.requestId);
  }
}
