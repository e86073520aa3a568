// What the first-steps page shows for a platform, as data. `{dsn}` in a snippet's code stands for the project's DSN,
// `{endpoint}`, `{key}` and `{project}` for its parts.

export interface Snippet {
  /** Where the code belongs: a file name or a short phrase ("Terminal"). Shown above the box. */
  where: string;
  code: string;
}

export interface Platform {
  /** The identifier Sentry and its SDKs use, stored as the project's `platform`. */
  id: string;
  name: string;
  /** The tab this platform is offered under together with its siblings: "python" for Django, Flask, … */
  family: string;
  install: Snippet[];
  configure: Snippet[];
  /** Raises one error on purpose, so that the first event need not wait for a real one. */
  verify: Snippet[];
}

export interface Family {
  id: string;
  name: string;
}
