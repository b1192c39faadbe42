"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { cx } from "./cx";
import { menuItemClass, popoverClass } from "./floating-style";

export type SelectOption = { id: string; label: string; note?: string | undefined };

type Props = {
  label: string;
  options: SelectOption[];
  value: string | null;
  onChange: (id: string) => void;
  name?: string;
  placeholder?: string;
  hideLabel?: boolean;
  className?: string;
};

export function Select({ label, options, value, onChange, name, placeholder, hideLabel, className }: Props) {
  return (
    <AriaSelect
      {...(name ? { name } : {})}
      value={value}
      onChange={(key) => onChange(String(key))}
      placeholder={placeholder ?? "Choose"}
      className={cx("flex flex-col gap-1", className)}
    >
      <Label className={hideLabel ? "sr-only" : "text-13 font-medium text-ink-2"}>{label}</Label>
      <Button className="flex h-8 items-center justify-between gap-2 rounded-md border border-line-strong bg-raised px-2.5 text-14">
        <SelectValue className="truncate data-[placeholder]:text-ink-3">
          {({ isPlaceholder, defaultChildren }) =>
            isPlaceholder ? defaultChildren : (options.find((option) => option.id === value)?.label ?? defaultChildren)
          }
        </SelectValue>
        <ChevronDown size={14} aria-hidden className="text-ink-3" />
      </Button>
      <Popover className={cx(popoverClass, "min-w-(--trigger-width)")}>
        <ListBox items={options} className="max-h-80 overflow-y-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={cx(menuItemClass, "justify-between gap-6")}>
              <span>{option.label}</span>
              {option.note && <span className="text-12 text-ink-3">{option.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
