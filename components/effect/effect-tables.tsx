import { TextLink } from "@/components/ui/link-button";
import { countText } from "@/components/ui/number-text";
import { exactTime } from "@/components/ui/time-text";
import { type EffectResource, MEASURES } from "@/lib/effect/schema";
import { MEASURE_TEXT, valueText } from "./measure-text";

const head = "px-3 py-1.5 text-left text-12 font-medium text-ink-3 whitespace-nowrap";
const cell = "px-3 py-1.5 whitespace-nowrap";

/** The figures behind the charts, newest session first. */
export function SessionEffects({ effect }: { effect: EffectResource }) {
  const names = new Map(effect.agents.map(({ agent_id, name }) => [agent_id, name]));
  return (
    <section aria-label="Sessions" className="overflow-x-auto">
      <table aria-label="Sessions" className="w-full text-13">
        <thead>
          <tr className="border-b">
            {["Session", "Began", "Agent", "Tool calls", ...MEASURES.map((measure) => MEASURE_TEXT[measure].name)].map(
              (label, index) => (
                <th key={label} scope="col" className={`${head} ${index > 2 ? "text-right" : ""}`}>
                  {label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {effect.sessions.toReversed().map((session) => (
            <tr key={session.session_id} className="border-b hover:bg-panel">
              <td className={`${cell} max-w-72 truncate`}>
                <TextLink href={`/sessions/${session.session_id}`}>{session.title ?? session.session_id}</TextLink>
              </td>
              <td className={cell}>{exactTime(session.created_at)}</td>
              <td className={cell}>{names.get(session.agent_id) ?? session.agent_id}</td>
              <td className={`${cell} text-right`}>{countText(session.tool_calls)}</td>
              {MEASURES.map((measure) => (
                <td key={measure} className={`${cell} text-right`}>
                  {valueText(measure, session[measure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Means per agent, where several worked with the store. */
export function AgentEffects({ effect }: { effect: EffectResource }) {
  return (
    <section aria-labelledby="agents">
      <h2 id="agents" className="px-3 pt-6 pb-2 text-16">
        By agent
      </h2>
      <div className="overflow-x-auto border-t">
        <table aria-label="Means per agent" className="w-full text-13">
          <thead>
            <tr className="border-b">
              {["Agent", "Sessions", ...MEASURES.map((measure) => MEASURE_TEXT[measure].name)].map((label, index) => (
                <th key={label} scope="col" className={`${head} ${index > 0 ? "text-right" : ""}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {effect.agents.map((agent) => (
              <tr key={agent.agent_id} className="border-b last:border-b-0">
                <td className={cell}>{agent.name ?? agent.agent_id}</td>
                <td className={`${cell} text-right`}>{countText(agent.session_count)}</td>
                {MEASURES.map((measure) => (
                  <td key={measure} className={`${cell} text-right`}>
                    {valueText(measure, agent.means[measure])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
