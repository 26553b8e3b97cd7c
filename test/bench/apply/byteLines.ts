const LINE_FEED = 0x0a;

/**
 * The lines of a stream of UTF-8, without their ends; the last one may lack its. Only a line feed ends a line: JSON may
 * hold U+2028, at which `node:readline` breaks too.
 */
export async function* byteLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      yield decoder.decode(Buffer.concat([...parts, chunk.subarray(from, end)]));
      parts = [];
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield decoder.decode(Buffer.concat(parts));
}
