import type { Translate } from "../../shared/l10n.ts";
import type { AccountFacts, ConnectionFacts, HostFacts, ModelChoice } from "./connectionFacts.ts";
import { ANY_MODEL } from "../ports/refusals.ts";
import type { KeyFact } from "./keyFact.ts";
import { code, list, plain } from "./markdownText.ts";
import { apiName, duration, reason, refusalName } from "./phrases.ts";

export function addressSection({ target, api }: ConnectionFacts, { address }: HostFacts, t: Translate): string {
  const asSet = named(t("As set"), address);
  if (target.type !== "found") {
    return list([
      asSet,
      t("The final URLs are not known. {0}", reason(target.failure, t)),
      named(code("askChatGPT.api"), api),
    ]);
  }
  const { urls, api: inUse } = target.value;
  return list([
    asSet,
    named(t("List of models"), urls.models),
    ...(["responses", "chat", "completions"] as const).map((name) => named(apiName(name), urls[name])),
    t("{0}: {1}, a question goes to {2}", code("askChatGPT.api"), code(api), apiName(inUse)),
  ]);
}

function named(name: string, url: string): string {
  return `${name}: ${code(url)}`;
}

export function accountSection({ key, hasOrganization, hasProject, headerNames }: AccountFacts, t: Translate): string {
  const isSet = (value: boolean): string => (value ? t("set") : t("not set"));
  return list([
    t("API key: {0}", keyState(key, t)),
    t("Organization: {0}", isSet(hasOrganization)),
    t("Project: {0}", isSet(hasProject)),
    t("Own headers: {0}", headerNames.length > 0 ? headerNames.map(code).join(", ") : t("none")),
  ]);
}

function keyState(key: KeyFact, t: Translate): string {
  switch (key.type) {
    case "none":
      return t("none");
    case "missing":
      return t("none, and this endpoint wants one");
    case "unreadable":
      return reason(key.failure, t);
    case "set":
      switch (key.accepted) {
        case "yes":
          return t("set, and accepted");
        case "listing":
          return t("set, and accepted for the list of models");
        case "no":
          return t("set, and not accepted");
        case "unknown":
          return t("set; whether it is accepted could not be found out");
      }
  }
}

export function modelSection({ model, models }: ConnectionFacts, t: Translate): string {
  if (model.type !== "found") return list([t("None. {0}", reason(model.failure, t))]);
  const { id, chosenBy } = model.value;
  const chosen = t("Model: {0}, {1}", code(id), chooser(chosenBy, t));
  if (models.type !== "found")
    return list([chosen, t("The list of models could not be read. {0}", reason(models.failure, t))]);
  const info = models.value.find((one) => one.id === id);
  return list([
    chosen,
    t("In the endpoint's list: {0}", info ? t("yes") : t("no")),
    t("Models in the list: {0}", models.value.length),
    ...(info?.contextTokens === undefined ? [] : [t("Context: {0} tokens", info.contextTokens)]),
    ...(info?.shutdownDate === undefined ? [] : [t("Shut down on {0}", plain(info.shutdownDate))]),
  ]);
}

function chooser(chosenBy: ModelChoice["chosenBy"], t: Translate): string {
  switch (chosenBy) {
    case "setting":
      return t("set in {0}", code("askChatGPT.model"));
    case "address":
      return t("named by the address");
    case "list":
      return t("picked from the endpoint's list");
  }
}

/** What is remembered, and what this test met on top of it. */
export function refusalSection({ remembered, found }: ConnectionFacts["refusals"], t: Translate): string {
  const names = (refusals: typeof found): string => refusals.map((refusal) => refusalName(refusal, t)).join(", ");
  const kept = remembered
    .filter(({ refusals }) => refusals.length > 0)
    .map(({ model, refusals }) =>
      t("Remembered for {0}: {1}", model === ANY_MODEL ? t("every model") : code(model), names(refusals)),
    );
  if (kept.length === 0 && found.length === 0) return t("Nothing.");
  const parts = [list([...kept, ...(found.length > 0 ? [t("Met in this test: {0}", names(found))] : [])])];
  if (kept.length > 0) {
    parts.push(t("What is remembered is not sent again until you run **{0}**.", t("Forget What the Endpoint Refused")));
  }
  return parts.join("\n\n");
}

export function serverSection({ server, certificate }: ConnectionFacts, t: Translate): string {
  return list([
    ...(server.type === "found"
      ? [
          t(
            "{0} answered {1} after {2}.",
            code(`GET ${server.value.url}`),
            server.value.status,
            duration(server.value.milliseconds, t),
          ),
          ...Object.entries(server.value.headers).map(([name, value]) => code(`${name}: ${value}`)),
          ...(server.value.requestId === undefined ? [] : [t("Request id: {0}", code(server.value.requestId))]),
        ]
      : [t("It did not say. {0}", reason(server.failure, t))]),
    ...(certificate ? [certificateLine(certificate, t)] : []),
  ]);
}

function certificateLine(finding: NonNullable<ConnectionFacts["certificate"]>, t: Translate): string {
  if (finding.type !== "found") return t("The certificate could not be asked for. {0}", reason(finding.failure, t));
  return finding.value
    ? t("Certificate for {0}, issued by {1}", code(finding.value.subject), code(finding.value.issuer))
    : t("The server showed no certificate.");
}

export function hostSection({ extension, editor, system, remote, proxy }: HostFacts, t: Translate): string {
  return list([
    t("{0} in {1}", extension, editor),
    ...(system === undefined ? [] : [system]),
    remote === undefined
      ? t("The extension runs on this computer.")
      : t("The extension runs in {0}, which is what localhost means.", code(remote)),
    `${code("http.proxy")}: ${proxy.address === undefined ? t("not set") : code(proxy.address)}`,
    `${code("http.proxySupport")}: ${code(proxy.support)}`,
    ...(proxy.exceptions > 0 ? [`${code("http.noProxy")}: ${t("set ({0})", proxy.exceptions)}`] : []),
    t(
      "Environment variables for the network: {0}",
      proxy.variables.length > 0 ? proxy.variables.map(code).join(", ") : t("none"),
    ),
  ]);
}
