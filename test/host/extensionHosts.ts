import { readdir, readFile } from "node:fs/promises";

/** The processes of a server's extension hosts, one for each window. Linux only. */
export async function extensionHosts(serverPid: number): Promise<readonly number[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (parents.get(pid) === serverPid || isBelow(parents.get(pid)));
  const hosts = await Promise.all(
    pids.filter(isBelow).map(async (pid) => ({ pid, command: await textOf(`/proc/${pid}/cmdline`) })),
  );
  return hosts.filter(({ command }) => command.includes("--type=extensionHost")).map(({ pid }) => pid);
}

async function parentOf(pid: number): Promise<number | undefined> {
  const parent = /^PPid:\s*(\d+)/m.exec(await textOf(`/proc/${pid}/status`))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** Empty for a process that has ended meanwhile. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return "";
  }
}
