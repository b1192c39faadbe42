"use client";

import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";

type Props<T extends string> = {
  label: string;
  options: { id: T; label: string }[];
  value: T;
  onChange: (id: T) => void;
};

/** A few choices of which exactly one is on. */
export function Segments<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const picked = options.find((option) => keys.has(option.id));
        if (picked) onChange(picked.id);
      }}
      className="inline-flex rounded-md border bg-panel p-0.5"
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          className="rounded-sm px-2 py-0.5 text-13 text-ink-2 hover:text-ink data-[selected]:bg-raised data-[selected]:font-medium data-[selected]:text-ink data-[selected]:ring-1 data-[selected]:ring-line"
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
