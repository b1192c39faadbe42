"use client";

import { useRouter } from "next/navigation";
import { useEffect, useReducer, useState } from "react";
import type { Action, ActionError, ActionResult } from "@/components/ui/action";
import { toast } from "@/components/ui/toast";
import { type Draft, dropDraft, findDraft, keepDraft } from "./draft";
import { editorReducer, startEditor } from "./editor-state";
import type { SeenInText } from "./hit-words";

export type EditedMemory = {
  id: string;
  memory_store_id: string;
  path: string;
  content: string;
  content_sha256: string;
  seen: SeenInText;
};
type Address = { store_id: string; memory_id: string };
type Saved = { content: string | null; content_sha256: string; seen: SeenInText };
export type SaveMemory = Action<Address & { content: string; expected_sha256: string }, Saved>;
export type ReadMemory = Action<Address, Saved>;

const LOST: ActionError = {
  code: "connection",
  message: "The server did not answer. Your text is kept in this tab; save again when it is back.",
  extra: {},
};

async function ask<Output>(answer: Promise<ActionResult<Output>>): Promise<ActionResult<Output>> {
  return answer.catch(() => ({ ok: false as const, error: LOST }));
}

/** Holds the text of one memory while it is edited: drafts in this tab, saves under a precondition, conflicts with both texts. */
export function useEditor(memory: EditedMemory, actions: { save: SaveMemory; read: ReadMemory }) {
  const router = useRouter();
  const base = { content: memory.content, sha256: memory.content_sha256 };
  const [state, dispatch] = useReducer(editorReducer, startEditor(base, null));
  const [draft, setDraft] = useState<Draft | null>(null);
  const [error, setError] = useState<ActionError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [seen, setSeen] = useState({ sha256: base.sha256, ...memory.seen });
  const address = { store_id: memory.memory_store_id, memory_id: memory.id };

  useEffect(() => {
    const found = findDraft(memory.id);
    if (found && found.text !== memory.content) setDraft(found);
  }, [memory.id, memory.content]);

  const type = (text: string) => {
    dispatch({ type: "typed", text });
    keepDraft(memory.id, { text, at: new Date().toISOString() });
  };

  const answerFailure = async (failure: ActionError) => {
    if (failure.code !== "precondition_failed") return setError(failure);
    const theirs = await ask(actions.read(address));
    if (!theirs.ok) return setError(theirs.error);
    router.refresh();
    setSeen({ sha256: theirs.data.content_sha256, ...theirs.data.seen });
    dispatch({
      type: "conflicted",
      theirs: { content: theirs.data.content ?? "", sha256: theirs.data.content_sha256 },
    });
  };

  /** `expectedSha256`: the text that this save may replace. */
  const save = async (expectedSha256: string) => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const result = await ask(actions.save({ ...address, content: state.mine, expected_sha256: expectedSha256 }));
    if (result.ok) {
      dropDraft(memory.id);
      setDraft(null);
      setSeen({ sha256: result.data.content_sha256, ...result.data.seen });
      dispatch({ type: "saved", text: { content: state.mine, sha256: result.data.content_sha256 } });
      toast({ text: "Saved." });
      router.refresh();
    } else await answerFailure(result.error);
    setBusy(false);
  };

  const discardDraft = () => {
    dropDraft(memory.id);
    setDraft(null);
  };

  /** Of the text that stands on the server; null when that is not the one that is edited. */
  const seenInSaved = seen.sha256 === state.base.sha256 ? seen : null;
  return { state, dispatch, draft, discardDraft, error, isBusy, seenInSaved, type, save };
}
