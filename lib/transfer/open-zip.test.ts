import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { type CraftedEntry, craftZip } from "@/lib/testing/craft-zip";
import { openZip } from "./open-zip";
import type { ImportSource } from "./rules";
import { spoolUpload } from "./spool-upload";

async function* once(bytes: Buffer) {
  yield bytes;
}

/** Reads the zip file and its texts. */
async function read(bytes: Buffer, filesMax = 10): Promise<Record<string, string>> {
  return spoolUpload({ chunks: once(bytes), length: null }, async (upload) => {
    const source: ImportSource = await openZip(upload, { filesMax });
    const texts: Record<string, string> = {};
    for (const file of source.files) texts[file.path] = await file.load();
    for (const file of source.files) expect(file.sha256).toBe(sha256(texts[file.path] ?? ""));
    return texts;
  });
}

const refusal = (entries: CraftedEntry[], filesMax?: number) => expect(read(craftZip(entries), filesMax)).rejects;

test("an entry of any tool's zip file is the memory at its name; folders and macOS's own files are passed over", async () => {
  const entries: CraftedEntry[] = [
    { name: "b/", mode: 0o040755 },
    { name: "b/ü.md", content: "\uFEFFone\r\n", deflate: true },
    { name: "a.md", content: "" },
    { name: "__MACOSX/._a.md", content: Buffer.from([0, 255]) },
    { name: "manifest.json", content: '{"name":"not ours"}' },
    { name: "no-mode.md", content: "x", mode: 0, flags: 0 },
  ];
  expect(await read(craftZip(entries))).toEqual({
    "/a.md": "",
    "/b/ü.md": "\uFEFFone\r\n",
    "/manifest.json": '{"name":"not ours"}',
    "/no-mode.md": "x",
  });
});

test.each<[string, CraftedEntry, string]>([
  ["a way out", { name: "../evil.md" }, '"../evil.md" leads out of the zip file'],
  ["a way out further down", { name: "a/../../evil.md" }, "leads out of the zip file"],
  ["an absolute name", { name: "/etc/passwd" }, '"/etc/passwd" has an absolute path'],
  ["a drive letter", { name: "C:/evil.md" }, '"C:/evil.md" has a drive letter'],
  ["a backslash", { name: "..\\evil.md" }, "has a backslash in its name"],
  ["a symbolic link", { name: "link", content: "/etc/passwd", mode: 0o120777 }, '"link" is a symbolic link'],
  ["a device", { name: "tty", mode: 0o020666 }, "a symbolic link or a device"],
  ["an encrypted entry", { name: "secret.md", content: "x".repeat(12), flags: 0x0801 }, '"secret.md" is encrypted'],
  ["another method", { name: "a.md", content: "x", method: 12 }, "is packed by method 12"],
  ["a name that is not UTF-8", { name: Buffer.from([0x61, 0xff]) }, "has a name that is not valid UTF-8"],
  ["a name with NUL", { name: "a\0.md" }, "has a name with the NUL character"],
  ["no name", { name: "" }, "has no name"],
  ["content that is not UTF-8", { name: "a.md", content: Buffer.from([0xc3]) }, '"a.md" is not valid UTF-8'],
  ["content with NUL", { name: "a.md", content: "a\0b" }, '"a.md" holds the NUL character'],
  ["a folder with content", { name: "a/", content: "x" }, "is a folder with content"],
  ["102,401 bytes, stored", { name: "a.md", content: "x".repeat(102_401) }, '"a.md" has more than 102400 bytes'],
  ["102,401 bytes, packed", { name: "a.md", content: "x".repeat(102_401), deflate: true }, "more than 102400 bytes"],
  ["a path against the rules", { name: "a//b.md" }, "path must not hold an empty segment"],
  ["a format character", { name: "a\u200D.md" }, "path must not hold control or format characters"],
  ["another normal form", { name: "e\u0301.md" }, "Unicode Normalization Form C"],
  ["two names", { name: "good.md", localName: "evil.md" }, '"good.md" has two names'],
  [
    "a size that is not true",
    { name: "a.md", content: "abc", deflate: true, claimedBytes: 2 },
    "it has 3 bytes, not 2",
  ],
])("%s is refused by the entry's name", async (_, entry, message) => {
  await refusal([{ name: "ok.md", content: "fine" }, entry]).toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining(message),
  });
});

test("a bomb is stopped by what comes out of it, whatever its headers claim", async () => {
  const bomb = { name: "bomb.md", content: Buffer.alloc(50_000_000, 0x61), deflate: true, claimedBytes: 10 };
  await refusal([bomb]).toThrow('"bomb.md" has more than 102400 bytes');
});

test("entries that share bytes are refused", async () => {
  await refusal([
    { name: "a.md", content: "x" },
    { name: "a.md", sameBytesAs: 0 },
  ]).toThrow('"a.md" is there twice');
  const shared = [
    { name: "a.md", content: "x" },
    { name: "b.md", content: "x", localName: "b.md", sameBytesAs: 0 },
  ];
  await refusal(shared).toThrow('"b.md" has two names');
  const nested = craftZip([{ name: "in.md", content: "x" }]).subarray(0, 36);
  const outer = craftZip([
    { name: "a.md", content: nested },
    { name: "in.md", content: "x", sameBytesAs: 0 },
  ]);
  // The second entry's place is moved to the header inside the first one's content.
  const at = outer.lastIndexOf("in.md");
  outer.writeUInt32LE(34, at - 4);
  await expect(read(outer)).rejects.toThrow('"in.md" overlaps with another entry');
});

test("a file that is a folder as well, and a name twice, are refused", async () => {
  await refusal([{ name: "a" }, { name: "a/b.md" }]).toThrow("/a is a file, so nothing can be below it");
  await refusal([{ name: "a/b.md" }, { name: "a" }]).toThrow("/a is a folder, so no file can be there");
  await refusal([{ name: "a.md" }, { name: "a.md" }]).toThrow('"a.md" is there twice');
});

test("more files than a store may hold are refused before they are read", async () => {
  const entries = Array.from({ length: 4 }, (_, index) => ({ name: `${index}.md` }));
  await refusal(entries, 2).toThrow("more than 2 files");
});

test("what is no zip file, or half of one, is refused", async () => {
  await expect(read(Buffer.from("hello"))).rejects.toMatchObject({ code: "invalid_request" });
  const whole = craftZip([{ name: "a.md", content: "x".repeat(500) }]);
  await expect(read(Buffer.from(whole).fill("y", 100, 101))).rejects.toThrow('"a.md" is damaged: its checksum');
  await expect(read(whole.subarray(0, whole.length - 30))).rejects.toThrow("is no zip file");
  await expect(read(whole.subarray(200))).rejects.toMatchObject({ code: "invalid_request" });
});

const manifest = (files: object[]) => ({
  name: "manifest.json",
  content: JSON.stringify({
    type: "memory_store_export",
    format: "zip",
    format_version: 1,
    store: { id: "memstore_1", name: "Notes", description: "", metadata: {} },
    path_prefix: null,
    last_changed_at: "2026-11-20T09:00:00.000000Z",
    files,
    left_out: [],
  }),
});

const listed = (entry: string, path: string, content: string) => ({
  path,
  entry,
  memory_id: "mem_1",
  memory_version_id: "memver_1",
  content_sha256: sha256(content),
  content_size_bytes: content.length,
  created_at: "2026-11-20T09:00:00.000000Z",
  updated_at: "2026-11-20T09:00:00.000000Z",
  updated_by: null,
});

test("a manifest gives the paths, and everything must agree with it", async () => {
  const file = { name: "files/a%5Cb.md", content: "one" };
  const entry = listed(file.name, "/a\\b.md", "one");
  expect(await read(craftZip([file, manifest([entry])]))).toEqual({ "/a\\b.md": "one" });
  await refusal([file, manifest([{ ...entry, content_sha256: sha256("two") }])]).toThrow("differs from its manifest");
  await refusal([file, manifest([])]).toThrow('"files/a%5Cb.md" is not in the manifest');
  await refusal([manifest([entry])]).toThrow("is in the manifest, but not in the zip file");
  await refusal([file, manifest([{ ...entry, path: "/../x" }])]).toThrow('".." segments');
  await refusal([
    file,
    { name: "manifest.json", content: '{"type":"memory_store_export","format_version":2}' },
  ]).toThrow("is no manifest that this server can read");
});

test("a body over the limit is refused while it arrives, and when it is announced", async () => {
  const work = () => Promise.resolve();
  const large = { chunks: once(Buffer.alloc(11)), length: null };
  await expect(spoolUpload(large, work, 10)).rejects.toMatchObject({ code: "request_too_large" });
  const announced = { chunks: null, length: 11 };
  await expect(spoolUpload(announced, work, 10)).rejects.toMatchObject({ code: "request_too_large" });
});
