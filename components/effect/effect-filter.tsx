"use client";

import { useRouter } from "next/navigation";
import { LinkSegments } from "@/components/ui/link-tabs";
import { Select } from "@/components/ui/select";
import { DAYS, type EffectAddress, effectHref } from "./effect-address";

type Props = { storeId: string; address: EffectAddress; agents: { agent_id: string; name: string | null }[] };

const ALL = "all";

/** Time, agent, and charts or table; each is a part of the address. */
export function EffectFilter({ storeId, address, agents }: Props) {
  const router = useRouter();
  const href = (change: Partial<EffectAddress>) => effectHref(storeId, { ...address, ...change });
  const options = agents.map(({ agent_id, name }) => ({ id: agent_id, label: name ?? agent_id }));
  const isUnlisted = address.agent !== null && !agents.some(({ agent_id }) => agent_id === address.agent);
  const chosen = isUnlisted && address.agent !== null ? [{ id: address.agent, label: address.agent }] : [];
  return (
    <div className="flex flex-wrap items-center gap-3 border-b px-3 py-2">
      <LinkSegments
        label="Time"
        tabs={DAYS.map((days) => ({ href: href({ days }), label: `${days} days`, current: days === address.days }))}
      />
      <Select
        label="Agent"
        hideLabel
        options={[{ id: ALL, label: "All agents" }, ...chosen, ...options]}
        value={address.agent ?? ALL}
        onChange={(id) => router.push(href({ agent: id === ALL ? null : id }), { scroll: false })}
      />
      <LinkSegments
        label="View"
        tabs={[
          { href: href({ isTable: false }), label: "Charts", current: !address.isTable },
          { href: href({ isTable: true }), label: "As table", current: address.isTable },
        ]}
      />
    </div>
  );
}
