/** API keys, each bound to the origin that it was entered for. */
export interface KeyStore {
  /** Undefined when none was entered for exactly this origin. */
  get(origin: string): Promise<string | undefined>;
  set(origin: string, key: string): Promise<void>;
  delete(origin: string): Promise<void>;
}
