import type { Translate } from "../../../shared/l10n.ts";
import type { ProtectedKind } from "./protectedKind.ts";
import type { PathRefusal } from "./writtenPath.ts";

/** Why nothing is proposed for a path, and what to do. */
export function describePathRefusal(path: string, reason: PathRefusal, t: Translate): string {
  switch (reason) {
    case "no-file":
      return t("“{0}” names no file, so nothing was proposed. Ask for it again with the file's name.", path);
    case "outside":
      return t("{0} is not inside a folder that is open, so nothing was proposed.", path);
    case "unclear-name":
      return t("“{0}” may be read as the name of another file, so nothing was proposed. Ask for a plainer name.", path);
  }
}

/** What is special about a protected file. */
export function describeProtected(kind: ProtectedKind, t: Translate): string {
  switch (kind) {
    case "git":
      return t("Version control reads this file. Its settings can run commands.");
    case "hooks":
      return t("This file says which commands run by themselves when you commit, push or pull.");
    case "editor":
      return t("An editor reads this file. Its settings and tasks can run commands.");
    case "environment":
      return t("This file often holds passwords and keys, and decides how programs run.");
    case "shell":
      return t("A shell runs this file by itself.");
    case "ci":
      return t("A build server runs what this file says, often with access to secrets.");
    case "packages":
      return t("A package manager reads this file. It decides where code is downloaded from, and can run commands.");
    case "container":
      return t("A container is made from this file, and runs the commands in it.");
    case "credentials":
      return t("This file holds keys or decides who may log in.");
    case "tools":
      return t("Assistants start the programs that this file names.");
    case "rules":
      return t("Assistants follow the instructions in this file.");
  }
}
