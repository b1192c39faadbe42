import type { ScannedMemory, ScanPage } from "./scan-store";
import { HITS_SHOWN_MAX, type ScannedMemoryResource, type ScanResource } from "./schema";

function presentScanned({ id, path, contentSha256, hits }: ScannedMemory): ScannedMemoryResource {
  return {
    type: "scanned_memory",
    memory_id: id,
    path,
    content_sha256: contentSha256,
    hits: hits.slice(0, HITS_SHOWN_MAX),
    hit_count: hits.length,
  };
}

export function presentScan(page: ScanPage): ScanResource {
  return {
    type: "memory_scan",
    data: page.data.map(presentScanned),
    complete: page.isComplete,
    next_page: page.nextPage,
  };
}
