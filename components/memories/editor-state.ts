/** A text with the hash that a save names. */
export type Text = { content: string; sha256: string };

/**
 * What the editor holds. `base` is the text that was read; `mine` what stands in the editor; `theirs` what somebody saved
 * meanwhile; `aside` our text after theirs was taken, so that it can come back.
 */
export type EditorState = {
  base: Text;
  mine: string;
  theirs: Text | null;
  view: "edit" | "conflict";
  aside: string | null;
};

export type EditorEvent =
  | { type: "typed"; text: string }
  | { type: "saved"; text: Text }
  | { type: "conflicted"; theirs: Text }
  | { type: "took-theirs" }
  | { type: "went-on" }
  | { type: "restored" };

export function startEditor(base: Text, draft: string | null): EditorState {
  return { base, mine: draft ?? base.content, theirs: null, view: "edit", aside: null };
}

/** No event loses a text: what leaves the editor is in `base`, `theirs` or `aside`. */
export function editorReducer(state: EditorState, event: EditorEvent): EditorState {
  switch (event.type) {
    case "typed":
      return { ...state, mine: event.text };
    case "saved":
      return { base: event.text, mine: event.text.content, theirs: null, view: "edit", aside: null };
    case "conflicted":
      return { ...state, theirs: event.theirs, view: "conflict" };
    case "took-theirs":
      if (!state.theirs) return state;
      return { base: state.theirs, mine: state.theirs.content, theirs: null, view: "edit", aside: state.mine };
    case "went-on":
      if (!state.theirs) return state;
      return { ...state, base: state.theirs, view: "edit" };
    case "restored":
      return state.aside === null ? state : { ...state, mine: state.aside, aside: null };
  }
}
