"use client";

import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField } from "react-aria-components/TextField";
import { cx } from "./cx";
import { inputClass } from "./text-field";

type Props = {
  label: string;
  hint: string;
  error?: string | null;
  /** As the browser writes it: `2026-11-20T14:03:22`, in UTC; empty when it is not whole. */
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
};

/** A moment to the second, in UTC like every exact time of the console. */
export function MomentField({ label, hint, error, value, onChange, autoFocus = false }: Props) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className="flex flex-col gap-1"
    >
      <Label className="text-13 font-medium text-ink-2">{label}</Label>
      <Input type="datetime-local" step={1} className={cx(inputClass, "h-8 max-w-64")} />
      {error ? (
        <FieldError className="text-13 text-removed">{error}</FieldError>
      ) : (
        <Text slot="description" className="text-12 text-ink-3">
          {hint}
        </Text>
      )}
    </TextField>
  );
}
