import type { RequestWatcher, SentRequest } from "../../src/core/ports/sentRequest.ts";

/** Keeps what a stream tells of its requests, in order. */
export class RecordingWatcher implements RequestWatcher {
  readonly seen: (SentRequest | "answered")[] = [];

  sent(request: SentRequest): void {
    this.seen.push(request);
  }

  answered(): void {
    this.seen.push("answered");
  }
}
