/* The choice between light and dark, and buttons that copy. In the head and not deferred: colors must stand before anything is painted. */
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

  function offerCopy(button) {
    const words = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = words), 2000);
    });
    button.hidden = !navigator.clipboard;
  }

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    if (button) offerScheme(button);
    document.querySelectorAll("[data-copy]").forEach(offerCopy);
  });
})();
