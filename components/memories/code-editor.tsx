"use client";

import { markdown } from "@codemirror/lang-markdown";
import CodeMirror, { EditorView } from "@uiw/react-codemirror";

const look = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "var(--ink)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": {
    fontFamily: "var(--font-geist-mono), monospace",
    caretColor: "var(--accent)",
    lineHeight: "1.25rem",
  },
  ".cm-scroller": { fontFamily: "inherit" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ink-3)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": {
    fontFamily: "var(--font-geist-mono), monospace",
    fontSize: "0.75rem",
    padding: "0 8px 0 12px",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in oklab, var(--hover) 55%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft) !important" },
  ".cm-specialChar": { color: "var(--needs)", backgroundColor: "var(--needs-soft)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)" },
  ".cm-searchMatch": { backgroundColor: "var(--needs-soft)", outline: "1px solid var(--needs)" },
});

const setup = {
  foldGutter: false,
  autocompletion: false,
  closeBrackets: false,
  highlightActiveLine: true,
  syntaxHighlighting: false,
};
const extensions = [
  markdown({ addKeymap: false }),
  EditorView.lineWrapping,
  look,
  EditorView.contentAttributes.of({ "aria-label": "Text" }),
];

type Props = {
  value: string;
  onChange: (text: string) => void;
  onSave: () => void;
  readOnly?: boolean;
  autoFocus?: boolean;
};

/** The text editor. Tab moves the focus on, as everywhere; Ctrl-S saves. */
export default function CodeEditor({ value, onChange, onSave, readOnly = false, autoFocus = false }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only catches the save key on its way up from the editor
    <div
      onKeyDown={(event) => {
        if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSave();
      }}
    >
      <CodeMirror
        value={value}
        onChange={onChange}
        readOnly={readOnly}
        autoFocus={autoFocus}
        theme="none"
        indentWithTab={false}
        basicSetup={setup}
        extensions={extensions}
        minHeight="24rem"
      />
    </div>
  );
}
