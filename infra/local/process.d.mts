/** Flags of Node for the host's process. */
export const hostFlags: readonly string[];
/** What the environment of the host's process holds besides. */
export const hostEnvironment: Readonly<Record<string, string>>;
