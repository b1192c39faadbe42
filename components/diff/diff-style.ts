/** The viewer's own variables, all pointed at the theme's, so that light and dark need no switch in script. */
const variables = {
  diffViewerBackground: "var(--paper)",
  diffViewerColor: "var(--ink)",
  addedBackground: "var(--added-soft)",
  addedColor: "var(--ink)",
  removedBackground: "var(--removed-soft)",
  removedColor: "var(--ink)",
  changedBackground: "var(--needs-soft)",
  wordAddedBackground: "var(--added-word)",
  wordRemovedBackground: "var(--removed-word)",
  addedGutterBackground: "var(--added-soft)",
  removedGutterBackground: "var(--removed-soft)",
  gutterBackground: "var(--paper)",
  gutterBackgroundDark: "var(--paper)",
  highlightBackground: "var(--needs-soft)",
  highlightGutterBackground: "var(--needs-soft)",
  codeFoldGutterBackground: "var(--panel)",
  codeFoldBackground: "var(--panel)",
  emptyLineBackground: "var(--paper)",
  gutterColor: "var(--ink-3)",
  addedGutterColor: "var(--ink-3)",
  removedGutterColor: "var(--ink-3)",
  codeFoldContentColor: "var(--ink-3)",
  diffViewerTitleBackground: "var(--panel)",
  diffViewerTitleColor: "var(--ink-2)",
  diffViewerTitleBorderColor: "var(--line)",
};

const text = { fontFamily: "var(--font-mono)", fontSize: "0.8125rem", lineHeight: "1.25rem" };

export const diffStyle = {
  variables: { light: variables, dark: variables },
  diffContainer: { ...text, minWidth: 0, pre: text },
  contentText: { ...text, lineBreak: "auto" as const, overflowWrap: "anywhere" as const },
  gutter: { minWidth: 0, width: 44, padding: "0 6px", pre: { opacity: 1, textAlign: "right" as const } },
  content: { paddingRight: 12 },
  marker: { paddingLeft: 6, paddingRight: 6, pre: { fontWeight: 600 } },
  codeFoldGutter: { "& svg": { display: "none" } },
  codeFold: { ...text, height: 28, fontWeight: 400 },
  codeFoldExpandButton: { background: "none", width: "100%", minHeight: 24, "&:hover": { color: "var(--accent)" } },
};
