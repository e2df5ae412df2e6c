// The sheet of keys.
import {dialog, el} from "./dom.js";
import {t} from "./words.js";

const SHEET = [
  [
    "k_in",
    [
      ["Ctrl+Enter", "k_accept"],
      ["Ctrl+Alt+Enter", "k_final"],
      ["Alt+↓ Alt+↑", "k_move"],
      ["Esc", "k_esc"],
      ["Ctrl+G 1…9", "k_term"],
      ["Ctrl+M 1…9", "k_cand"],
      ["Ctrl+I 1…9", "k_issue"],
      ["Ctrl+Alt+Z Ctrl+Alt+Y", "k_undo"],
    ],
  ],
  [
    "k_out",
    [
      ["j k", "k_jk"],
      ["e Enter", "k_e"],
      ["a", "k_a"],
      ["f", "k_f"],
      ["n", "k_n"],
      ["c", "k_c"],
      ["t", "k_t"],
      ["b", "k_b"],
      ["/", "k_search"],
      ["u U", "k_u"],
      ["1…5", "k_tabs"],
      ["d", "k_d"],
      ["?", "k_help"],
    ],
  ],
];
export const LETTERS = "bilingual:letters";

export function sheet() {
  let box;
  const letters = el("input", {
    type: "checkbox",
    id: "letters",
    checked: localStorage.getItem(LETTERS) !== "off",
    onchange: () => localStorage.setItem(LETTERS, letters.checked ? "on" : "off"),
  });
  box = dialog(
    t("keys"),
    ...SHEET.map(([title, lines]) =>
      el(
        "section",
        {},
        el("h3", {text: t(title)}),
        el(
          "dl.keys",
          {},
          ...lines.flatMap(([keys, word]) => [
            el("dt", {}, ...keys.split(" ").map(k => el("kbd", {text: k}))),
            el("dd", {text: t(word)}),
          ]),
        ),
      ),
    ),
    el("p", {}, el("label", {}, letters, " ", t("letters"))),
    el("p.acts", {}, el("button", {type: "button", text: t("close"), onclick: () => box.close()})),
  );
  box.querySelector("button").focus();
}
