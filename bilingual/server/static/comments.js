// What people say of a sentence, and the box to say more. Each sentence has a box of its own, kept while the page is
// open: what is half written survives another tab, another sentence and news from the server.
import {one, send} from "./api.js";
import {el} from "./dom.js";
import {who} from "./drafts.js";
import {t} from "./words.js";

export class Comments {
  // `actions`: changed(answer), say(text)
  constructor(document, actions) {
    Object.assign(this, {document, actions, boxes: new Map()});
  }

  // Elements for sentence `id`; `known` is null as long as the server has not said which comments there are.
  shown(id, known) {
    const said = known?.length
      ? known.map(c => el("div.entry", {}, el("p.text", {text: c.text}), el("p.quiet", {text: c.who || t("nobody")})))
      : [el("p.quiet", {text: known ? t("noComments") : ""})];
    const add = el("button", {type: "button", text: t("add"), onclick: () => this.send(id)});
    return [...said, this.box(id), el("p.acts", {}, add)];
  }

  box(id) {
    if (!this.boxes.has(id)) {
      const onkeydown = event => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) this.send(id);
      };
      const words = {"aria-label": t("write"), placeholder: t("write")};
      this.boxes.set(id, el("textarea", {id: "comment", rows: 3, ...words, onkeydown}));
    }
    return this.boxes.get(id);
  }

  async send(id) {
    const box = this.box(id),
      text = box.value;
    if (!text.trim()) return;
    try {
      const answer = await send("POST", one(this.document, id, "/comments"), {text, who: who()});
      if (box.value === text) box.value = "";
      this.actions.changed(answer);
    } catch (error) {
      this.actions.say(error.status ? error.message : t("offline"));
    }
  }
}
