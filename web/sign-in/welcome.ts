import type { Configuration } from "../configuration.ts";
import { button, element } from "../element.ts";
import { reasonOf } from "../reason.ts";
import { leaveForIssuer } from "./issuer-page.ts";
import { localToken } from "./local-token.ts";

/**
 * What somebody sees who is not signed in.
 *
 * @param reason why they no longer are; empty at the first time
 * @param enter hears of the token
 */
export function welcome(configuration: Configuration, reason: string, enter: (token: string) => void): HTMLElement {
  const fault = element("p", { class: "refusal", role: "alert", hidden: reason === "" }, reason);
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      fault.textContent = reasonOf(error);
      fault.hidden = false;
    }
  };
  const { tokenUrl } = configuration;
  const leave = () => attempt(() => leaveForIssuer(configuration));
  const doors =
    tokenUrl === undefined
      ? [button("Sign in", leave, { class: "primary" })]
      : [
          button("Sign in as you", () => attempt(async () => enter(await localToken(tokenUrl))), { class: "primary" }),
          button("As somebody else …", leave, { class: "quiet" }),
        ];
  return element(
    "section",
    { class: "welcome" },
    element("h1", { tabindex: -1 }, "One picture, every size."),
    element(
      "p",
      { class: "lead" },
      "Upload a picture once. Every page then asks for the size, the crop and the format it wants, by its address.",
    ),
    fault,
    element("div", { class: "actions" }, ...doors),
  );
}
