"use client";

import { EyeOff, MoonStar } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Hash } from "@/components/ui/copy-text";
import { cx } from "@/components/ui/cx";
import { useGo } from "@/components/ui/leave-guard";
import { LinkButton } from "@/components/ui/link-button";
import { signedText } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { VersionedFile } from "./restore-target";
import { operationWord, type VersionItem } from "./version-item";
import { type VersionActions, VersionMenu, versionLinkId } from "./version-menu";

type Props = {
  /** Newest first. */
  versions: VersionItem[];
  file: VersionedFile;
  actions: VersionActions;
  /** Address of the file; views are its query. */
  fileHref: string;
  /** The version or the two versions that are shown now. */
  shownIds: string[];
  names: ActorNames;
  olderHref: string | null;
};

/** Every version of one file: who, when, from which base. Tick two to compare them. */
export function VersionTimeline({ versions, file, actions, fileHref, shownIds, names, olderHref }: Props) {
  const go = useGo();
  const [ticked, setTicked] = useState<string[]>([]);
  const tick = (id: string, isOn: boolean) =>
    setTicked((ids) => (isOn ? [...ids, id].slice(-2) : ids.filter((each) => each !== id)));
  const compare = () => {
    const [from, to] = versions.filter((version) => ticked.includes(version.id)).reverse();
    if (from && to) go(`${fileHref}?view=diff&from=${from.id}&to=${to.id}`);
  };
  return (
    <div className="flex flex-col wide:h-full">
      <h2 className="sticky top-0 z-20 flex h-10 items-center justify-between gap-2 border-b bg-paper pr-2 pl-3 text-13 font-medium">
        Versions
        <Button size="sm" isDisabled={ticked.length !== 2} onPress={compare}>
          {ticked.length === 2 ? "Compare these two" : "Tick two to compare"}
        </Button>
      </h2>
      <ol>
        {versions.map((version) => (
          <VersionRow
            key={version.id}
            version={version}
            names={names}
            fileHref={fileHref}
            file={file}
            actions={actions}
            isShown={shownIds.includes(version.id)}
            isTicked={ticked.includes(version.id)}
            onTick={(isOn) => tick(version.id, isOn)}
          />
        ))}
      </ol>
      {olderHref && (
        <div className="p-3">
          <LinkButton size="sm" href={olderHref}>
            Older versions
          </LinkButton>
        </div>
      )}
    </div>
  );
}

type RowProps = {
  version: VersionItem;
  names: ActorNames;
  fileHref: string;
  file: VersionedFile;
  actions: VersionActions;
  isShown: boolean;
  isTicked: boolean;
  onTick: (isOn: boolean) => void;
};

function VersionRow({ version, names, file, actions, fileHref, isShown, isTicked, onTick }: RowProps) {
  const delta = version.size_delta_bytes;
  const canCompare = version.content_sha256 !== null;
  return (
    <li className={cx("relative flex gap-2 border-b py-2 pr-3 pl-3", isShown ? "bg-accent-soft" : "hover:bg-panel")}>
      <Checkbox
        aria-label={`Compare the version of ${version.created_at}`}
        isSelected={isTicked}
        isDisabled={!canCompare}
        onChange={onTick}
        className={cx("z-10 self-start", !canCompare && "opacity-30")}
      />
      <div className="min-w-0 flex-1">
        <p className="flex min-h-6 items-center gap-2 text-13">
          <Link
            id={versionLinkId(version)}
            href={`${fileHref}?version=${version.id}`}
            scroll={false}
            aria-current={isShown ? "true" : undefined}
            className="font-medium after:absolute after:inset-0 hover:text-accent"
          >
            <RelativeTime at={version.created_at} />
          </Link>
          <span className="text-ink-2">{operationWord(version)}</span>
          {version.id === file.headId && <span className="text-12 text-ink-3">current</span>}
          {delta !== null && (
            <span className={cx("ml-auto font-mono text-12", deltaInk(delta))}>{signedText(delta)} B</span>
          )}
        </p>
        <p className="flex items-center gap-2">
          <ActorChip actor={version.created_by} names={names} />
          {version.dream_id && (
            <Link
              href={`/dreams/${version.dream_id}/review`}
              className="relative z-10 inline-flex items-center gap-1 text-12 text-ink-2 hover:text-accent hover:underline"
            >
              <MoonStar size={12} aria-hidden /> from a dream
            </Link>
          )}
        </p>
        <VersionFacts version={version} />
      </div>
      <span className="relative z-10 -mr-1.5 self-start">
        <VersionMenu file={file} version={version} actions={actions} />
      </span>
    </li>
  );
}

function deltaInk(delta: number): string {
  if (delta === 0) return "text-ink-3";
  return delta < 0 ? "text-removed" : "text-added";
}

function VersionFacts({ version }: { version: VersionItem }) {
  if (version.redacted_at) {
    return (
      <p className="flex items-center gap-1.5 text-12 text-ink-3">
        <EyeOff size={12} aria-hidden />
        Redacted <RelativeTime at={version.redacted_at} />
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-12 text-ink-3">
      {version.content_sha256 && <Hash sha256={version.content_sha256} />}
      {version.base_sha256 && (
        <>
          on <Hash sha256={version.base_sha256} what="base hash" />
        </>
      )}
      {version.moved_from && <span className="truncate font-mono">from {version.moved_from}</span>}
    </p>
  );
}
