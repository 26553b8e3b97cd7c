import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { describePathRefusal } from "../../../../../src/core/edits/paths/describePath.ts";
import { pathInside } from "../../../../../src/core/edits/paths/pathInside.ts";
import { placesOf, type WorkspaceFolder } from "../../../../../src/core/edits/paths/placesOf.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";
import { anyText } from "../../../../support/anyText.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

const folder = (path: string, authority = ""): WorkspaceFolder => ({
  name: path.split("/").at(-1) ?? "",
  path,
  authority,
});
const shop = folder("/home/me/shop");
const api = folder("/home/me/api");
const windows = folder("/c:/Users/me/shop");
const share = folder("/projects/shop", "server");

/** `shop:src/a.ts` for each place, or why there is none. */
function read(path: string, folders: readonly WorkspaceFolder[] = [shop]): string {
  const places = placesOf(path, folders);
  return places.type === "refused"
    ? places.reason
    : places.places.map((place) => `${folders[place.folder]?.name}:${place.path}`).join(" ");
}

const inside: readonly (readonly [written: string, path: string])[] = [
  ["a.ts", "a.ts"],
  ["src/a.ts", "src/a.ts"],
  ["./src/a.ts", "src/a.ts"],
  ["././src/./a.ts", "src/a.ts"],
  [".\\src\\a.ts", "src/a.ts"],
  ["src\\lib\\a.ts", "src/lib/a.ts"],
  ["src\\lib/a.ts", "src/lib/a.ts"],
  ["src//a.ts", "src/a.ts"],
  ["src/lib/../a.ts", "src/a.ts"],
  ["src/../src/../src/a.ts", "src/a.ts"],
  ["a/b/../../c.ts", "c.ts"],
  ["src\\..\\a.ts", "a.ts"],
  ["/home/me/shop/src/a.ts", "src/a.ts"],
  ["/home/me/shop//src/a.ts", "src/a.ts"],
  ["/home/me/shop/./src/../a.ts", "a.ts"],
  ["/home/me/other/../shop/a.ts", "a.ts"],
  [".gitignore", ".gitignore"],
  [".github/ISSUE.md", ".github/ISSUE.md"],
  ["app/[slug]/page.tsx", "app/[slug]/page.tsx"],
  ["app/(group)/@modal/page.tsx", "app/(group)/@modal/page.tsx"],
  ["app/[...all]/page.tsx", "app/[...all]/page.tsx"],
  ["routes/$id.tsx", "routes/$id.tsx"],
  ["$lib/a.ts", "$lib/a.ts"],
  ["my file.ts", "my file.ts"],
  ["a%20b.ts", "a%20b.ts"],
  ["100%.md", "100%.md"],
  ["src/größe.ts", "src/größe.ts"],
  ["src/文件.ts", "src/文件.ts"],
  ["a~b.ts", "a~b.ts"],
  ["a.ts~", "a.ts~"],
  ["src/..a.ts", "src/..a.ts"],
  ["...a/b.ts", "...a/b.ts"],
  ["src/a..b.ts", "src/a..b.ts"],
  ["C/a.ts", "C/a.ts"],
  ["a'b&c.ts", "a'b&c.ts"],
];

const refused: readonly (readonly [written: string, reason: string])[] = [
  ["", "no-file"],
  [".", "no-file"],
  ["./", "no-file"],
  ["src/", "no-file"],
  ["src/.", "no-file"],
  ["src/..", "no-file"],
  ["/", "no-file"],
  ["/home/me/shop/", "no-file"],
  ["..", "outside"],
  ["../a.ts", "outside"],
  ["..\\a.ts", "outside"],
  ["../shop/a.ts", "outside"],
  ["../../etc/passwd", "outside"],
  ["src/../../a.ts", "outside"],
  ["src/../../shop/a.ts", "outside"],
  ["src\\..\\..\\a.ts", "outside"],
  ["./../a.ts", "outside"],
  ["/etc/passwd", "outside"],
  ["/home/me/shop2/a.ts", "outside"],
  ["/home/me/sho/a.ts", "outside"],
  ["/home/me/a.ts", "outside"],
  ["/home/me/shop", "outside"],
  ["/home/me/shop/../a.ts", "outside"],
  ["/home/me/Shop/a.ts", "outside"],
  ["/../../etc/passwd", "outside"],
  ["~/a.ts", "outside"],
  ["~", "outside"],
  ["~root/.bashrc", "outside"],
  ["~\\a.ts", "outside"],
  ["$HOME/.bashrc", "outside"],
  ["${HOME}/.bashrc", "outside"],
  ["%USERPROFILE%\\a.ts", "outside"],
  ["$env:APPDATA\\a.ts", "outside"],
  ["C:\\Windows\\a.ts", "outside"],
  ["c:/Users/me/shop/a.ts", "outside"],
  ["C:a.ts", "outside"],
  ["C:", "outside"],
  ["\\\\server\\share\\a.ts", "outside"],
  ["//server/share/a.ts", "outside"],
  ["\\\\?\\C:\\Users\\me\\shop\\a.ts", "outside"],
  ["\\\\?\\UNC\\server\\share\\a.ts", "outside"],
  ["\\\\.\\pipe\\x", "outside"],
  ["\\\\?\\GLOBALROOT\\Device\\x", "outside"],
  ["//", "outside"],
  ["//server", "outside"],
  ["a.ts.", "unclear-name"],
  ["a.ts ", "unclear-name"],
  [".git./config", "unclear-name"],
  [".git /config", "unclear-name"],
  ["src/.../a.ts", "unclear-name"],
  [".. /a.ts", "unclear-name"],
  ["GIT~1/config", "unclear-name"],
  ["src/PROGRA~1.TS", "unclear-name"],
  ["a.ts:stream", "unclear-name"],
  [".git::$INDEX_ALLOCATION/config", "unclear-name"],
  ["file:///home/me/shop/a.ts", "unclear-name"],
  ["vscode-vfs://github/a.ts", "unclear-name"],
  ["a\0.ts", "unclear-name"],
  ["a\n.ts", "unclear-name"],
  ["a\u007f.ts", "unclear-name"],
  [".g\u200cit/config", "unclear-name"],
  ["a\u202Ets.exe", "unclear-name"],
  ["\uFEFFa.ts", "unclear-name"],
  ["a\u{E0041}.ts", "unclear-name"],
  ["%2e%2e/a.ts", "unclear-name"],
  ["..%2fa.ts", "unclear-name"],
  ["src%5C..%5Ca.ts", "unclear-name"],
  ["a%00.ts", "unclear-name"],
  ["%252e%252e/a.ts", "unclear-name"],
  ["a?.ts", "unclear-name"],
  ["a*.ts", "unclear-name"],
  ["a|b.ts", "unclear-name"],
  ["<path>/a.ts", "unclear-name"],
  ["\uD800.ts", "unclear-name"],
];

const onWindows: readonly (readonly [written: string, places: string])[] = [
  ["C:\\Users\\me\\shop\\src\\a.ts", "shop:src/a.ts"],
  ["c:/users/ME/Shop/src/a.ts", "shop:src/a.ts"],
  ["/c:/Users/me/shop/a.ts", "shop:a.ts"],
  ["\\\\?\\C:\\Users\\me\\shop\\a.ts", "shop:a.ts"],
  ["C:\\Users\\me\\shop\\..\\a.ts", "outside"],
  ["D:\\Users\\me\\shop\\a.ts", "outside"],
  ["C:\\Users\\me\\shop2\\a.ts", "outside"],
  ["C:Users\\me\\shop\\a.ts", "outside"],
  ["\\Users\\me\\shop\\a.ts", "outside"],
  ["C:\\Users\\ME~1\\shop\\a.ts", "unclear-name"],
];

const onShare: readonly (readonly [written: string, places: string])[] = [
  ["\\\\server\\projects\\shop\\a.ts", "shop:a.ts"],
  ["\\\\SERVER\\Projects\\Shop\\a.ts", "shop:a.ts"],
  ["//server/projects/shop/src/a.ts", "shop:src/a.ts"],
  ["\\\\?\\UNC\\server\\projects\\shop\\a.ts", "shop:a.ts"],
  ["\\\\server\\projects\\..\\a.ts", "outside"],
  ["\\\\server\\projects\\shop\\..\\..\\a.ts", "outside"],
  ["\\\\other\\projects\\shop\\a.ts", "outside"],
  ["/projects/shop/a.ts", "outside"],
];

const inSeveralFolders: readonly (readonly [written: string, places: string])[] = [
  ["src/a.ts", "shop:src/a.ts api:src/a.ts"],
  ["api/src/a.ts", "api:src/a.ts shop:api/src/a.ts api:api/src/a.ts"],
  ["./api/a.ts", "api:a.ts shop:api/a.ts api:api/a.ts"],
  ["api", "shop:api api:api"],
  ["api/../shop/a.ts", "shop:a.ts shop:shop/a.ts api:shop/a.ts"],
  ["/home/me/api/a.ts", "api:a.ts"],
  ["../api/a.ts", "outside"],
];

describe("where a path of an answer may lead", () => {
  it("is a file below the folder, however it is written", () => {
    for (const [written, path] of inside) assert.equal(read(written), `shop:${path}`, JSON.stringify(written));
  });

  it("is nowhere when the path leads out, or could be read as another name", () => {
    for (const [written, reason] of refused) assert.equal(read(written), reason, JSON.stringify(written));
  });

  it("is found by drive letters, without telling cases apart", () => {
    for (const [written, places] of onWindows) assert.equal(read(written, [windows]), places, written);
  });

  it("is found on a share by the names of server and share", () => {
    for (const [written, places] of onShare) assert.equal(read(written, [share]), places, written);
  });

  it("is looked for in every folder, first in the one that the path begins with", () => {
    for (const [written, places] of inSeveralFolders) assert.equal(read(written, [shop, api]), places, written);
  });

  it("is below a folder that the path repeats only where nothing else is meant", () => {
    assert.equal(read("shop/src/a.ts"), "shop:shop/src/a.ts shop:src/a.ts");
  });

  it("is the inner one of two nested folders for an absolute path", () => {
    assert.equal(read("/home/me/shop/web/a.ts", [shop, folder("/home/me/shop/web")]), "web:a.ts shop:web/a.ts");
  });

  it("is nowhere without a folder", () => {
    assert.equal(read("src/a.ts", []), "outside");
  });

  it("never climbs, whatever the path is made of", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "..",
        ".",
        "",
        "a",
        "C:",
        "~",
        "\\\\",
        "//",
        "?",
        "%2e%2e",
        "..\\..",
        " ",
        "\0",
        "shop",
        "home",
        "me",
      ),
      anyText(4),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom("/", "\\"), (parts, slash) => {
        const places = placesOf(parts.join(slash), [shop, windows, share]);
        if (places.type === "refused") return;
        for (const { path } of places.places) {
          assert.ok(path !== "" && !path.startsWith("/") && !path.includes("\\"), path);
          assert.ok(
            path.split("/").every((segment) => !/^\.{0,2}$|[. ]$|[:\0]/.test(segment)),
            path,
          );
        }
      }),
      propertyRuns(300),
    );
  });

  it("is told in a sentence when it is nowhere", () => {
    for (const [written, reason] of refused) {
      assert.ok(reason === "no-file" || reason === "outside" || reason === "unclear-name");
      const sentence = describePathRefusal(written, reason, untranslated);
      assert.ok(sentence.includes(written) && sentence.endsWith("."), sentence);
    }
  });
});

describe("whether a path with every link followed is inside a folder", () => {
  const table: readonly (readonly [folder: string, path: string, below: string | undefined])[] = [
    ["/home/me/shop", "/home/me/shop/src/a.ts", "src/a.ts"],
    ["/home/me/shop/", "/home/me/shop/a.ts", "a.ts"],
    ["/home/me/shop", "/home/me/shop", ""],
    ["/home/me/shop", "/home/me/shop2/a.ts", undefined],
    ["/home/me/shop", "/home/me/a.ts", undefined],
    ["/home/me/shop", "/home/me/shop\\a.ts", undefined],
    ["/", "/etc/passwd", "etc/passwd"],
    ["C:\\shop", "C:\\shop\\src\\a.ts", "src/a.ts"],
    ["c:\\shop", "C:\\shop\\a.ts", "a.ts"],
    ["C:\\shop", "D:\\shop\\a.ts", undefined],
    ["C:\\shop", "C:\\shop2\\a.ts", undefined],
    ["\\\\server\\share\\shop", "\\\\server\\share\\shop\\a.ts", "a.ts"],
    ["\\\\server\\share\\shop", "\\\\server\\other\\a.ts", undefined],
  ];
  for (const [outer, path, below] of table) {
    it(`says ${below === undefined ? "no" : "yes"} for ${path} in ${outer}`, () => {
      assert.equal(pathInside(outer, path), below);
    });
  }
});
