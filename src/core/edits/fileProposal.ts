/** A file that is proposed to be created, deleted, or given another path. */
export type FileProposal = {
  /** Of the proposal; other files may be part of it. */
  readonly id: string;
  readonly uri: string;
  /** What the proposal is for, such as "Add Tests". */
  readonly title: string;
} & FileStep;

export type FileStep =
  /** `text` is the whole file, as it is to be written. */
  | { readonly kind: "create"; readonly text: string }
  | { readonly kind: "delete" }
  /** What changes in the file besides is proposed as any other change. */
  | { readonly kind: "rename"; readonly newUri: string };
