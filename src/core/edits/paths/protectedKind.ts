/** Why a file is not changed without asking: what reads it runs commands, holds secrets, or steers an assistant. */
export type ProtectedKind =
  | "git"
  | "hooks"
  | "editor"
  | "environment"
  | "shell"
  | "ci"
  | "packages"
  | "container"
  | "credentials"
  | "tools"
  | "rules";

/**
 * Names of files and folders, lower case, at any depth; with `/` several in a row. `*` is any part of a name. The first
 * kind that fits counts.
 */
const patterns: Readonly<Record<ProtectedKind, string>> = {
  git: ".git .gitconfig .gitmodules .gitattributes .hg .hgrc .svn .jj",
  hooks:
    ".husky .huskyrc* .githooks .git-hooks .lefthook lefthook*.yml lefthook*.yaml .lefthook*.yml lefthook*.toml lefthook*.json " +
    ".pre-commit-config.yaml .pre-commit-config.yml .pre-commit-hooks.yaml .lintstagedrc* .simple-git-hooks.* .overcommit.yml",
  tools: "mcp.json .mcp.json mcp_config.json mcp-settings.json claude_desktop_config.json",
  editor:
    ".vscode .vscode-* *.code-workspace *.code-profile .idea .zed .fleet .vs .nova .exrc .vimrc .nvimrc .nvim.lua .dir-locals.el " +
    ".dir-locals-2.el *.sublime-project",
  environment: ".env* .flaskenv .dev.vars*",
  shell:
    ".bashrc .bash_profile .bash_login .bash_logout .bash_aliases .bash_functions .zshrc .zshenv .zprofile .zlogin .zlogout " +
    ".profile .login .logout .kshrc .mkshrc .cshrc .tcshrc .inputrc .aliases .xprofile .xinitrc .xsession .xsessionrc " +
    ".tmux.conf .screenrc .curlrc .wgetrc config.fish .config/fish .config/nushell .config/powershell *profile.ps1 " +
    "etc/profile etc/profile.d etc/bash* etc/zsh* etc/environment etc/sudoers* etc/cron* .config/autostart .config/systemd",
  ci:
    ".github/workflows .github/actions .github/dependabot.* .github/codeowners codeowners .gitlab-ci.yml .gitlab-ci.yaml .gitlab-ci.*.yml " +
    ".gitlab jenkinsfile jenkinsfile.* *.jenkinsfile .circleci .buildkite .woodpecker .woodpecker.yml .semaphore .teamcity " +
    "azure-pipelines*.yml azure-pipelines*.yaml .azure-pipelines .azuredevops .azure/pipelines bitbucket-pipelines.yml " +
    ".travis.yml .drone.yml .drone.star .cirrus.yml .cirrus.star appveyor.yml .appveyor.yml buildspec*.yml cloudbuild*.yaml " +
    "cloudbuild*.yml codemagic.yaml wercker.yml bitrise.yml screwdriver.yaml .gitea/workflows .forgejo/workflows .ci .tekton",
  packages:
    ".npmrc .yarnrc .yarnrc.yml .yarn .pnpmfile.cjs .pnpmfile.mjs .pnpmrc bunfig.toml .pypirc pip.conf pip.ini .condarc " +
    ".gemrc .bundle .cargo nuget.config .mvn gradle-wrapper.properties gradle-wrapper.jar .m2/settings.xml .sdkmanrc " +
    "sitecustomize.py usercustomize.py .tool-versions mise.toml .mise.toml .direnv",
  container: ".devcontainer .devcontainer.json devcontainer.json .gitpod.yml .gitpod.dockerfile devfile.yaml .idx",
  credentials:
    ".ssh .gnupg .aws .azure .kube .netrc _netrc .pgpass .my.cnf .git-credentials .htpasswd .boto .s3cfg .docker/config.json " +
    ".config/gcloud .config/gh id_rsa id_dsa id_ecdsa id_ed25519 authorized_keys known_hosts *.pem *.p12 *.pfx *.jks *.keystore",
  rules:
    "agents.md agents.override.md agent.md claude.md claude.local.md gemini.md qwen.md copilot-instructions.md .github/instructions " +
    ".github/prompts .github/chatmodes .github/agents .github/skills *.instructions.md *.prompt.md *.chatmode.md *.agent.md .cursorrules " +
    ".cursorignore .cursor .windsurfrules .windsurf .clinerules* .clineignore .roorules* .rooignore .roomodes .roo .kilocode* " +
    ".continue .continuerules .claude .gemini .codex .qwen .amazonq .junie .augment* .kiro .trae .opencode .agents .agent " +
    ".aider* .goosehints .rules .askchatgpt*",
};

const expressions = Object.entries(patterns).map(
  ([kind, names]) =>
    [kind as ProtectedKind, new RegExp(`/(?:${names.split(" ").map(toExpression).join("|")})/`)] as const,
);

/**
 * What is special about a file, by its path below its folder, with `/`; undefined when nothing is. Cases are not told
 * apart, as some file systems do not tell them apart either.
 */
export function protectedKind(path: string): ProtectedKind | undefined {
  const lower = `/${path.toLowerCase()}/`;
  return expressions.find(([, expression]) => expression.test(lower))?.[0];
}

function toExpression(pattern: string): string {
  return pattern.replaceAll(".", String.raw`\.`).replaceAll("*", "[^/]*");
}
