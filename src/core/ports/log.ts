/** Where the extension says what it does, for the person who looks. Lines never contain a key or a question. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  /** `error` is reduced to its codes and its stack; a text that could repeat the request is not kept. */
  error(line: string, error: unknown): void;
}
