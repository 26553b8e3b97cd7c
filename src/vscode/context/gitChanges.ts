import * as vscode from "vscode";

/** What is used of the API that VS Code's own Git extension gives to others. */
type GitExtension = { readonly getAPI: (version: 1) => { readonly repositories: readonly GitRepository[] } };
type GitRepository = {
  readonly rootUri: vscode.Uri;
  readonly state: { readonly indexChanges: readonly unknown[]; readonly workingTreeChanges: readonly unknown[] };
  readonly diff: (staged?: boolean) => Promise<string>;
};

/** Changes that can be attached as a diff. */
export type GitChanges = {
  readonly repository: string;
  readonly staged: boolean;
  readonly files: number;
  readonly diff: () => Promise<string>;
};

/** Empty without Git, and where nothing was changed. */
export async function gitChanges(): Promise<readonly GitChanges[]> {
  return (await repositories()).flatMap(({ rootUri, state, diff }, _, all) => {
    const name = all.length === 1 ? "" : rootUri.path.replace(/^.*\//, "");
    const either: readonly GitChanges[] = [
      { repository: name, staged: false, files: state.workingTreeChanges.length, diff: () => diff(false) },
      { repository: name, staged: true, files: state.indexChanges.length, diff: () => diff(true) },
    ];
    return either.filter(({ files }) => files > 0);
  });
}

async function repositories(): Promise<readonly GitRepository[]> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (!extension) return [];
  try {
    const { repositories: open } = (await extension.activate()).getAPI(1);
    return open.map((repository) => ({
      rootUri: repository.rootUri,
      state: repository.state,
      diff: (staged) => repository.diff(staged),
    }));
  } catch {
    // Git is switched off, or is not installed.
    return [];
  }
}
