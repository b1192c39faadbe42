import { Note } from "@/components/ui/note";
import { type EffectResource, MEASURES } from "@/lib/effect/schema";
import { AdoptionTable } from "./adoption-table";
import { EffectChart } from "./effect-chart";
import { EffectProgress } from "./effect-progress";
import { AgentEffects, SessionEffects } from "./effect-tables";

type Props = { effect: EffectResource; isTable: boolean };

/** How sessions with a store went, over time and before and after each adoption. */
export function EffectView({ effect, isTable }: Props) {
  return (
    <div className="pb-8">
      {(effect.pending > 0 || effect.truncated) && (
        <div className="flex flex-col gap-2 p-3">
          {effect.pending > 0 && <EffectProgress pending={effect.pending} total={effect.session_total} />}
          {effect.truncated && <Note>There are more than 5,000 sessions: only the newest are counted.</Note>}
        </div>
      )}
      {isTable ? (
        <SessionEffects effect={effect} />
      ) : (
        <section aria-label="Over time" className="px-3 py-4">
          <p className="mb-4 text-13 text-ink-2">
            A dot is a session, a level line the mean between reviews, a dashed line an adoption: press it to open its
            review.
          </p>
          <div className="grid gap-x-8 gap-y-6 wide:grid-cols-2">
            {MEASURES.map((measure) => (
              <EffectChart key={measure} effect={effect} measure={measure} />
            ))}
          </div>
        </section>
      )}
      <Adoptions effect={effect} />
      {effect.agents.length > 1 && <AgentEffects effect={effect} />}
    </div>
  );
}

function Adoptions({ effect }: { effect: EffectResource }) {
  return (
    <section aria-labelledby="adoptions">
      <div className="px-3 pt-6 pb-3">
        <h2 id="adoptions" className="text-16">
          Before and after each adoption
        </h2>
        <p className="mt-1 max-w-[72ch] text-13 text-ink-2">
          {effect.adoptions.length === 0
            ? "Nothing was adopted into this store in this time, so there is nothing to compare."
            : "This compares sessions before and after, up to 30 days on each side and up to the next review. It is no experiment: other work, another model or another prompt in the same weeks changes the figures too. With fewer than 8 sessions on a side nothing is said; of many comparisons one in twenty differs by chance."}
        </p>
      </div>
      {effect.adoptions.toReversed().map((adoption) => (
        <AdoptionTable key={adoption.adoption_id} effect={adoption} />
      ))}
    </section>
  );
}
