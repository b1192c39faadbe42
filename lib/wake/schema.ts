import { z } from "zod";
import { DreamId, EventId, SessionId } from "@/lib/core/ids";

const count = (what: string) => z.int().min(0).describe(what);

const Place = z
  .strictObject({
    path: z.string().describe("The file."),
    line: z.int().min(1).describe("Where the passage begins, counted from 1."),
  })
  .nullable();

const WakeItem = z
  .strictObject({
    question: z
      .string()
      .meta({ description: "Words that name what is asked for.", examples: ["checkout database pool size"] }),
    answer: z.string().meta({ description: "The value that the transcripts state.", examples: ["40"] }),
    stated_by: z.enum(["person", "agent", "tool"]).describe("Who states it."),
    session_count: z.int().min(1).describe("Sessions of the dream that state this value."),
    evidence: z
      .strictObject({
        session_id: SessionId,
        event_id: EventId,
        quote: z.string().describe("An exact piece of the event, with the answer."),
      })
      .describe("Where the newest of them says so."),
    before: Place.describe("Where the old store answers it; null: it does not."),
    after: Place.describe("Where the proposed store answers it; null: it does not."),
  })
  .meta({ id: "WakeTestItem", description: "A question, with where each store answers it." });

const items = (what: string) => z.array(WakeItem).describe(what);

const Test = z
  .strictObject({
    asked: count("Questions; at most 100."),
    lost: items("Answered by the old store and no longer by the proposed one."),
    gained: items("Answered only by the proposed store."),
    unchanged: z
      .strictObject({
        answered: count("Questions that both stores answer."),
        unanswered: count("Questions that neither answers."),
      })
      .describe("Questions that the proposal makes no difference to."),
    answered: items("The questions that both answer."),
    unanswered: items("The questions that neither answers."),
  })
  .nullable()
  .describe("Null until there is a proposal, and for one from before there were such tests.");

export const WakeTestResource = z
  .strictObject({ type: z.literal("dream_wake_test"), dream_id: DreamId, test: Test })
  .meta({
    id: "DreamWakeTest",
    description: "What an agent could look up in the store before the whole proposal and after it.",
  });
export type WakeTestResource = z.infer<typeof WakeTestResource>;
export type WakeTestItemResource = z.infer<typeof WakeItem>;
