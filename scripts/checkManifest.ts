import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chatViewId, commandIds, configurationSection, settingKeys, viewContainerId } from "../src/shared/ids.ts";

/** The parts of package.json that the typed table repeats. */
type Manifest = {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
};

const root = join(import.meta.dirname, "..");
const { contributes, capabilities } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Manifest;

const declaredCommands = contributes.commands.map(({ command }) => command);
const properties = Object.entries(contributes.configuration.properties);
const declaredSettings = properties.map(([key]) => key);
const applicationSettings = properties.filter(([, { scope }]) => scope === "application").map(([key]) => key);
const menuCommands = Object.values(contributes.menus).flatMap((items) => items.flatMap(({ command }) => command ?? []));

const differences = [
  ...compare("command", Object.values(commandIds), declaredCommands),
  ...compare(
    "setting",
    Object.values(settingKeys).map((key) => `${configurationSection}.${key}`),
    declaredSettings,
  ),
  ...compare("restricted setting", applicationSettings, capabilities.untrustedWorkspaces.restrictedConfigurations),
  ...compare("view", [chatViewId], contributes.views[viewContainerId]?.map(({ id }) => id) ?? []),
  ...menuCommands.filter((id) => !declaredCommands.includes(id)).map((id) => `menu command ${id} is not declared`),
];

for (const difference of differences) console.error(difference);
if (differences.length > 0) process.exitCode = 1;

function compare(what: string, table: readonly string[], manifest: readonly string[]): readonly string[] {
  return [
    ...table
      .filter((id) => !manifest.includes(id))
      .map((id) => `${what} ${id} is in src/shared/ids.ts but not in package.json`),
    ...manifest
      .filter((id) => !table.includes(id))
      .map((id) => `${what} ${id} is in package.json but not in src/shared/ids.ts`),
  ];
}
