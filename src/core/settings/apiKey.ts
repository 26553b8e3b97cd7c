import type { Translate } from "../../shared/l10n.ts";

export type CheckedKey =
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "refused"; readonly reason: string };

/**
 * Trims a key and checks that it can stand in an HTTP header: visible ASCII only. Anything else would make the
 * request fail with an error that repeats the key.
 */
export function checkApiKey(input: string, t: Translate): CheckedKey {
  const key = input.trim();
  if (key === "") return { type: "refused", reason: t("Enter a key.") };
  const strange = Array.from(key).findIndex((character) => !/^[\x21-\x7e]$/.test(character));
  if (strange < 0) return { type: "key", key };
  const position = strange + 1;
  const character = Array.from(key)[strange] ?? "";
  return /^\s$/u.test(character)
    ? { type: "refused", reason: t("The key has a space or line break at position {0}. Copy it again.", position) }
    : {
        type: "refused",
        reason: t(
          "The key has a character at position {0} that no key contains, perhaps an invisible one. Copy it again.",
          position,
        ),
      };
}
