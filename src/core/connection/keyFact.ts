import type { Failure } from "../../shared/failures.ts";
import type { Connection } from "../settings/connection.ts";
import type { Finding } from "./finding.ts";

export type KeyFact =
  | { readonly type: "none" }
  /** There is none, and this endpoint wants one. */
  | { readonly type: "missing" }
  /** The secret storage did not answer, or the settings cannot be used. */
  | { readonly type: "unreadable"; readonly failure: Failure }
  /** `listing`: accepted for the list of models, which some servers show to everyone. */
  | { readonly type: "set"; readonly accepted: "yes" | "listing" | "no" | "unknown" };

/** Tells from how requests went whether the key was accepted. */
export function toKeyFact(
  connection: Finding<Connection>,
  requests: { readonly listing: Finding<unknown>; readonly trials: readonly Finding<unknown>[] },
): KeyFact {
  if (connection.type !== "found") {
    const { failure } = connection;
    return failure.code === "no-key" ? { type: "missing" } : { type: "unreadable", failure };
  }
  if (connection.value.key === undefined) return { type: "none" };
  const { listing, trials } = requests;
  if (trials.some(({ type }) => type === "found")) return { type: "set", accepted: "yes" };
  if ([listing, ...trials].some((finding) => finding.type === "failed" && finding.failure.code === "auth")) {
    return { type: "set", accepted: "no" };
  }
  return { type: "set", accepted: listing.type === "found" ? "listing" : "unknown" };
}
