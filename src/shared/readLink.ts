/** Where a link of an answer leads. */
export type Link =
  | { readonly type: "web"; readonly address: string; readonly host: string; readonly doubts: readonly Doubt[] }
  /** `line` counts from 1. */
  | { readonly type: "file"; readonly path: string; readonly line?: number }
  /** Neither: it runs, reads or calls something, or leads nowhere. */
  | { readonly type: "refused" };

/**
 * Why a link may lead elsewhere than it seems to: a name stands before the host, the host has letters that look like
 * others, the text names another host, or the address is too long to be looked through.
 */
export type Doubt = "name" | "letters" | "text" | "length";

const SCHEME = /^([a-z][a-z0-9+-]+):/i;
const PLACE = /(?:#L(\d+)(?:-L?\d+)?|:(\d+)(?::\d+)?(?:-\d+)?)$/i;
const LONG = 300;

/** A text that says which host it leads to. */
const NAMED_HOST =
  /^\s*(?:https?:\/\/|www\.)([^\s/?#:]+)|^\s*((?:[\w-]+\.)+(?:ai|app|com|dev|edu|gov|io|net|org))(?:[/?#:]\S*)?\s*$/i;

/**
 * @param href as the answer wrote it
 * @param text what is shown of the link
 */
export function readLink(href: string, text: string): Link {
  // As browsers do, so that a break inside it hides no scheme.
  const target = href.replace(/[\t\n\r]/g, "").trim();
  const scheme = SCHEME.exec(target)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") return readAddress(target, text);
  if (scheme === "file") return readFile(target);
  // A file without an ending, and the line in it.
  if (scheme !== undefined && !/^[^:]+:\d+(?::\d+)?$/.test(target)) return { type: "refused" };
  if (target === "" || /^(?:#|\?|[\\/]{2})/.test(target)) return { type: "refused" };
  return toFile(target);
}

function readAddress(target: string, text: string): Link {
  const url = URL.parse(target);
  if (!url || url.hostname === "") return { type: "refused" };
  const { href: address, host } = url;
  const doubts: readonly [Doubt, boolean][] = [
    ["name", url.username !== "" || url.password !== ""],
    ["letters", url.hostname.split(".").some((label) => label.startsWith("xn--"))],
    ["text", namesAnotherHost(text, url.hostname)],
    ["length", address.length > LONG],
  ];
  return { type: "web", address, host, doubts: doubts.filter(([, holds]) => holds).map(([doubt]) => doubt) };
}

function namesAnotherHost(text: string, host: string): boolean {
  const [, first, second] = NAMED_HOST.exec(text) ?? [];
  const named = URL.parse(`https://${first ?? second ?? ""}`)?.hostname;
  if (named === undefined || named === "") return false;
  const [shown, real] = [withoutWww(named), withoutWww(host)];
  return shown !== real && !real.endsWith(`.${shown}`);
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}

function readFile(target: string): Link {
  const url = URL.parse(target);
  // A host is another computer, which would be asked for the file.
  if (!url || (url.hostname !== "" && url.hostname !== "localhost")) return { type: "refused" };
  return toFile(url.pathname.replace(/^\/([a-z]:)/i, "$1") + url.hash);
}

function toFile(target: string): Link {
  const place = PLACE.exec(target);
  const path = decode(place ? target.slice(0, place.index) : target.replace(/#.*$/s, ""));
  if (path === undefined || path === "" || path.includes("\0")) return { type: "refused" };
  const line = Number(place?.[1] ?? place?.[2] ?? 0);
  return { type: "file", path, ...(line > 0 ? { line } : {}) };
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // A bare percent sign stands for itself.
    return path;
  }
}
