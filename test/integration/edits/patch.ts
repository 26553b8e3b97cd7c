/** Sections in the envelope of `apply_patch`. */
export function patch(...sections: readonly string[]): string {
  return ["*** Begin Patch", ...sections, "*** End Patch"].join("\n");
}
