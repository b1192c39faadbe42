export type TreeFile = {
  id: string;
  path: string;
  content_size_bytes: number;
  /** Who wrote it last, newest first, each once; at most three. */
  authors: { id: string; label: string }[];
};

export type TreeNode = {
  /** The memory's id, or the folder's path with its closing slash. */
  key: string;
  name: string;
  file: TreeFile | null;
  children: TreeNode[];
};

/** Files as a tree: folders first, each level in the order of its names. */
export function buildTree(files: TreeFile[]): TreeNode[] {
  const root: TreeNode = { key: "/", name: "", file: null, children: [] };
  const folders = new Map<string, TreeNode>([["/", root]]);
  for (const file of files) {
    const cut = file.path.lastIndexOf("/") + 1;
    const folder = folderAt(folders, file.path.slice(0, cut));
    folder.children.push({ key: file.id, name: file.path.slice(cut), file, children: [] });
  }
  sortLevel(root);
  return root.children;
}

function folderAt(folders: Map<string, TreeNode>, path: string): TreeNode {
  const known = folders.get(path);
  if (known) return known;
  const cut = path.lastIndexOf("/", path.length - 2) + 1;
  const folder: TreeNode = { key: path, name: path.slice(cut, -1), file: null, children: [] };
  folders.set(path, folder);
  folderAt(folders, path.slice(0, cut)).children.push(folder);
  return folder;
}

function sortLevel(node: TreeNode): void {
  node.children.sort((a, b) => Number(a.file !== null) - Number(b.file !== null) || (a.name < b.name ? -1 : 1));
  for (const child of node.children) if (!child.file) sortLevel(child);
}

/** Keys of every folder at or below the nodes. */
export function folderKeys(nodes: TreeNode[]): string[] {
  return nodes.flatMap((node) => (node.file ? [] : [node.key, ...folderKeys(node.children)]));
}

/** Keys of the folders around a path: `/a/b.md` is in `/a/`. */
export function ancestorKeys(path: string): string[] {
  const keys: string[] = [];
  for (let cut = path.indexOf("/", 1); cut > 0; cut = path.indexOf("/", cut + 1)) keys.push(path.slice(0, cut + 1));
  return keys;
}

/** Files whose path holds every word of the filter, whatever the case. */
export function filterFiles(files: TreeFile[], filter: string): TreeFile[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return files;
  return files.filter((file) => {
    const path = file.path.toLowerCase();
    return words.every((word) => path.includes(word));
  });
}
