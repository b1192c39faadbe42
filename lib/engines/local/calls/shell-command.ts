const SHELL_TOOL =
  /^(?:bash|shell|sh|zsh|terminal|local_shell|exec|execute|(?:exec(?:ute)?|run)(?:_\w+)?_?(?:command|cmd|bash|shell)?)$/i;
/** Programs whose next words are what they work on, not what they do. */
const TAKES_ARGUMENTS = new Set(
  "awk basename bash cat chmod chown code cp curl cut date df diff dirname du echo egrep eval file find grep head jq kill ls mkdir mv nano node open perl ping pkill printf ps python python3 rg rm ruby scp sed sh sleep sort ssh tail tar tee test touch tr tree unzip vi vim wc wget which xargs zip zsh [".split(
    " ",
  ),
);
const WRAPPERS = new Set(["sudo", "time", "nohup", "command", "exec", "env", "builtin", "nice"]);
const PREPARATION = new Set([
  "cd",
  "pushd",
  "popd",
  "export",
  "set",
  "source",
  ".",
  "unset",
  "ulimit",
  "shopt",
  "umask",
]);
/** A here-document; what stands in it is text, not commands. */
const HEREDOC = /<<-?\s*(['"]?)(\w+)\1([^\n]*)\n[\s\S]*?\n\s*\2\b/g;
/** Enough for every command a person can read; also bounds the nesting of `$(`. */
const COMMAND_CHARACTERS_MAX = 4000;
const PROGRAM = /^(?:[A-Za-z_][\w.+-]*|\[)$/;
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

/** The command line that a call of a shell-like tool runs, or null for every other tool. */
export function shellCommandOf(toolName: string, input: Record<string, unknown>): string | null {
  if (!SHELL_TOOL.test(toolName)) return null;
  for (const key of ["command", "cmd", "script"]) {
    const value = input[key];
    if (typeof value === "string") return value;
    if (Array.isArray(value) && value.every((part) => typeof part === "string")) return value.join(" ");
  }
  return null;
}

/** Index just after the quoted string or `$(...)` that starts at `start`, or `start + 1` when neither does. */
function skipUnit(command: string, start: number): number {
  const character = command[start];
  if (character === "\\") return start + 2;
  if (character === "'" || character === '"' || character === "`") {
    for (let at = start + 1; at < command.length; at += 1) {
      if (command[at] === "\\" && character !== "'") at += 1;
      else if (command[at] === character) return at + 1;
    }
    return command.length;
  }
  if (character !== "$" || command[start + 1] !== "(") return start + 1;
  let at = start + 2;
  while (at < command.length && command[at] !== ")") at = skipUnit(command, at);
  return at + 1;
}

/** The simple commands of a command line, each as its words; quotes and substitutions stay inside their word. */
function simpleCommands(command: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word = "";
  const endWord = () => {
    if (word !== "") words.push(word);
    word = "";
  };
  for (let at = 0; at < command.length; ) {
    const next = skipUnit(command, at);
    const piece = command.slice(at, next);
    at = next;
    const isRedirect = piece === "&" && (command[at - 2] === ">" || command[at] === ">");
    if (/^[;&|\n]$/.test(piece) && !isRedirect) {
      endWord();
      if (words.length > 0) commands.push(words);
      words = [];
    } else if (/^\s$/.test(piece)) endWord();
    else if (piece === "#" && word === "") {
      const end = command.indexOf("\n", at);
      at = end < 0 ? command.length : end;
    } else word += piece;
  }
  endWord();
  if (words.length > 0) commands.push(words);
  return commands;
}

function programName(word: string): string {
  return (word.split("/").at(-1) ?? word).replace(/^["'(]+|["')]+$/g, "");
}

/** `mise run lint`, `go build`, `python -m pytest`, `sed`: the words that tell what a simple command does; empty for mere preparation. */
function tellingWords(words: string[]): string {
  let rest = words;
  while (rest[0] !== undefined && (ASSIGNMENT.test(rest[0]) || WRAPPERS.has(programName(rest[0]))))
    rest = rest.slice(1);
  if (rest[0] === "timeout")
    rest = rest.slice(rest.findIndex((word, index) => index > 0 && /^[\d.]+[smhd]?$/.test(word)) + 1);
  const [first, second, third] = rest;
  if (first === undefined) return "";
  const program = programName(first);
  if (PREPARATION.has(program) || !PROGRAM.test(program)) return "";
  if (/^(?:ba|z|da)?sh$/.test(program) && /^-\w*c$/.test(second ?? "") && third !== undefined) {
    return commandFamilies(third.replace(/^["']|["']$/g, ""))[0] ?? program;
  }
  if (/^python[\d.]*$/.test(program) && second === "-m" && third !== undefined) return `${program} -m ${third}`;
  if (TAKES_ARGUMENTS.has(program) || /^python[\d.]*$/.test(program)) return program;
  const told = [program];
  for (const word of rest.slice(1, 3)) {
    if (!/^[a-z][a-z0-9:_-]*$/.test(word)) break;
    told.push(word);
  }
  return told.join(" ");
}

/** What a command line does, one item a simple command, in order; `cd`, assignments and the like are left out. */
export function commandFamilies(command: string): string[] {
  return simpleCommands(
    command
      .slice(0, 2 * COMMAND_CHARACTERS_MAX)
      .replace(HEREDOC, "$3")
      .slice(0, COMMAND_CHARACTERS_MAX),
  )
    .map(tellingWords)
    .filter((family) => family !== "");
}
