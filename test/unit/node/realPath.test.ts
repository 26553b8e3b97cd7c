import assert from "node:assert/strict";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { realPath } from "../../../src/node/realPath.ts";

describe("following the symbolic links of a path", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "real-")));
    await mkdir(join(folder, "inner/deep"), { recursive: true });
    await writeFile(join(folder, "inner/a.ts"), "");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const at = (path: string): string => join(folder, path);

  it("leads from a link to what it stands for, file or folder", async () => {
    await symlink(at("inner"), at("link"));
    await symlink(at("link/a.ts"), at("a.ts"));
    assert.equal(await realPath(at("link/a.ts")), at("inner/a.ts"));
    assert.equal(await realPath(at("a.ts")), at("inner/a.ts"));
    assert.equal(await realPath(at("inner/a.ts")), at("inner/a.ts"));
  });

  it("follows what exists of a path that does not", async () => {
    await symlink(at("inner"), at("link"));
    assert.equal(await realPath(at("link/new/b.ts")), at("inner/new/b.ts"));
    assert.equal(await realPath(at("new/b.ts")), at("new/b.ts"));
    assert.equal(await realPath(at("inner/a.ts/b.ts")), at("inner/a.ts/b.ts"));
  });

  it("leads nowhere through a link to nothing or to itself", async () => {
    await symlink(at("missing/x"), at("dangling"));
    await symlink(at("circle"), at("circle"));
    for (const path of ["dangling", "dangling/b.ts", "circle", "circle/b.ts"]) {
      assert.equal(await realPath(at(path)), undefined, path);
    }
  });

  it("follows `..` after the link, as the system does", async () => {
    await symlink(at("inner/deep"), at("link"));
    assert.equal(await realPath(`${at("link")}/../a.ts`), at("inner/a.ts"));
  });
});
