"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useRef, useState } from "react";
import { useHotkeys } from "@/components/shell/hotkeys";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { inputClass } from "@/components/ui/text-field";
import { type SearchAddress, searchHref } from "./search-query";

const MODES = [
  { id: "literal", label: "Text", title: "The text as it is typed" },
  { id: "words", label: "Words", title: "Files that hold every word, in any order" },
  { id: "regex", label: "Regex", title: "A regular expression (RE2), line by line" },
];

/** What to look for in a store, and how. Its answer is a page with an address of its own. */
export function SearchForm({ storeId, address }: { storeId: string; address: SearchAddress }) {
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useHotkeys("Search", [{ keys: "/", label: "Search text", run: () => field.current?.select() }]);
  const [draft, setDraft] = useState(address);
  // The form outlives its answers, so that focus stays; another address than the one it was made for fills it anew.
  const here = searchHref(storeId, address);
  const [filledFor, setFilledFor] = useState(here);
  if (filledFor !== here) {
    setFilledFor(here);
    setDraft(address);
  }
  const searchAgain = (change: SearchAddress) => {
    setDraft({ ...draft, ...change });
    // The form is read when it shows the change.
    setTimeout(() => {
      if (field.current?.value) form.current?.requestSubmit();
    });
  };
  return (
    <Form
      ref={form}
      action={`/stores/${storeId}/search`}
      role="search"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3"
    >
      <div className="flex min-w-0 flex-[1_1_20rem] gap-2">
        <input
          ref={field}
          type="search"
          name="q"
          aria-label="Text to look for"
          placeholder="Search lines and paths"
          value={draft.q ?? ""}
          onChange={(event) => setDraft({ ...draft, q: event.target.value })}
          required
          maxLength={2_000}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the page is this field until something was searched
          autoFocus={!address.q}
          className={cx(inputClass, "h-8 min-w-0 font-mono text-13!")}
        />
        <Button type="submit" variant="primary">
          <Search size={14} aria-hidden />
          Search
        </Button>
      </div>
      <ModeChoice mode={draft.mode ?? "literal"} onChange={(mode) => searchAgain({ mode })} />
      <Checkbox
        name="case_sensitive"
        value="true"
        isSelected={draft.case_sensitive === "true"}
        onChange={(isOn) => searchAgain({ case_sensitive: isOn ? "true" : undefined })}
        className="text-13!"
      >
        Match case
      </Checkbox>
      <label className="flex items-center gap-2 text-13 text-ink-2">
        below
        <input
          // Without a name it stays out of the address.
          name={draft.path_prefix ? "path_prefix" : undefined}
          aria-label="Directory to search, such as /notes/"
          placeholder="/"
          value={draft.path_prefix ?? ""}
          onChange={(event) => setDraft({ ...draft, path_prefix: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          className={cx(inputClass, "h-7 w-36! font-mono text-13!")}
        />
      </label>
    </Form>
  );
}

function ModeChoice({ mode, onChange }: { mode: string; onChange: (mode: string) => void }) {
  return (
    <fieldset className="inline-flex rounded-md border bg-panel p-0.5">
      <legend className="sr-only">How to search</legend>
      {MODES.map(({ id, label, title }) => (
        <label key={id} title={title} className="relative cursor-pointer">
          <input
            type="radio"
            name="mode"
            value={id}
            checked={mode === id}
            onChange={() => onChange(id)}
            className="peer sr-only"
          />
          <span className="block rounded-sm px-2 py-0.5 text-13 text-ink-2 peer-checked:bg-raised peer-checked:font-medium peer-checked:text-ink peer-checked:ring-1 peer-checked:ring-line peer-focus-visible:outline-2 peer-focus-visible:outline-accent">
            {label}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
