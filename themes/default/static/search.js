/*
 * Search as you type in search.json, whose format is described in docs/search.md.
 * Whatever comes from there or from the address is put on the page as text, never as HTML.
 */
"use strict";

(() => {
  const VERSION = 1;
  const PAGE = 20; // results shown at once
  const PAUSE = 80; // milliseconds without a key after which the search begins
  const SNIPPET = 240; // characters of an abstract around its matches
  // How much a word tells where it stands, and how much of that is left when it is only the beginning of what stands there.
  const WEIGHTS = { title: 10, author: 5, about: 2, abstract: 1 };
  const BEGINNING = 0.3;
  const BEGINNING_AT_END = 0.6; // the last word may still be being typed
  const INSIDE = 1; // what a word of four letters or more is worth inside a title's word ("lora" in "AdaLoRA")
  const FILTER = /^(author|topic|category|year|has):(.*)$/i;
  const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{N}\p{M}'’]+(?:[-‐‑][\p{L}\p{N}\p{M}'’]+)*/gu;
  // Letters without a decomposition, spelled as the generator spells them (anyascii).
  const LETTERS = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", ħ: "h", ŧ: "t", ŋ: "ng", ı: "i", ə: "e" };

  // ---------------------------------------------------------------- words

  /** Characters beyond ASCII as they are looked for: no accents, no case, no marks; those of scripts without spaces stand alone. */
  function spell(characters) {
    return characters
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\p{M}’]/gu, "")
      .replace(/[‐‑]/g, "-")
      .replace(/[æœøłđðþßħŧŋıə]/g, (letter) => LETTERS[letter])
      .replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu, " $& ")
      .replace(/[^\p{L}\p{N}-]+/gu, " ");
  }

  const spelled = (text) => text.replace(/[^\x00-\x7f]+/g, spell).toLowerCase().replace(/['`]/g, "");
  const parted = (text) => text.replace(/[^a-z0-9\u0080-\uffff ]+/g, " ").replace(/  +/g, " ");

  /** The words of a text, one space between. */
  const plain = (text) => parted(spelled(text)).trim();

  /** What words are looked for in: those of a text between spaces, then its hyphenated ones as one (" fine tuning finetuning "). */
  function fold(text) {
    if (/^[a-z0-9]+$/i.test(text)) return ` ${text.toLowerCase()} `; // most single words, which are folded by the thousand
    const words = spelled(text);
    const compounds = words.split(" ").filter((word) => word.includes("-"));
    return parted(` ${words} ${compounds.join(" ").replaceAll("-", "")} `);
  }

  // ---------------------------------------------------------------- data and query

  /** The index, each of its papers with the folded texts that are searched. */
  function prepare(index) {
    if (index.version !== VERSION) throw new Error(`search.json is of version ${index.version}`);
    for (const paper of index.papers) {
      const { title, label, authors = [], listed = [], topics = [], year, category, venue, abstract = "" } = paper;
      paper.folded = {
        title: fold(title ?? label),
        author: fold([...authors, ...listed].join(" ")),
        topic: fold(topics.map((topic) => `${topic} ${index.topics[topic] ?? ""}`).join(" ")),
        category: fold(category ?? ""),
        about: fold([year, category, venue].filter(Boolean).join(" ")),
        abstract: fold(abstract),
      };
    }
    return index;
  }

  /** The terms and filters of a query: words, "phrases", and name:value or name:"value". */
  function parse(query) {
    const terms = [];
    const filters = [];
    for (const token of query.match(/(?:\w+:)?"[^"]*"?|\S+/g) ?? []) {
      const [, name, sought] = token.match(FILTER) ?? [];
      if (!plain(sought ?? token)) continue;
      if (name) filters.push({ name: name.toLowerCase(), sought });
      else terms.push(term(token));
    }
    if (terms.length) terms.at(-1).beginning = BEGINNING_AT_END;
    return { terms, filters };
  }

  /** A term to look for; one with a hyphen is looked for as one word, too. */
  function term(token) {
    const words = plain(token);
    return { words, forms: [...new Set([words, plain(spelled(token).replaceAll("-", ""))])], beginning: BEGINNING };
  }

  // ---------------------------------------------------------------- filters

  /** Whether a paper passes a filter. A value names whole words where some paper has them, else their beginning. */
  function test(papers, { name, sought }) {
    if (name === "year") return between(sought);
    const word = plain(sought);
    if (name === "has") return (paper) => "code".startsWith(word) && paper.code_available;
    const whole = papers.some(({ folded }) => folded[name].includes(` ${word} `));
    return ({ folded }) => folded[name].includes(whole ? ` ${word} ` : ` ${word}`);
  }

  /** "2019", "2019-2021", "2019-", "-2021", and what has been typed of them so far ("20"). */
  function between(range) {
    const [from, to = from] = range.replace(/"/g, "").split(/[-–]/);
    return ({ year }) => year >= from && (!to || year <= `${to}~`);
  }

  // ---------------------------------------------------------------- ranking

  /** How well a folded text has a term: 1 as it is, less as a beginning, 0 not at all. */
  function fit(text, { forms, beginning }) {
    let best = 0;
    for (const form of forms) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        if (text[at - 1] !== " ") continue;
        if (text[at + form.length] === " ") return 1;
        best = beginning;
      }
    }
    return best;
  }

  function worth({ folded }, term) {
    let sum = 0;
    for (const field in WEIGHTS) sum += WEIGHTS[field] * fit(folded[field], term);
    return sum || (term.words.length > 3 && folded.title.includes(term.words) ? INSIDE : 0);
  }

  /**
   * The papers that pass all filters and have all terms, best first, those that are equal in the index's order. Where no
   * paper has all terms, those with some of them, and `relaxed` is true.
   */
  function find(papers, { terms, filters }) {
    const tests = filters.map((filter) => test(papers, filter));
    const rows = papers
      .filter((paper) => tests.every((passes) => passes(paper)))
      .map((paper) => ({ paper, worths: terms.map((term) => worth(paper, term)) }));
    const rarity = terms.map((_, i) => Math.log(1 + rows.length / (1 + rows.filter(({ worths }) => worths[i]).length)));
    const phrase = terms.map(({ words }) => words).join(" ");
    for (const row of rows) {
      const { title } = row.paper.folded;
      row.share = terms.length ? row.worths.filter(Boolean).length / terms.length : 1;
      row.score = row.share ** 2 * row.worths.reduce((sum, each, i) => sum + each * rarity[i], 0);
      row.score *= (title.includes(` ${phrase}`) ? 2 : 1) + phrase.length / title.length;
    }
    const full = rows.filter(({ share }) => share === 1);
    const found = (full.length ? full : rows.filter(({ share }) => share)).sort((a, b) => b.score - a.score);
    return { papers: found.map(({ paper }) => paper), relaxed: found.length > full.length };
  }

  // ---------------------------------------------------------------- showing

  function make(tag, name, ...children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children);
    return node;
  }

  /** Where the words of a text stand that have one of the words: as a whole, or else as their beginning. */
  function spans(text, words) {
    const folded = fold(text);
    const sought = words.map((word) => [` ${word} `, ` ${word}`].find((form) => folded.includes(form))).filter(Boolean);
    if (!sought.length) return [];
    const found = [...text.matchAll(WORD)].filter(([word]) => sought.some((each) => fold(word).includes(each)));
    return found.map(({ 0: word, index }) => [index, index + word.length]);
  }

  /** The part of a text from `start` to `end` as nodes, what is in the spans marked. */
  function marked(text, marks, start = 0, end = text.length) {
    const nodes = [];
    let at = start;
    for (const [from, to] of marks) {
      if (from < at || to > end) continue;
      nodes.push(text.slice(at, from), make("mark", "", text.slice(from, to)));
      at = to;
    }
    return [...nodes, text.slice(at, end)];
  }

  /** The part of an abstract with most of the marks. */
  function snippet(text, marks) {
    const within = ([from]) => marks.filter(([start, end]) => start >= from && end <= from + SNIPPET).length;
    const best = marks.reduce((a, b) => (within(b) > within(a) ? b : a));
    const behindSpace = (from, to) => from + text.slice(from, to).indexOf(" ") + 1;
    const start = best[0] < 60 ? 0 : behindSpace(best[0] - 50, best[0]);
    const end = start + SNIPPET > text.length - 30 ? text.length : behindSpace(start + SNIPPET, start + SNIPPET + 30);
    return [start ? "… " : "", ...marked(text, marks, start, end), end < text.length ? " …" : ""];
  }

  function link(name, address, ...children) {
    const node = make("a", name, ...children);
    node.href = address;
    return node;
  }

  /** A paper as the theme's lists show one (line.html), with what was sought marked, and where in its abstract that is. */
  function line(paper, { names, words, people }, root) {
    const { id, title, label, authors = [], authors_complete = true, listed = [], topics = [], abstract = "" } = paper;
    const mark = (text, sought = words) => marked(text, spans(text, sought));
    const node = make("li", "line", link("name", `${root}papers/${encodeURIComponent(id)}/`, ...mark(title ?? label)));
    if (!title) node.append(" ", make("span", "flag", "title unknown"));
    const byline = authors.join(", ") + (authors_complete ? "" : " et al.");
    const places = listed.map((name) => `listed on the page of ${name}`);
    const named = [byline, ...places].filter(Boolean).join(" · ");
    if (named) node.append(make("p", "byline", ...mark(named, [...words, ...people])));
    const marks = spans(abstract, words);
    if (marks.length) node.append(make("p", "snippet", ...snippet(abstract, marks)));
    const facts = [paper.year, paper.venue, paper.category].filter(Boolean).map((fact) => make("li", "", ...mark(fact)));
    if (paper.code_available) facts.push(make("li", "code", "Code"));
    for (const topic of topics.slice(0, 3))
      facts.push(make("li", "topic", link("", `${root}topics/${encodeURIComponent(topic)}/`, names[topic] ?? topic)));
    if (facts.length) node.append(make("ul", "facts", ...facts));
    return node;
  }

  function sentence({ papers: { length }, relaxed }) {
    if (!length) return "No paper found. Try fewer words or filters, or browse the lists below.";
    const count = `${length} ${length === 1 ? "paper" : "papers"}`;
    return relaxed ? `No paper has all of these words; ${count} with some of them.` : `${count}.`;
  }

  // ---------------------------------------------------------------- the page

  const form = document.getElementById("search");
  const input = form.elements.q;
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const root = form.dataset.root;
  let loading; // only once something is sought: the page alone costs no more than itself
  let answer = { papers: [] }; // with what `line` needs to show them

  async function load() {
    status.textContent = "Loading the search data …";
    const response = await fetch(`${root}search.json`);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
    return prepare(await response.json());
  }

  async function search() {
    if (!loading && !input.value.trim()) return;
    let index;
    try {
      index = await (loading ??= load());
    } catch (problem) {
      status.textContent = `The search data cannot be read (${problem.message}). Browse the lists below.`;
      return;
    }
    remember();
    show(index);
  }

  function show(index) {
    const { terms, filters } = parse(input.value);
    const asked = terms.length || filters.length;
    answer = {
      ...(asked ? find(index.papers, { terms, filters }) : { papers: [] }),
      names: index.topics,
      words: terms.flatMap(({ forms }) => forms.join(" ").split(" ")),
      people: filters.filter(({ name }) => name === "author").flatMap(({ sought }) => plain(sought).split(" ")),
    };
    list.replaceChildren();
    extend();
    status.textContent = asked ? sentence(answer) : "";
  }

  /** Show the next results; gives the first of these. */
  function extend() {
    const start = list.children.length;
    const next = answer.papers.slice(start, start + PAGE).map((paper) => line(paper, answer, root));
    list.append(...next);
    more.hidden = list.children.length >= answer.papers.length;
    return next[0];
  }

  /** Keep the query in the page's address, so that a link to it and the way back from a result find it again. */
  function remember() {
    const address = new URL(location.href);
    if (input.value.trim()) address.searchParams.set("q", input.value.trim());
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
  }

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });

  form.addEventListener("click", ({ target }) => {
    if (!target.dataset.insert) return;
    input.value = `${input.value} ${target.dataset.insert}`.trim();
    input.focus();
    search();
  });

  more.addEventListener("click", () => extend().querySelector("a").focus());

  /** Arrows go from the box through the results and back, Escape clears, a slash comes back to the box from anywhere. */
  function key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const places = [input, ...list.querySelectorAll("a.name")];
    const at = places.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) places[Math.max(at + step, 0)]?.focus();
    else if (event.key === "Escape" && at >= 0) clear();
    else if (event.key === "/" && !document.activeElement.matches("input, textarea, select")) input.focus();
    else return;
    event.preventDefault();
  }

  function clear() {
    input.value = "";
    input.focus();
    search();
  }

  document.addEventListener("keydown", key);
  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  search();
})();
