import type { AttachmentKind } from "../../shared/chat/state.ts";
import type { CompletionKind } from "../../shared/protocol/completions.ts";
import type { IconName } from "./icon.ts";

export function attachmentIcon(kind: AttachmentKind): IconName {
  switch (kind) {
    case "selection":
    case "symbol":
    case "file":
    case "cursor":
    case "text":
      return "file";
    case "terminal":
      return "terminal";
    case "folder":
      return "folder";
    case "problems":
      return "warning";
    case "changes":
      return "git-compare";
    case "image":
      return "image";
  }
}

export function completionIcon(kind: CompletionKind): IconName {
  switch (kind) {
    case "selection":
    case "file":
      return "file";
    case "folder":
      return "folder";
    case "symbol":
      return "symbol";
    case "problems":
      return "warning";
    case "command":
      return "command";
    case "prompt":
      return "prompt";
    case "editors":
      return "files";
    case "changes":
      return "git-compare";
    case "terminal":
      return "terminal";
  }
}
