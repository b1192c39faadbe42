/**
 * The start of a name that git refuses or takes for an instruction: `.git`, `.gitmodules`, `.gitattributes` and the like
 * in any case, and the short names that Windows gives them (`git~1`, `gitmod~1`). A backslash starts a name there too.
 * A percent sign in that place is escaped as well, so that two paths never become one.
 */
const RESERVED = /(^|\\)(\.(?=git)|g(?=i[0-9a-z]*~\d)|%)/gi;

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** A memory's path as a path in a git tree: without the leading slash, `/.git/config` as `%2Egit/config`. */
export function escapeGitPath(path: string): string {
  return path
    .slice(1)
    .split("/")
    .map((name) => name.replace(RESERVED, (_, before: string, character: string) => `${before}${hex(character)}`))
    .join("/");
}
