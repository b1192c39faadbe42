"use client";

import { useState } from "react";
import { Segments } from "@/components/ui/segments";
import { Snippet } from "@/components/ui/snippet";

type Sample = { label: string; source: string };

/** The same call in several languages, one at a time. */
export function CodeTabs({ label, samples }: { label: string; samples: Sample[] }) {
  const [chosen, setChosen] = useState(samples[0]?.label ?? "");
  const shown = samples.find((sample) => sample.label === chosen);
  return (
    <div className="flex min-w-0 flex-col items-start gap-2">
      <Segments
        label={label}
        options={samples.map((sample) => ({ id: sample.label, label: sample.label }))}
        value={chosen}
        onChange={setChosen}
      />
      {shown && <Snippet label="Request" code={shown.source} />}
    </div>
  );
}
