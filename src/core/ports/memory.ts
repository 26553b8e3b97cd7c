/** Small facts that outlive the window, such as the model that was picked for an endpoint. Never a key. */
export interface Memory {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): Promise<void>;
}
