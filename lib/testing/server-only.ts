/** Takes the place of `server-only`, which refuses to load outside a React server bundle. */
export {};
