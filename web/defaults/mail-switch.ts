import { element } from "../element.ts";
import type { Playground } from "../playground.ts";

/** Whether a mail follows each upload, as the page behind each mail's link says that one can choose. */
export async function mailSwitch({ darkroom, say, report }: Playground): Promise<HTMLElement> {
  const { email, notifications } = await darkroom.user();
  const toggle = element("input", {
    type: "checkbox",
    role: "switch",
    checked: notifications.mail,
    disabled: email === null,
  });
  toggle.addEventListener("change", async () => {
    const wanted = toggle.checked;
    try {
      await darkroom.notify({ mail: wanted });
      say(wanted ? "A mail follows each upload." : "No mail follows from now on.");
    } catch (error) {
      toggle.checked = !wanted;
      report(error);
    }
  });
  const words =
    email === null ? "No mail: the issuer has verified no address of yours" : `A mail to ${email} after each upload`;
  return element("label", { class: "choice" }, toggle, words);
}
