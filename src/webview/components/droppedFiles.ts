import { mostImageBytes, mostTextBytes } from "../../shared/chat/limits.ts";
import { imageTypes } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";

/** How VS Code names what is dragged from its explorer and its tabs; `text/uri-list` has only the first. */
const URI_LISTS = ["application/vnd.code.uri-list", "text/uri-list"];
const RESOURCES = "resourceurls";

/**
 * Attaches what is dropped into the page, and files that are pasted into the text. Pasted text stays text.
 * While something is dragged over the page, a hint is shown in `target`.
 */
export function receiveFiles(target: HTMLElement, area: HTMLTextAreaElement, panel: Panel): void {
  const hint = document.createElement("p");
  hint.className = "drop-hint";
  hint.hidden = true;
  hint.textContent = panel.t("Drop to add it to the question. Keep Shift held until then.");
  target.append(hint);
  let leaving = 0;
  const show = (on: boolean): void => {
    clearTimeout(leaving);
    hint.hidden = !on;
  };
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    show(true);
    // VS Code takes the page out of the drag when Shift is let go of, and nothing tells the page.
    leaving = setTimeout(() => show(false), 500);
  });
  document.addEventListener("drop", (event) => {
    show(false);
    if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    const uris = urisOf(event.dataTransfer);
    if (uris.length > 0) panel.host.addUris({ uris });
    else void addFiles([...event.dataTransfer.files], panel);
    area.focus();
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) show(false);
  });
  area.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    const files = data ? [...data.files] : [];
    // Some programs copy a picture of the text along with it.
    if (files.length === 0 || data?.types.includes("text/plain")) return;
    event.preventDefault();
    void addFiles(files, panel);
  });
}

function carriesFiles({ types }: DataTransfer): boolean {
  const wanted = new Set(["files", RESOURCES, ...URI_LISTS]);
  return types.some((type) => wanted.has(type.toLowerCase()));
}

/** Addresses of files that VS Code itself can read. */
function urisOf(data: DataTransfer): readonly string[] {
  const resources = parseList(data.getData(RESOURCES));
  const lists = URI_LISTS.map((type) => data.getData(type).split(/\r?\n/));
  const found = [...lists, resources].map((uris) => uris.filter(isFileAddress)).find((uris) => uris.length > 0);
  return [...new Set(found)];
}

/** A web address is a link, not a file. */
function isFileAddress(uri: string): boolean {
  return uri !== "" && !uri.startsWith("#") && !/^(?:https?|data|blob):/i.test(uri);
}

function parseList(json: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(json === "" ? "[]" : json);
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

async function addFiles(files: readonly File[], panel: Panel): Promise<void> {
  for (const file of files) await addFile(file, panel);
}

async function addFile(file: File, { host, t }: Panel): Promise<void> {
  const name = file.name || t("Pasted image");
  const mediaType = imageTypes.find((type) => type === file.type);
  if (file.size > (mediaType ? mostImageBytes : mostTextBytes)) {
    host.notAdded({ name, reason: mediaType ? "image-too-large" : "too-large" });
  } else if (mediaType) {
    host.addImage({ name, mediaType, base64: await readBase64(file) });
  } else {
    const text = await readText(file);
    if (text === undefined) host.notAdded({ name, reason: "not-text" });
    else host.addText({ name, text });
  }
}

function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () =>
      resolve(typeof reader.result === "string" ? reader.result.replace(/^.*,/, "") : ""),
    );
    reader.addEventListener("error", () => reject(reader.error ?? new Error("The file cannot be read.")));
    reader.readAsDataURL(file);
  });
}

/** Undefined for what is no text, such as a folder. */
async function readText(file: File): Promise<string | undefined> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? undefined : text;
  } catch {
    // It is not UTF-8, or not a file.
    return undefined;
  }
}
