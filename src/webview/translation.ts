import { translator, untranslated, type Translate } from "../shared/l10n.ts";
import { isRecord } from "../shared/protocol/validate.ts";

/** @param load reads the module of a language; where that fails everything stays English, which is no reason to fail */
export async function loadTranslation(load: () => Promise<unknown>): Promise<Translate> {
  try {
    const module = await load();
    const strings = isRecord(module) && isRecord(module["default"]) ? Object.entries(module["default"]) : [];
    return translator(
      Object.fromEntries(strings.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    );
  } catch {
    return untranslated;
  }
}
