import { defineRoute } from "@/lib/http/define-route";
import { presentHookSecret } from "@/lib/schedules/present";
import { rotateHookSecret } from "@/lib/schedules/rotate-hook-secret";
import { HookSecretResource, ScheduleParams } from "@/lib/schedules/schema";

export const POST = defineRoute(
  {
    operationId: "createDreamScheduleHookSecret",
    summary: "Make the secret of a dream schedule's hook",
    description: "Told this once. A secret from before ends at once.",
    scope: "dreams:write",
    params: ScheduleParams,
    response: HookSecretResource,
  },
  async ({ ctx, params }) => presentHookSecret(await rotateHookSecret(ctx, params.schedule_id)),
);
