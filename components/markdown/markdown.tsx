import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { MemoryLink } from "./memory-link";

const components: Components = {
  a: ({ href, children }) => <MemoryLink href={href ?? ""}>{children}</MemoryLink>,
  img: ({ src, alt }) => (
    <span className="text-ink-3">
      [image{alt ? `: ${alt}` : ""}
      {typeof src === "string" ? ` at ${src}` : ""}, not loaded]
    </span>
  ),
};

/**
 * A memory as a page. The text is not ours: raw HTML is shown as text, images are never fetched,
 * links go to other memories of the store or, marked as leaving, to http addresses.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
