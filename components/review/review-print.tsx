import { PlainDiff } from "@/components/diff/plain-diff";
import { kindWord } from "@/components/dreams/finding-kind";
import type { DiffFile, DiffFinding } from "./dream-diff";
import { operationName } from "./operation-mark";
import { findingsOf } from "./rules";

type Props = { files: DiffFile[]; findings: DiffFinding[]; chosen: ReadonlySet<string> };

/** The whole proposal on paper: every file, what changes, and why; and what was found besides. */
export function ReviewPrint({ files, findings, chosen }: Props) {
  return (
    <div className="hidden p-4 print:block">
      {files.map((file) => (
        <section key={file.path} className="mt-6 break-inside-avoid-page">
          <h2 className="font-mono text-14">
            [{chosen.has(file.path) ? "x" : " "}] {file.path} ({operationName(file.operation)})
          </h2>
          {findingsOf(file, findings).map((finding) => (
            <p key={finding.id} className="text-13">
              Why: {finding.rationale}
            </p>
          ))}
          <PlainDiff hunks={file.hunks} />
        </section>
      ))}
      <PrintedRest findings={findings.filter((finding) => finding.state !== "proposed")} />
    </div>
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
