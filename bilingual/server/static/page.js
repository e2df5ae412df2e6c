// The page: which view is shown, the language, what is said.
import {listen, on} from "./api.js";
import {refresh, show} from "./documents.js";
import {at, el} from "./dom.js";
import {NAME} from "./drafts.js";
import {Review} from "./review.js";
import {sheet} from "./sheet.js";
import {language, switchLanguage, t} from "./words.js";

if (location.search) history.replaceState(null, "", location.pathname + location.hash);

let review = null,
  clock;
function say(text) {
  at("said").textContent = text;
  clearTimeout(clock);
  clock = setTimeout(() => {
    at("said").textContent = "";
  }, 6000);
}

function frame() {
  document.documentElement.lang = language() === "zh" ? "zh-Hans" : "en";
  at("foot").textContent = t("foot");
  const name = el("input", {
    id: "name",
    value: localStorage.getItem(NAME) ?? "",
    size: 12,
    maxLength: 80,
    autocomplete: "name",
    onchange: () => localStorage.setItem(NAME, name.value.trim()),
  });
  at("settings").replaceChildren(
    el("label", {}, el("span", {text: t("name")}), name),
    el("button", {type: "button", text: t("keys"), title: "?", onclick: sheet}),
    el("button", {
      type: "button",
      text: t("language"),
      lang: language() === "zh" ? "en" : "zh-Hans",
      onclick: () => {
        switchLanguage();
        frame();
        open();
      },
    }),
  );
}

function open() {
  const [, place, id, sentence] = location.hash.split("/").map(decodeURIComponent),
    main = at("main");
  review?.close();
  review = null;
  at("view").className = place === "d" ? "review" : "documents";
  at("back").hidden = place !== "d";
  at("back").textContent = `← ${t("documents")}`;
  for (const part of ["subtitle", "folder"]) at(part).textContent = "";
  at("tools").replaceChildren();
  if (place === "d" && id) {
    review = new Review(id, say);
    at("title").textContent = id;
    refresh()
      .catch(() => {})
      .then(() => (review?.document === id ? review.open(main, sentence) : null))
      .catch(error => {
        say(error.status ? error.message : t("offline"));
      });
  } else {
    at("title").textContent = t("documents");
    at("title").removeAttribute("lang");
    document.title = "bilingual";
    show(main);
    refresh().catch(() => {});
  }
}

addEventListener("hashchange", event => {
  const place = url => new URL(url).hash.split("/").slice(0, 3).join("/");
  if (place(event.oldURL) !== place(event.newURL)) {
    open();
    scrollTo(0, 0);
  }
});
addEventListener("keydown", event => {
  if (
    event.key === "?" &&
    !review &&
    !event.target.matches("input, textarea") &&
    !document.querySelector("dialog[open]")
  )
    sheet();
});
addEventListener("closed", () => {
  at("away").textContent = t("closed");
});
on("segments", event => review?.told(event));
on("gone", () => {
  if (at("away").textContent !== t("closed")) at("away").textContent = t("offline");
});
on("hello", () => {
  at("away").textContent = "";
  if (review?.rows.length)
    review
      .reload(review.rows.map(r => r.id))
      .then(() => review?.resend())
      .catch(() => {});
});

frame();
open();
listen();
