import { z } from "zod";
import { AdoptionId, AgentId, DreamId, SessionId, StoreId } from "@/lib/core/ids";
import { Timestamp, TimestampParam } from "@/lib/core/time";

export const MEASURES = [
  "tool_errors",
  "tool_error_rate",
  "known_mistakes",
  "corrections",
  "tokens",
  "outcome",
] as const;

export const Measure = z
  .enum(MEASURES)
  .describe(
    [
      "`tool_errors`: tool calls that failed.",
      "`tool_error_rate`: these per tool call.",
      "`known_mistakes`: failures of which an earlier session of the store, or a note that a dream left in it, could have told.",
      "`corrections`: things that people told the agent to do otherwise.",
      "`tokens`: read and written, caches included.",
      "`outcome`: share of graded outcomes that were satisfied.",
    ].join(" "),
  );
export type Measure = z.infer<typeof Measure>;

const count = (what: string) => z.int().min(0).describe(what);
const value = (what: string) => z.number().nullable().describe(what);

const VALUES = {
  tool_errors: value("Tool calls that failed."),
  tool_error_rate: value("Tool errors per tool call; null without calls."),
  known_mistakes: value("Failures that could have been known."),
  corrections: value("Different corrections by people."),
  tokens: value("All tokens, caches included; null when the transcript tells none."),
  outcome: value("Share of graded outcomes that were satisfied; null without grades."),
} satisfies Record<Measure, z.ZodType>;

const SessionEffectResource = z
  .strictObject({
    session_id: SessionId,
    title: z.string().nullable().describe("The session's."),
    agent_id: AgentId,
    created_at: Timestamp.describe("When it began."),
    tool_calls: count("All tool calls."),
    ...VALUES,
  })
  .meta({ id: "SessionEffect", description: "How one session went. Null: its transcript does not tell." });
export type SessionEffectResource = z.infer<typeof SessionEffectResource>;

const AgentEffectResource = z
  .strictObject({
    agent_id: AgentId,
    name: z.string().nullable().describe("As in its newest session."),
    session_count: count("Its sessions in the time asked for."),
    means: z.strictObject(VALUES).describe("Means over these sessions."),
  })
  .meta({ id: "AgentEffect", description: "How the sessions of one agent went." });

const Window = z.strictObject({
  from: Timestamp.describe("Sessions begun from here on."),
  to: Timestamp.describe("And before this."),
  session_count: count("Sessions in it that were read."),
});

const Side = z.strictObject({
  session_count: count("Sessions that have a value."),
  mean: value("Their mean; null without any."),
});

export const Verdict = z
  .enum(["fewer", "more", "no_clear_change", "too_few_sessions"])
  .describe(
    "`fewer`, `more`: the whole interval lies below or above zero. `too_few_sessions`: fewer than 8 with a value on a side, which says nothing.",
  );
export type Verdict = z.infer<typeof Verdict>;

const ComparisonResource = z
  .strictObject({
    measure: Measure,
    before: Side.describe("Before the adoption."),
    after: Side.describe("After it."),
    difference: value("Mean after minus mean before; null when one side has none."),
    interval: z
      .strictObject({ low: z.number().describe("Lower end."), high: z.number().describe("Upper end.") })
      .nullable()
      .describe("Of the difference, at 95 % confidence (Welch's t); null with too few sessions."),
    verdict: Verdict,
  })
  .meta({
    id: "EffectComparison",
    description: "A measure before and after an adoption. No experiment: other things change too.",
  });
export type ComparisonResource = z.infer<typeof ComparisonResource>;

const AdoptionEffectResource = z
  .strictObject({
    adoption_id: AdoptionId,
    dream_id: DreamId,
    is_automatic: z.boolean().describe("By the store's policy, without a person."),
    created_at: Timestamp.describe("When it was adopted."),
    undone_at: Timestamp.nullable().describe("Null while it stands."),
    before: Window.describe("Up to the change by a review before it, at most 30 days."),
    after: Window.describe("Up to the next change by a review, at most 30 days."),
    measures: z.array(ComparisonResource).describe("One for each measure."),
  })
  .meta({ id: "AdoptionEffect", description: "How sessions went before and after an adoption." });
export type AdoptionEffectResource = z.infer<typeof AdoptionEffectResource>;

export const EffectResource = z
  .strictObject({
    type: z.literal("memory_store_effect"),
    memory_store_id: StoreId,
    from: Timestamp.describe("Sessions begun from here on."),
    to: Timestamp.describe("And up to here."),
    agent_id: z.string().nullable().describe("The agent asked for; null: all."),
    session_total: count("Sessions of the store, at any time up to 30 days after `to`."),
    pending: count(
      "Those of them whose transcripts wait to be read; until it is 0 all figures are provisional. Ask again.",
    ),
    truncated: z.boolean().describe("Whether there are more than 5,000 sessions; the newest are counted."),
    agents: z.array(AgentEffectResource).describe("All agents in the time asked for, by name."),
    sessions: z.array(SessionEffectResource).describe("Oldest first."),
    adoptions: z.array(AdoptionEffectResource).describe("Adoptions in the time asked for, oldest first."),
  })
  .meta({
    id: "MemoryStoreEffect",
    description: "How sessions with a store went over time, with a comparison before and after each adoption.",
  });
export type EffectResource = z.infer<typeof EffectResource>;

export const GetEffectQuery = z.object({
  from: TimestampParam.optional().describe("Sessions begun from here on; 90 days before `to` unless set."),
  to: TimestampParam.optional().describe("Sessions begun up to here; now unless set."),
  agent_id: z.string().optional().describe("Only sessions of this agent."),
});
