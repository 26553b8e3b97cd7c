import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeProtected } from "../../../../../src/core/edits/paths/describePath.ts";
import { protectedKind, type ProtectedKind } from "../../../../../src/core/edits/paths/protectedKind.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";

const asks: Readonly<Record<ProtectedKind, readonly string[]>> = {
  git: [
    ".git/config",
    ".git/hooks/pre-commit",
    ".GIT/config",
    "sub/module/.git",
    ".gitmodules",
    ".gitattributes",
    "home/.gitconfig",
  ],
  hooks: [".husky/pre-commit", ".githooks/post-merge", "lefthook.yml", ".pre-commit-config.yaml", ".lintstagedrc.json"],
  tools: [".mcp.json", "mcp.json", ".vscode/mcp.json", ".cursor/mcp.json"],
  editor: [
    ".vscode/settings.json",
    ".vscode/tasks.json",
    ".VSCode/launch.json",
    "app/.vscode/extensions.json",
    "shop.code-workspace",
    "a/Shop.Code-Workspace",
    ".idea/workspace.xml",
    ".vimrc",
    ".zed/settings.json",
  ],
  environment: [".env", ".env.local", ".ENV", "packages/api/.env.production", ".envrc", ".env.example", ".environment"],
  shell: [
    ".bashrc",
    ".zshrc",
    ".profile",
    ".bash_profile",
    ".zshenv",
    ".zprofile",
    ".config/fish/config.fish",
    "home/me/.bash_aliases",
    "Microsoft.PowerShell_profile.ps1",
    "etc/profile.d/x.sh",
    "etc/cron.d/job",
  ],
  ci: [
    ".github/workflows/ci.yml",
    ".GitHub/Workflows/ci.yml",
    ".github/actions/x/action.yml",
    ".github/dependabot.yml",
    "CODEOWNERS",
    ".gitlab-ci.yml",
    "Jenkinsfile",
    "ci/Jenkinsfile.deploy",
    ".circleci/config.yml",
    "azure-pipelines.yml",
    "build/azure-pipelines-release.yaml",
    "bitbucket-pipelines.yml",
    ".travis.yml",
    ".drone.yml",
    ".ci/run",
    "buildspec.yml",
  ],
  packages: [
    ".npmrc",
    "packages/a/.npmrc",
    ".yarnrc.yml",
    ".yarn/releases/yarn-4.cjs",
    ".pnpmfile.cjs",
    ".pypirc",
    "pip.conf",
    ".cargo/config.toml",
    "NuGet.Config",
    ".mvn/extensions.xml",
    "gradle/wrapper/gradle-wrapper.properties",
  ],
  container: [".devcontainer/devcontainer.json", ".devcontainer.json", ".gitpod.yml"],
  credentials: [
    ".ssh/config",
    ".netrc",
    ".aws/credentials",
    "id_ed25519",
    "certs/server.pem",
    ".git-credentials",
    ".docker/config.json",
  ],
  rules: [
    "AGENTS.md",
    "src/agents.md",
    "CLAUDE.md",
    "GEMINI.md",
    ".github/copilot-instructions.md",
    ".github/instructions/ts.instructions.md",
    ".cursorrules",
    ".cursor/rules/a.mdc",
    ".windsurfrules",
    ".clinerules/a.md",
    ".aider.conf.yml",
    "prompts/review.prompt.md",
  ],
};

const doesNotAsk = [
  "src/cart.ts",
  "README.md",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  ".gitignore",
  ".editorconfig",
  ".prettierrc",
  ".eslintrc.json",
  ".dockerignore",
  "Dockerfile",
  "docker-compose.yml",
  "Makefile",
  "src/env.ts",
  "src/environment.ts",
  "env.d.ts",
  "src/git/config.ts",
  "src/vscode/settings.json",
  "docs/agents/index.md",
  "src/agent.ts",
  "github/workflows/ci.yml",
  ".github/ISSUE_TEMPLATE/bug.md",
  ".github/pull_request_template.md",
  "profile.ts",
  "src/bashrc.ts",
  "mcp.ts",
  "src/jenkinsfile-parser.ts",
  "npmrc.ts",
  ".storybook/main.ts",
  ".changeset/a.md",
  "src/pem.ts",
  "config/fish.ts",
  "hooks/useCart.ts",
  "src/hooks/index.ts",
  "ssh/config.ts",
];

describe("a file that is never changed without asking", () => {
  for (const [kind, paths] of Object.entries(asks)) {
    it(`is one of ${kind}, such as ${paths[0]}`, () => {
      for (const path of paths) assert.equal(protectedKind(path), kind, path);
    });
  }

  it("is told with what is special about it, each kind in words of its own", () => {
    const sentences = Object.keys(asks).map((kind) => describeProtected(kind as ProtectedKind, untranslated));
    assert.equal(new Set(sentences).size, Object.keys(asks).length);
  });

  it("is none of the files that are changed every day", () => {
    for (const path of doesNotAsk) assert.equal(protectedKind(path), undefined, path);
  });
});
