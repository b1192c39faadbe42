"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { PlainDiff } from "@/components/diff/plain-diff";
import { kindWord } from "@/components/dreams/finding-kind";
import { plural } from "@/components/ui/number-text";
import { choiceOf } from "./choices";
import type { DiffFinding } from "./dream-diff";
import { kindWords } from "./hunk-words";
import { operationName } from "./operation-mark";
import type { FileEntry, HunkEntry } from "./review-index";
import type { DiffTexts } from "./use-diff-texts";
import type { ReviewState } from "./use-review";

type Props = { review: ReviewState; texts: DiffTexts };

/** The whole proposal on paper: every file, what changes, and why; and what was found besides. Only while printing. */
export function ReviewPrint(props: Props) {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    const media = window.matchMedia("print");
    const onMedia = () => setPrinting(media.matches);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    media.addEventListener("change", onMedia);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
      media.removeEventListener("change", onMedia);
    };
  }, []);
  return isPrinting ? <PrintedReview {...props} /> : null;
}

function PrintedReview({ review, texts }: Props) {
  const findings = [...review.index.findings.values()];
  return (
    <div className="hidden p-4 print:block">
      {review.index.files.map((entry) => (
        <PrintedFile key={entry.file.path} entry={entry} review={review} texts={texts} />
      ))}
      <PrintedRest findings={findings.filter((finding) => finding.state !== "proposed")} />
    </div>
  );
}

const SIGN = { accept: "x", leave: " ", reject: "-" };

function PrintedFile({ entry, review, texts }: Props & { entry: FileEntry }) {
  const { path, operation, lines_added, lines_removed } = entry.file;
  const loaded = texts.of(path).file;
  const edit = review.choices.edits.get(path);
  const signOf = (each: HunkEntry) => (each.isOpen ? SIGN[choiceOf(review.choices, each)] : each.hunk.decision);
  return (
    <section className="mt-6 break-inside-avoid-page">
      <h2 className="font-mono text-14">
        {path} ({operationName(operation)})
      </h2>
      {entry.findingIds.map((id) => (
        <p key={id} className="text-13">
          Why: {review.index.findings.get(id)?.rationale}
        </p>
      ))}
      {edit !== undefined && (
        <pre className="mt-2 font-mono text-13 whitespace-pre-wrap [overflow-wrap:anywhere]">
          Edited by hand: {edit}
        </pre>
      )}
      {edit === undefined &&
        entry.hunks.map((each) => {
          const hunk = loaded?.hunks.find((other) => other.id === each.hunk.id);
          return (
            <div key={each.hunk.id} className="mt-1">
              <p className="text-13">
                [{signOf(each)}] change {each.number} of {entry.hunks.length} {kindWords(entry.file, each.hunk)}
              </p>
              {hunk && hunk.lines.length > 0 && <PlainDiff hunks={[hunk]} />}
            </div>
          );
        })}
      {!loaded && (
        <p className="text-13">
          {plural(lines_added, "line")} added, {plural(lines_removed, "line")} removed; scroll to this file before
          printing to see them here.
        </p>
      )}
    </section>
  );
}

function PrintedRest({ findings }: { findings: DiffFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="text-14">Not in the proposal</h2>
      {findings.map((finding) => (
        <p key={finding.id} className="mt-1 text-13">
          {kindWord(finding.kind)}: {finding.rationale} ({finding.state === "off" ? "off" : "left alone"}:{" "}
          {finding.reason})
        </p>
      ))}
    </section>
  );
}
