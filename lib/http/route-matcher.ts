/** A module under app/ that exports a handler per method; other exports (Next's segment settings) do no harm. */
export type RouteEntry = { path: string; module: object };

export type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response> | Response;

export type RouteMatch = { handlers: Map<string, RouteHandler>; params: Record<string, string> };

type Node = {
  fixed: Map<string, Node>;
  parameter: { name: string; node: Node } | undefined;
  handlers: Map<string, RouteHandler> | undefined;
};

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

const emptyNode = (): Node => ({ fixed: new Map(), parameter: undefined, handlers: undefined });

/** As in Next, HEAD is answered by GET; Node leaves the body out. */
function handlersOf(module: object): Map<string, RouteHandler> {
  const exported = new Map(Object.entries(module));
  const handlers = new Map<string, RouteHandler>();
  for (const method of methods) {
    const handler = exported.get(method);
    if (typeof handler === "function") handlers.set(method, handler as RouteHandler);
  }
  const get = handlers.get("GET");
  if (get) handlers.set("HEAD", get);
  return handlers;
}

function nodeFor(parent: Node, segment: string): Node {
  const name = /^\[(\w+)\]$/.exec(segment)?.[1];
  if (name === undefined) {
    const node = parent.fixed.get(segment) ?? emptyNode();
    parent.fixed.set(segment, node);
    return node;
  }
  parent.parameter ??= { name, node: emptyNode() };
  if (parent.parameter.name !== name) {
    throw new Error(`Two route folders give one segment two names: ${parent.parameter.name} and ${name}`);
  }
  return parent.parameter.node;
}

function decodeSegments(pathname: string): string[] | undefined {
  try {
    const segments = pathname.slice(1).split("/").map(decodeURIComponent);
    // No id holds NUL, and Postgres refuses the text.
    return segments.some((segment) => segment.includes("\0")) ? undefined : segments;
  } catch {
    // A stray % names no resource.
    return undefined;
  }
}

/** Fixed segments win over parameters at each level, and a dead end is left again. Fills `params` on the way back. */
function find(node: Node, segments: string[], at: number, params: Record<string, string>): Node | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.handlers && node;
  const fixed = node.fixed.get(segment);
  const match = fixed && find(fixed, segments, at + 1, params);
  if (match || !node.parameter || segment === "") return match;
  const found = find(node.parameter.node, segments, at + 1, params);
  if (found) params[node.parameter.name] = segment;
  return found;
}

/** A function from a path, without query, to its route; undefined when there is none. Parameters come decoded. */
export function routeMatcher(routes: RouteEntry[]): (pathname: string) => RouteMatch | undefined {
  const root = emptyNode();
  for (const { path, module } of routes) {
    const node = path.slice(1).split("/").reduce(nodeFor, root);
    node.handlers = handlersOf(module);
  }
  return (pathname) => {
    const segments = decodeSegments(pathname);
    if (segments === undefined) return undefined;
    const params = {};
    const node = find(root, segments, 0, params);
    return node?.handlers && { handlers: node.handlers, params };
  };
}
