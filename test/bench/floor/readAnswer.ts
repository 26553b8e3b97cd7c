type Chunk = { readonly choices: readonly { readonly delta: { readonly content?: string } }[] };

/** Milliseconds between two messages; the first one does not wait. */
const interval = 33;

/** Asks for a streamed chat completion and hands its text on, at most 30 times a second. */
export async function readAnswer(url: string, send: (text: string) => void): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "bench", stream: true, messages: [{ role: "user", content: "Hello" }] }),
  });
  let waiting = "";
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    if (waiting === "") return;
    send(waiting);
    waiting = "";
    timer = setTimeout(flush, interval);
  };
  const decoder = new TextDecoder();
  let unread = "";
  for await (const bytes of response.body ?? []) {
    unread += decoder.decode(bytes, { stream: true });
    const lines = unread.split("\n");
    unread = lines.pop() ?? "";
    waiting += lines.map(textOf).join("");
    if (timer === undefined) flush();
  }
}

function textOf(line: string): string {
  if (!line.startsWith("data: {")) return "";
  const chunk = JSON.parse(line.slice("data: ".length)) as Chunk;
  return chunk.choices[0]?.delta.content ?? "";
}
