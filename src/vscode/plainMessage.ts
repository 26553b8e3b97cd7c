/**
 * A sentence for a notification, in which VS Code would make a link, of a command even, out of `[words](address)`.
 * What a server says, and what a file is called, must not become something to click.
 */
export function toPlainMessage(sentence: string): string {
  return sentence.replaceAll("](", "] (");
}
