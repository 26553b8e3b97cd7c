import type { Notice } from "./failureNotice.ts";
import type { Certificate, Failure } from "./failures.ts";
import type { Translate } from "./l10n.ts";
import { addressOf, withDetail } from "./noticeText.ts";

/** A connection that failed, as a person reads it. */
export function describeNetworkFailure(failure: Failure & { readonly code: "network" }, t: Translate): Notice {
  const { kind, detail, certificate } = failure;
  const address = addressOf(failure.origin);
  switch (kind) {
    case "dns":
      return {
        what: t("{0} was not found.", address),
        advice: t("Check the network connection and the address in askChatGPT.baseUrl."),
        actions: ["retry", "open-settings"],
      };
    case "refused":
      return {
        what: t("Nothing answers at {0}.", address),
        advice: t("Check that the server is running and that the address and port are right."),
        actions: ["retry", "set-up"],
      };
    case "tls":
      return {
        what: t("{0} has a certificate that this computer does not trust.", address),
        advice: withDetail(describeDistrust(certificate, t), detail, t),
        actions: ["retry", "test-connection"],
      };
    case "plain-http":
      return {
        what: t("{0} does not speak https.", address),
        advice: t("If the server is your own, put http:// instead of https:// into askChatGPT.baseUrl."),
        actions: ["open-settings", "retry"],
      };
    case "reset":
      return {
        what: t("{0} closed the connection.", address),
        advice: t("Try again. If it stays so, check the network and the proxy."),
        actions: ["retry", "open-proxy-settings"],
      };
    case "proxy":
      return {
        what: t("The proxy did not let the request through."),
        advice: withDetail(t("Check VS Code's http.proxy setting."), detail, t),
        actions: ["open-proxy-settings", "retry"],
      };
    case "proxy-auth":
      return {
        what: t("The proxy asks for a user name and a password."),
        advice: t("Put them into VS Code's http.proxy setting, as in http://name:password@host:port."),
        actions: ["open-proxy-settings", "retry"],
      };
    case "unreachable":
      return {
        what: t("{0} could not be reached.", address),
        advice: withDetail(t("Check the network connection."), detail, t),
        actions: ["retry", "test-connection"],
      };
  }
}

/** There is no way round the check, on purpose: whoever is in the middle would read the key and the code. */
function describeDistrust(certificate: Certificate | undefined, t: Translate): string {
  if (!certificate) return t("Behind a company proxy, add the proxy's certificate to the system.");
  const { subject, issuer } = certificate;
  return subject === issuer
    ? t("It is for {0} and issued by itself. If it is yours, add it to the system's certificates.", subject)
    : t(
        "It is for {0}, issued by {1}. If that is your company or your own authority, add its certificate to the system.",
        subject,
        issuer,
      );
}
