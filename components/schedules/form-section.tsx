import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";

/** Fields that belong together, under their name. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 border-t pt-4">
      <legend className="float-left mb-1 w-full text-14 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

type OptionProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void; children?: ReactNode };

/** A choice whose own fields are there only while it is on. */
export function FormOption({ label, isOn, onChange, children }: OptionProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <Checkbox isSelected={isOn} onChange={onChange}>
        {label}
      </Checkbox>
      {isOn && children && <div className="flex flex-wrap gap-3 pb-2 pl-6">{children}</div>}
    </div>
  );
}
