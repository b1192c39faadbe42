import { describe, expect, test } from "vitest";
import { keyNames, matchHotkey } from "./match-hotkey";

const hotkeys = [{ keys: "g s" }, { keys: "g r" }, { keys: "s" }, { keys: "?" }];

describe("matchHotkey", () => {
  test("the first key of a sequence waits for the next", () => {
    expect(matchHotkey(hotkeys, "g", "g")).toEqual({ hit: null, isPrefix: true });
  });
  test("a finished sequence wins over the single key that ends it", () => {
    expect(matchHotkey(hotkeys, "g s", "s").hit).toEqual({ keys: "g s" });
  });
  test("a sequence that leads nowhere falls back to the last key", () => {
    expect(matchHotkey(hotkeys, "g ?", "?").hit).toEqual({ keys: "?" });
  });
  test("a key that means nothing does nothing", () => {
    expect(matchHotkey(hotkeys, "z", "z")).toEqual({ hit: null, isPrefix: false });
  });
});

test("a capital letter is told from the small one, and shown as what has to be pressed", () => {
  expect(matchHotkey([{ keys: "n" }, { keys: "N" }], "N", "N").hit).toEqual({ keys: "N" });
  expect(["N", "g s", "?", "Ctrl K"].map(keyNames)).toEqual([["Shift", "n"], ["g", "s"], ["?"], ["Ctrl", "K"]]);
});
