/** A person's own prompt with what was typed after its name: in its place, or else at the end. */
export function withWords(prompt: string, words: string): string {
  if (prompt.includes("{instruction}")) return prompt.replaceAll("{instruction}", () => words);
  return words === "" ? prompt : `${prompt}\n\n${words}`;
}
