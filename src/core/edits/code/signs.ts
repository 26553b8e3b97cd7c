/** A line that ends a block, and one that goes on with the statement whose block ended. */
const CLOSER = /^(?:\|?[})\]]|<\/|(?:end|fi|done|esac)\b)/;
export const CONTINUATION =
  /^(?:\|?[})\]]|\{|<\/|@?(?:end|fi|done|esac|elif|else|elsif|except|finally|catch|rescue|ensure|while)\b)/;

/** An annotation or a decorator on a line of its own. */
export const ANNOTATION = /^@[\w.]+(?:\(.*\))?$/;

/** Whether a line begins with what ends a block. */
export function isClosing(line: string): boolean {
  return CLOSER.test(line.trim());
}

/** Whether two lines begin with the same bracket that ends a block. */
export function endSameBlock(one = "", other = ""): boolean {
  const [bracket] = CLOSER.exec(one.trim()) ?? [];
  return bracket !== undefined && bracket === CLOSER.exec(other.trim())?.[0];
}
