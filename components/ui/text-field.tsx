"use client";

import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components/TextField";
import { cx } from "./cx";

type Props = Omit<AriaTextFieldProps, "className" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  rows?: number;
  mono?: boolean;
  className?: string;
};

export const inputClass =
  "w-full rounded-md border border-line-strong bg-raised px-2.5 text-14 text-ink placeholder:text-ink-3 data-[invalid]:border-removed";

/** One line, or several when `rows` is given. `error` replaces the hint and is read out. */
export function TextField({ label, hint, error, rows, mono, className, ...props }: Props) {
  const look = cx(inputClass, mono && "font-mono text-13!");
  return (
    // "aria": with native validation an error from the server would stop the form from being sent again.
    <AriaTextField
      {...props}
      validationBehavior="aria"
      isInvalid={Boolean(error)}
      className={cx("flex flex-col gap-1", className)}
    >
      <Label className="text-13 font-medium text-ink-2">{label}</Label>
      {rows === undefined ? (
        <Input className={cx(look, "h-8")} />
      ) : (
        <TextArea rows={rows} className={cx(look, "resize-y py-1.5")} />
      )}
      {error ? (
        <FieldError className="text-13 text-removed">{error}</FieldError>
      ) : (
        hint && (
          <Text slot="description" className="text-12 text-ink-3">
            {hint}
          </Text>
        )
      )}
    </AriaTextField>
  );
}
