import { expect, test } from "vitest";
import { commandFamilies, shellCommandOf } from "@/lib/engines/local/calls/shell-command";

test.each([
  ["mise run lint", ["mise run lint"]],
  ["cd /srv/app && mise run fmt && mise run lint 2>&1 | tail -20", ["mise run fmt", "mise run lint", "tail"]],
  ["FOO=1 BAR='x y' sudo /usr/bin/git push origin main", ["git push origin"]],
  ["go build -o ./out ./cmd/x", ["go build"]],
  ["timeout 60 npm run test:unit -- --watch", ["npm run test:unit"]],
  ['GOPATH=$(go env GOPATH) && grep -A3 "a && b; c" file.go', ["grep"]],
  ["bash -lc 'cd x; python3 -m pytest -q tests'", ["python3 -m pytest"]],
  ["python3 scripts/migrate.py --dry-run", ["python3"]],
  ["cat <<'EOF' > notes.md\nrm -rf everything\nEOF\nls -la", ["cat", "ls"]],
  ["# what is here\nls", ["ls"]],
  ["", []],
  ["'unclosed && ls", []],
])("%j does %j", (command, families) => {
  expect(commandFamilies(command)).toEqual(families);
});

test("nesting without end is no trouble", () => {
  expect(commandFamilies("$(".repeat(100_000))).toEqual([]);
});

test("only tools that run command lines have one", () => {
  expect(shellCommandOf("Bash", { command: "ls" })).toBe("ls");
  expect(shellCommandOf("shell", { command: ["ls", "-l"] })).toBe("ls -l");
  expect(shellCommandOf("run_terminal_cmd", { command: "ls" })).toBe("ls");
  expect(shellCommandOf("bash", { restart: true })).toBeNull();
  expect(shellCommandOf("Read", { command: "ls" })).toBeNull();
});
