import { DiskFolder } from "../../src/node/diskFolder.ts";

/** A process that increases the number in the file `count` of a folder, twenty times. */
const folder = new DiskFolder(process.argv[2] ?? "");
for (let times = 0; times < 20; times++) {
  await folder.exclusively("count", async () => {
    const before = await folder.read("count");
    await folder.replace("count", `${Number(before?.text) + 1}`);
  });
}
