import { TextField } from "@/components/ui/text-field";
import type { FieldsProps } from "./when-fields";

type Name = "minNewSessions" | "maxSessions" | "maxDreams" | "windowDays" | "debounceSeconds" | "newSessions";

/** A number of the form, as it is typed. */
export function NumberField({
  label,
  name,
  fields,
  set,
  className,
}: FieldsProps & { label: string; name: Name; className: string }) {
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={fields[name]}
      onChange={(value) => set({ [name]: value })}
      className={className}
    />
  );
}
