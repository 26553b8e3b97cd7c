import { accept, type Review } from "./review.ts";
import { applyTextChanges } from "./textChanges.ts";

/** A document before and after changes of one proposal were accepted; whole texts. */
export type AcceptedText = { readonly proposalId: string; readonly before: string; readonly after: string };

/**
 * What accepting changes of a review does to its document, proposal by proposal: each one's text after is the next
 * one's before.
 *
 * @param ids of the changes
 * @param eol the document's line ending
 */
export function acceptedTexts(
  review: Review,
  ids: ReadonlySet<string>,
  text: string,
  eol: "\n" | "\r\n",
): readonly AcceptedText[] {
  const pending = review.changes.filter(({ id, state }) => ids.has(id) && state === "pending");
  const texts: AcceptedText[] = [];
  let now = { review, text };
  for (const proposalId of new Set(pending.map((change) => change.proposalId))) {
    const own = pending.filter((change) => change.proposalId === proposalId);
    const acceptance = accept(now.review, new Set(own.map(({ id }) => id)), now.text);
    const edits = acceptance.edits.map((edit) => ({ ...edit, text: edit.text.replaceAll("\n", eol) }));
    const after = applyTextChanges(now.text, edits);
    texts.push({ proposalId, before: now.text, after });
    now = { review: acceptance.review, text: after };
  }
  return texts;
}
