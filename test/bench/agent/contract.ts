/** Names the port at which the bench waits for its agent. */
export const portVariable = "BENCH_AGENT_PORT";

/** What the bench asks of its agent in the extension host. Times are milliseconds, memory is bytes. */
export type AgentCalls = {
  /** Waits until the extension host has nothing to do; false when it did not come to rest. */
  settle: { readonly params: undefined; readonly result: boolean };
  /** Activates an extension that nothing has activated yet. */
  activate: { readonly params: { readonly extensionId: string }; readonly result: ActivationFigures };
  /** The extension's own modules that the process has read by now, as absolute paths. */
  loadedFiles: { readonly params: { readonly extensionId: string }; readonly result: readonly string[] };
  /** Memory after a garbage collection. */
  memory: { readonly params: undefined; readonly result: Memory };
  /** Processor milliseconds that this process has used so far. */
  cpu: { readonly params: undefined; readonly result: number };
  /** Runs a command to its end. */
  run: { readonly params: { readonly command: string; readonly argument?: unknown }; readonly result: RunFigures };
  /** What this extension host is. */
  describe: { readonly params: undefined; readonly result: HostFacts };
};

/** Time on the clock, and processor time of the whole process. */
export type Cost = { readonly ms: number; readonly cpuMs: number };

export type Memory = { readonly rss: number; readonly heapUsed: number };

export type ActivationFigures = {
  /** Loading the main module, which activation includes. */
  readonly load: Cost;
  readonly activate: Cost;
  /** Both after a garbage collection; `after` is taken some seconds later. */
  readonly before: Memory;
  readonly after: Memory;
  /** What else used the extension host in that time: ids of other extensions, or a sentence. */
  readonly disturbances: readonly string[];
};

export type RunFigures = {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
};

export type HostFacts = { readonly pid: number; readonly vscode: string; readonly node: string };

/** One line of JSON each, in either direction of the connection. */
export type AgentRequest = { readonly id: number; readonly method: keyof AgentCalls; readonly params: unknown };
export type AgentResponse = { readonly id: number; readonly result?: unknown; readonly error?: string };
