/** The host's own fetch, which knows its proxies and certificates. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
