export type MemoryHead = {
  id: string;
  type: "memory";
  memory_store_id: string;
  memory_version_id: string;
  path: string;
  content: string | null;
  content_sha256: string;
  content_size_bytes: number;
  created_at: string;
  updated_at: string;
};
