import { presentActor } from "@/lib/core/actor";
import { wireTime } from "@/lib/core/time";
import type { SearchHit } from "./collect-hits";
import type { SearchHitResource, SearchResource } from "./schema";
import type { SearchPage } from "./search-memories";

function presentHit(hit: SearchHit): SearchHitResource {
  return {
    type: "memory_search_hit",
    memory_id: hit.id,
    memory_version_id: hit.headVersionId,
    path: hit.path,
    line_number: hit.line === 0 ? null : hit.line,
    line: hit.cut.text,
    line_offset: hit.cut.offset,
    line_characters: hit.cut.characters,
    match: hit.kind,
    ranges: hit.cut.ranges,
    created_by: presentActor(hit.actorType, hit.actorId),
    updated_at: wireTime(hit.updatedAt),
  };
}

export function presentSearch(page: SearchPage): SearchResource {
  return {
    type: "memory_search",
    data: page.data.map(presentHit),
    next_page: page.nextPage,
    complete: page.incompleteReason === null,
    incomplete_reason: page.incompleteReason,
  };
}
