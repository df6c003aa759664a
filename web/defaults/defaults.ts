import type { Defaults } from "../../lib/defaults.ts";
import { defaultsJson, MAIL_RENDITIONS, parseDefaults } from "../../lib/defaults.ts";
import { EXTRA_RENDITIONS } from "../../lib/limits.ts";
import type { TransformJson } from "../../lib/url/transform-json.ts";
import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { mailSwitch } from "./mail-switch.ts";
import { type TransformCard, transformCard } from "./transform-card.ts";

/** What one's next uploads are made with, and the sizes that are made of each at once. */
export async function defaultsEditor(playground: Playground): Promise<HTMLElement> {
  const { darkroom, say, report } = playground;
  const holder = element("div", { class: "transforms" });
  const fault = element("p", { class: "refusal", role: "alert", hidden: true });
  let everywhere: TransformCard;
  let renditions: TransformCard[] = [];

  const rendition = (name: string, transform: TransformJson, isNew: boolean) => {
    const isOfTheMail = MAIL_RENDITIONS.some((each) => each === name);
    const remove = () => {
      renditions = renditions.filter((each) => each !== card);
      card.element.remove();
      showRoom();
    };
    const title = isOfTheMail ? `${name}, in the mail` : name;
    const card = transformCard({
      id: `rendition-${name}`,
      name,
      title,
      transform,
      isOpen: isNew,
      ...(!isOfTheMail && { remove }),
    });
    return card;
  };
  const show = (defaults: Defaults) => {
    const json = defaultsJson(defaults);
    everywhere = transformCard({
      id: "everywhere",
      name: "",
      title: "Whatever an address leaves unsaid",
      transform: json.transform,
      isOpen: false,
    });
    renditions = Object.entries(json.renditions).map(([name, transform]) => rendition(name, transform, false));
    holder.replaceChildren(
      element("h2", {}, "For every picture"),
      everywhere.element,
      element("h2", {}, "Renditions"),
      element(
        "p",
        {},
        "Made of each picture as soon as it is uploaded, and asked for by name: ",
        element("code", {}, "?p=small"),
        ".",
      ),
      ...renditions.map((each) => each.element),
    );
    showRoom();
  };

  const name = element("input", {
    id: "rendition-name",
    type: "text",
    pattern: "[a-z0-9\\-]{1,32}",
    required: true,
    placeholder: "e.g. hero",
    autocomplete: "off",
  });
  const adding = element(
    "form",
    {
      class: "adding",
      onsubmit: (event) => {
        event.preventDefault();
        if (renditions.some((each) => each.name === name.value)) return name.focus();
        const card = rendition(name.value, {}, true);
        renditions.push(card);
        holder.append(card.element);
        name.value = "";
        showRoom();
        card.focus();
      },
    },
    element("label", { for: "rendition-name" }, "One more, called "),
    name,
    element("button", { type: "submit", class: "quiet" }, "Add"),
  );
  const showRoom = () => {
    adding.hidden = renditions.length >= MAIL_RENDITIONS.length + EXTRA_RENDITIONS;
  };

  const save = async () => {
    const json = {
      transform: everywhere.transform(),
      renditions: Object.fromEntries(renditions.map((each) => [each.name, each.transform()])),
    };
    const parsed = await parseDefaults(json);
    fault.hidden = !("problem" in parsed);
    if ("problem" in parsed) {
      fault.textContent = parsed.problem.detail;
      return;
    }
    await darkroom.defaults
      .set(parsed.defaults)
      .then(show)
      .then(() => say("Saved. Your next uploads are made with it."), report);
  };
  const reset = () =>
    darkroom.defaults
      .reset()
      .then(show)
      .then(() => say("Back to the service's own."), report);

  const [defaults, mail] = await Promise.all([darkroom.defaults.get(), mailSwitch(playground)]);
  show(defaults);
  return element(
    "section",
    { class: "defaults" },
    element("h1", { tabindex: -1 }, "Defaults"),
    element(
      "p",
      { class: "lead" },
      "They are frozen into a picture when it is uploaded: what is there already stays as it is until you re-apply them on its page.",
    ),
    holder,
    adding,
    fault,
    element(
      "div",
      { class: "actions" },
      button("Save", save, { class: "primary" }),
      button("Back to the service's own", reset, { class: "quiet" }),
    ),
    element("h2", {}, "Mail"),
    mail,
  );
}
