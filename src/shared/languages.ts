/** The languages that we translate into, as VS Code names them. English is the source. */
export const languages: readonly string[] = ["zh-cn", "zh-tw", "ja", "ko", "de", "fr", "es"];
