import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from './lock.ts';

const stampFile = '.complete';

/**
 * Makes sure that `folder` holds what `fill` puts there, once per value of `stamp`.
 * The stamp is written last, so a fill that was interrupted is done again from an empty folder.
 * Processes that ask at the same time wait for the first one.
 */
export async function provideFolder(options: {
  folder: string;
  stamp: string;
  fill: () => Promise<void>;
  report: (line: string) => void;
}): Promise<void> {
  const { folder, stamp, fill, report } = options;
  if (await isComplete(folder, stamp)) return;
  await mkdir(dirname(folder), { recursive: true });
  const fillOnce = async (): Promise<void> => {
    if (await isComplete(folder, stamp)) return;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    await fill();
    await writeFile(join(folder, stampFile), stamp);
  };
  await withLock(`${folder}.lock`, fillOnce, (owner) =>
    report(`Waiting for process ${owner}, which is preparing ${folder}.`),
  );
}

async function isComplete(folder: string, stamp: string): Promise<boolean> {
  try {
    return (await readFile(join(folder, stampFile), 'utf8')) === stamp;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
