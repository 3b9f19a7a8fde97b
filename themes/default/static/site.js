/*
 * What has to stand before anything is painted, in the head and not deferred: the choice between light and dark, and
 * `sitegen.words`, with which the other scripts speak the language of the page.
 */
"use strict";

(() => {
  const KEY = "color-scheme";
  const page = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (page.dataset.scheme ? page.dataset.scheme === "dark" : system.matches);

  /** Storage may be forbidden; the choice then lasts as long as the page. */
  function remember(scheme) {
    try {
      if (scheme) localStorage.setItem(KEY, scheme);
      else localStorage.removeItem(KEY);
    } catch {}
  }

  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === "light" || chosen === "dark") page.dataset.scheme = chosen;
  } catch {}

  // Room for what a search is about to find.
  if (new URLSearchParams(location.search).get("q")) page.dataset.asked = "";

  function offerScheme(button) {
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const scheme = isDark() ? "light" : "dark";
      const same = (scheme === "dark") === system.matches;
      // What the system says anyway is no choice: the page goes on following it.
      if (same) delete page.dataset.scheme;
      else page.dataset.scheme = scheme;
      remember(same ? null : scheme);
      show();
    });
    system.addEventListener("change", show);
    show();
    button.hidden = false;
  }

  /**
   * The words that an element holds in data-words, as a function: say("papers", { count: 3 }) is "3 papers". Where a word has
   * several forms, the count says which; numbers are written as the page's language does.
   */
  function words(element) {
    const forms = JSON.parse(element.dataset.words ?? "{}");
    const plural = new Intl.PluralRules(page.lang);
    const digits = new Intl.NumberFormat(page.lang, { numberingSystem: "latn" });
    return (key, values = {}) => {
      const form = forms[key] ?? key;
      const text = typeof form === "string" ? form : form[plural.select(values.count)] ?? form.other;
      return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? digits.format(values[name]) : values[name]));
    };
  }

  globalThis.sitegen = Object.freeze({ words });
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    if (button) offerScheme(button);
  });
})();
