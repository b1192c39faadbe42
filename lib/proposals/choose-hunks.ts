import { AppError, printable } from "@/lib/core/errors";
import { openHunks } from "./decide-hunks";
import type { ProposedFileRow } from "./repository";
import type { AdoptDreamBody } from "./schema";

/** A file of the proposal with its hunks. */
export type ChoosableFile = Pick<ProposedFileRow, "path" | "adoptedHunks" | "rejectedHunks" | "offHunks"> & {
  hunks: { id: string }[];
};

/** What a caller decided about one file. `taken` and `rejected` are open hunks. */
export type FileChoice = {
  taken: Set<string>;
  rejected: Set<string>;
  edit: string | null;
  resolution: { liveSha256: string | null; content: string | null } | null;
};

export type Choices = Pick<AdoptDreamBody, "files" | "hunks" | "edits" | "resolutions" | "paths">;

/**
 * What an adoption takes and turns down of each file, by path. Without any choice: everything open that is on. A choice by
 * hunk goes before one by file; an edit or a resolution takes its file. What no choice names is left out when something is
 * accepted, and taken when on if there are only rejections.
 * @throws AppError `invalid_request` for a path or hunk that the proposal does not hold or that was decided before
 */
export function chooseHunks(files: ChoosableFile[], choices: Choices): Map<string, FileChoice> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const byFile = fileChoices(byPath, choices);
  const byHunk = hunkChoices(files, choices.hunks ?? {});
  const accepts = [...byFile.values(), ...byHunk.values()].includes("accept");
  return new Map(
    files.map((file) => {
      const open = openHunks(file);
      const isOn = (id: string) => !accepts && !file.offHunks.includes(id);
      const choiceOf = (id: string) => byHunk.get(id) ?? byFile.get(file.path) ?? (isOn(id) ? "accept" : null);
      const resolution = choices.resolutions?.[file.path];
      return [
        file.path,
        {
          taken: new Set(open.filter((id) => choiceOf(id) === "accept")),
          rejected: new Set(open.filter((id) => choiceOf(id) === "reject")),
          edit: choices.edits?.[file.path] ?? null,
          resolution: resolution ? { liveSha256: resolution.live_sha256, content: resolution.content } : null,
        },
      ];
    }),
  );
}

type Choice = "accept" | "reject";

function fileChoices(byPath: Map<string, ChoosableFile>, choices: Choices): Map<string, Choice> {
  const accepted = [
    ...(choices.paths ?? []),
    ...Object.keys(choices.edits ?? {}),
    ...Object.keys(choices.resolutions ?? {}),
  ];
  const chosen = new Map<string, Choice>([
    ...accepted.map((path): [string, Choice] => [path, "accept"]),
    ...Object.entries(choices.files ?? {}),
  ]);
  for (const path of new Set([...chosen.keys(), ...accepted])) {
    const file = byPath.get(path);
    if (file === undefined) {
      throw new AppError(
        "invalid_request",
        `This proposal does not change ${printable(path)}: name a file of its diff.`,
      );
    }
    if (openHunks(file).length === 0) {
      const before = file.adoptedHunks.length > 0 ? "adopted" : "rejected";
      throw new AppError("invalid_request", `${printable(path)} was ${before} before: nothing of it is open.`);
    }
    if (chosen.get(path) === "reject" && accepted.includes(path)) {
      throw new AppError("invalid_request", `${printable(path)} is rejected in files and taken elsewhere: choose one.`);
    }
  }
  return chosen;
}

function hunkChoices(files: ChoosableFile[], hunks: Record<string, Choice>): Map<string, Choice> {
  const chosen = new Map(Object.entries(hunks));
  if (chosen.size === 0) return chosen;
  const open = new Set(files.flatMap(openHunks));
  const known = new Set(files.flatMap((file) => file.hunks.map(({ id }) => id)));
  for (const id of chosen.keys()) {
    if (!known.has(id)) {
      throw new AppError("invalid_request", `hunks names ${printable(id)}, which is no hunk of this proposal.`);
    }
    if (!open.has(id)) throw new AppError("invalid_request", `Hunk ${printable(id)} was decided before.`);
  }
  return chosen;
}
