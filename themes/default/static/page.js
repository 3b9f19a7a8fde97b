/*
 * What a page can do more with a script: sort and part a list, keep one's place in it, copy, and name the points of the map.
 * A page without it shows the same.
 */
"use strict";

(() => {
  const KEY = "sitegen-list"; // where the list that a reader came from is kept while the tab is open

  // ---------------------------------------------------------------- sorting and parting a list

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const text = (line, selector) => line.querySelector(selector)?.textContent.trim() ?? "";
  const date = (line) => line.querySelector("time")?.dateTime ?? "";
  const score = (line) => Number(line.querySelector("data.score")?.value ?? -Infinity);
  const title = (line) => text(line, ".name");

  /** Lines without what they are ordered by stand last, whichever way the order runs. */
  const ORDERS = {
    newest: (a, b) => (date(a) < date(b)) - (date(a) > date(b)),
    oldest: (a, b) => !date(a) - !date(b) || (date(a) > date(b)) - (date(a) < date(b)),
    score: (a, b) => score(b) - score(a) || 0,
    title: (a, b) => collator.compare(title(a), title(b)),
  };

  const TESTS = {
    topic: (line, sought) => line.dataset.topics.split(" ").includes(sought),
    category: (line, sought) => text(line, ".category") === sought,
    year: (line, sought) => date(line).startsWith(sought),
    code: (line) => Boolean(line.querySelector(".code")),
  };

  /** A list whose fields sort and part it; their state is the address's, so that a link or the way back finds it again. */
  function offerFilters(box) {
    const say = sitegen.words(box);
    const place = box.parentElement;
    const groups = [...place.querySelectorAll(".group")];
    const lines = [...place.querySelectorAll(".line")];
    const homes = new Map(lines.map((line) => [line, line.parentElement]));
    const flat = Object.assign(document.createElement("ul"), { className: "lines", hidden: true });
    const clear = box.querySelector("button");
    const fields = [...box.elements].filter(({ name }) => name && name in { ...TESTS, sort: 1 });
    const value = (field) => (field.type === "checkbox" ? (field.checked ? field.value : "") : field.value);
    box.after(flat);

    function show() {
      const state = Object.fromEntries(fields.map((field) => [field.name, value(field)]).filter(([, chosen]) => chosen));
      const { sort, ...sought } = state;
      for (const line of lines) line.hidden = !Object.entries(sought).every(([name, chosen]) => TESTS[name](line, chosen));
      // Groups of years make no sense in another order, nor numbers that count through the list's own.
      if (sort) flat.append(...[...lines].sort(ORDERS[sort]));
      else if (!flat.hidden) for (const line of lines) homes.get(line).append(line);
      flat.hidden = !sort;
      for (const list of new Set(homes.values())) list.hidden = Boolean(sort);
      for (const group of groups) group.hidden = Boolean(sort) || !group.querySelector(".line:not([hidden])");
      const count = lines.filter((line) => !line.hidden).length;
      box.querySelector("output").textContent = count < lines.length ? say("shown", { count, all: lines.length }) : "";
      clear.hidden = !Object.keys(state).length;
      return state;
    }

    function remember(state) {
      const address = new URL(location.href);
      for (const { name } of fields) address.searchParams.delete(name);
      for (const [name, chosen] of Object.entries(state)) address.searchParams.set(name, chosen);
      history.replaceState(null, "", address);
    }

    function fill(asked) {
      for (const field of fields) {
        const chosen = asked.get(field.name) ?? "";
        if (field.type === "checkbox") field.checked = chosen === field.value;
        else field.value = [...field.options].some((option) => option.value === chosen) ? chosen : "";
      }
    }

    box.addEventListener("change", () => remember(show()));
    clear.addEventListener("click", () => {
      fill(new URLSearchParams());
      remember(show());
      fields[0].focus();
    });
    fill(new URLSearchParams(location.search));
    if (fields.some(value)) show();
    box.hidden = false;
  }

  // ---------------------------------------------------------------- one's place in a list

  /** Keep the papers of the list from which one is opened, in the order in which they are seen. */
  function keepList({ target }) {
    const link = target.closest?.(".line .name");
    const place = link?.closest(".listed, .group, .found");
    if (!place) return;
    const seen = [...place.querySelectorAll(".line:not([hidden]) .name")];
    const at = seen.indexOf(link);
    const near = seen.slice(Math.max(0, at - 200), at + 200).map((each) => [each.href, each.textContent]);
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ title: text(document, "h1"), address: location.href, papers: near }));
    } catch {}
  }

  /** The list as it was kept, or nothing where it cannot be: other pages of this origin may have put something else there. */
  function keptList() {
    const isOurs = (address) => {
      const { protocol, host } = new URL(address);
      return protocol === location.protocol && host === location.host;
    };
    try {
      const list = JSON.parse(sessionStorage.getItem(KEY));
      return [list.address, ...list.papers.map(([address]) => address)].every(isOurs) ? list : null;
    } catch {
      return null;
    }
  }

  /** On a paper's page: the papers before and behind it in the list that its reader came from, in place of the site's own order. */
  function showPlace(nav) {
    const list = keptList();
    const here = location.href.replace(/[?#].*/, "");
    const at = list?.papers.findIndex(([address]) => address === here) ?? -1;
    if (at < 0 || list.papers.length < 2) return;
    const say = sitegen.words(nav);
    const item = (paper, rel, word) => {
      const [address, name] = paper;
      const link = Object.assign(document.createElement("a"), { href: address, rel });
      link.append(Object.assign(document.createElement("span"), { textContent: say(word) }), ` ${name}`);
      const node = document.createElement("li");
      node.append(link);
      return node;
    };
    const heading = nav.querySelector("h2 a");
    heading.textContent = list.title;
    heading.href = list.address;
    const [before, behind] = [list.papers[at - 1], list.papers[at + 1]];
    const items = [before && item(before, "prev", "previous"), behind && item(behind, "next", "next")];
    nav.querySelector("ul").replaceChildren(...items.filter(Boolean));
  }

  // ---------------------------------------------------------------- copying

  function offerCopy(button) {
    const { copy, done } = button.dataset;
    const words = button.getAttribute("aria-label");
    const found = async () => (copy.startsWith("#") ? document.querySelector(copy).textContent : (await fetch(copy)).text());
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(await found());
      } catch {
        return; // not allowed, or not to be had: the file can still be downloaded
      }
      button.classList.add("done");
      button.setAttribute("aria-label", done);
      setTimeout(() => {
        button.classList.remove("done");
        button.setAttribute("aria-label", words);
      }, 2000);
    });
    button.hidden = !navigator.clipboard;
  }

  // ---------------------------------------------------------------- the map

  /** From a point of the map the nearest one into a direction, in the quarter around it; none where there is no more. */
  function nearest(dots, from, [right, down]) {
    const place = (dot) => ["cx", "cy"].map((name) => Number(dot.firstElementChild.getAttribute(name)));
    const [x, y] = place(from);
    let [best, least] = [null, Infinity];
    for (const dot of dots) {
      const [dx, dy] = [place(dot)[0] - x, place(dot)[1] - y];
      const [ahead, aside] = right ? [dx * right, dy] : [dy * down, dx];
      const far = dx * dx + dy * dy;
      if (ahead > 0 && Math.abs(aside) <= ahead && far < least) [best, least] = [dot, far];
    }
    return best;
  }

  /** The map is one stop of the tab key; from there the arrow keys lead from point to point. */
  function walkDots(map) {
    const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    const dots = [...map.querySelectorAll("a")];
    for (const dot of dots.slice(1)) dot.tabIndex = -1;
    map.addEventListener("focusin", ({ target }) => {
      for (const dot of map.querySelectorAll("a:not([tabindex])")) dot.tabIndex = -1;
      target.closest("a").removeAttribute("tabindex");
    });
    map.addEventListener("keydown", (event) => {
      const here = event.target.closest("a");
      if (!here || !(event.key in WAYS)) return;
      event.preventDefault();
      nearest(dots, here, WAYS[event.key])?.focus();
    });
  }

  /** The name of the point that the pointer or the focus is on, beside that point, in place of the browser's own slow one. */
  function nameDots(map) {
    const tip = Object.assign(document.createElement("p"), { className: "tip", hidden: true });
    map.append(tip);
    map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
    for (const name of map.querySelectorAll("a > title")) {
      name.parentElement.setAttribute("aria-label", name.textContent);
      name.remove();
    }

    function show({ target }) {
      const dot = target.closest("a");
      if (!dot) return;
      const [frame, own] = [map.getBoundingClientRect(), dot.getBoundingClientRect()];
      tip.textContent = dot.getAttribute("aria-label");
      tip.hidden = false;
      const left = own.left - frame.left + (own.width - tip.offsetWidth) / 2;
      const above = own.top - frame.top - tip.offsetHeight - 6;
      tip.style.left = `${map.scrollLeft + Math.max(0, Math.min(left, map.clientWidth - tip.offsetWidth))}px`;
      tip.style.top = `${above < 0 ? own.bottom - frame.top + 6 : above}px`;
    }

    const hide = () => (tip.hidden = true);
    for (const kind of ["pointerover", "focusin"]) map.addEventListener(kind, show);
    for (const kind of ["pointerout", "focusout"]) map.addEventListener(kind, hide);
    addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  }

  const found = (id, use) => {
    const element = document.getElementById(id);
    if (element) use(element);
  };
  found("filters", offerFilters);
  found("around", showPlace);
  found("map", nameDots);
  found("map", walkDots);
  document.querySelectorAll("[data-copy]").forEach(offerCopy);
  addEventListener("click", keepList);

  /** A slash goes to the search from anywhere; on the search page search.js sees to it. */
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.activeElement.matches("input, textarea, select")) return;
    const box = [...document.querySelectorAll("#find, #quick")].find((each) => each.checkVisibility());
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
})();
