import type { Windows } from "../core/ports/windows.ts";
import type { Certificate } from "../shared/failures.ts";
import type { OpenFolder } from "./chat/conversationStorage.ts";
import type { RealPath } from "./edits/realPlace.ts";

/** What only this kind of extension host can give. */
export type Platform = {
  /** Loads the model client; takes a moment the first time. */
  readonly loadOpenAi: () => Promise<typeof import("../providers/openai/main.ts")>;
  /** Loads the parsers of programming languages; takes a moment the first time. */
  readonly loadSyntax: () => Promise<typeof import("../providers/treeSitter/treeSitterSyntax.ts")>;
  /** Writes a file of this computer in one step; absent where there is none. */
  readonly replaceFile?: (path: string, bytes: Uint8Array) => Promise<unknown>;
  /** Opens a folder of this computer; absent where there is none. */
  readonly openFolder?: OpenFolder;
  /** The windows that are open on this computer; absent where they cannot be asked for. */
  readonly windows?: Windows;
  /** Follows the symbolic links of a path of this computer; absent where there is none. */
  readonly realPath?: RealPath;
  /** Asks an https server for its certificate, trusted or not; absent where that cannot be done. */
  readonly peerCertificate?: (origin: string) => Promise<Certificate | undefined>;
  /** The computer that the extension runs on, without a value that could be a secret. */
  readonly describeComputer?: () => { readonly system: string; readonly networkVariables: readonly string[] };
};
