/*
 * Search as you type in search.json or, for a large site, in those files below search/ that a query needs. docs/search.md says
 * what they hold, what can be asked, and how it is ranked; sitegen/text/terms.py folds texts in the same way. Whatever comes from
 * there or from the address is put on the page as text, never as HTML.
 */
"use strict";

(() => {
  const VERSION = 2;
  const PAGE = 20; // results shown at once
  const PAUSE = 120; // milliseconds without a key before files are fetched
  const SLICE = 10; // milliseconds of work after which the page may breathe
  const REACH = 3; // files of terms that begin like the last word, or like a filter's value
  const LONGEST = 10; // words for which files are fetched
  const SNIPPET = 240; // characters of an abstract
  const AUTHORS = 8; // names of a byline
  const TOP = 7; // values of a facet; unfolded:
  const MOST = 100;
  // What a word tells by where it stands, in the order of the files: "head" is a title's first word, "inside" the end of one.
  const WEIGHTS = { title: 10, head: 4, inside: 2, author: 5, topic: 2, category: 2, venue: 2, year: 2, abstract: 1 };
  const FIELDS = Object.keys(WEIGHTS);
  // What is left of that for a word's beginning, for that of the last one (which may still be being typed), for another form of
  // it, for a typo.
  const BEGINNING = 0.3;
  const LAST = 0.6;
  const FORM = 0.5;
  const FORGIVEN = 0.25;
  const MEANT = 1; // what a topic tells of which the query is a phrase
  const BELOW = 255; // more than typos in a query: papers on that topic stand below those with the words
  const NAMED = 3; // people or topics that stand above the papers

  // ---------------------------------------------------------------- terms

  const KANA = "\\u3005\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff";
  const SOUTHEAST = "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ece\\u1000-\\u103f\\u1050-\\u108f\\u1780-\\u17d3";
  const UNSPACED = `[${SOUTHEAST}${KANA}\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\u{20000}-\\u{3ffff}]`;
  const LETTER = `(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}'’])`;
  const SPACED = `(?:(?<!\\S)\\.)?${LETTER}+(?:\\+\\+|#|[-‐‑_^]${LETTER}+)*`;
  const PRINTED = new RegExp(`(${UNSPACED})(?=(${UNSPACED}?))|${SPACED}`, "gu");
  const RUNS = new RegExp(`${UNSPACED}+`, "gu");
  const RUN = new RegExp(`^${UNSPACED}`, "u");
  const PART = "[a-z0-9\\u0080-\\uffff]";
  const PARTS = new RegExp(`${PART}+`, "g");
  const WORDS = new RegExp(`${PART}+(?:\\+\\+|#|[-_^]${PART}+)*|(?<!\\S)\\.${PART}+`, "g");
  const MARKS = /[-_^.+#]+/;
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
  const LETTERS = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", ħ: "h", ŧ: "t", ŋ: "ng", ı: "i" };
  Object.assign(LETTERS, { ə: "e", ς: "σ", "’": "", ʼ: "", "‐": "-", "‑": "-", "∞": " infinity " });
  const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
  const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", ι: "iota" };
  Object.assign(GREEK, { κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", ο: "omicron", π: "pi", ρ: "rho", σ: "sigma" });
  Object.assign(GREEK, { τ: "tau", υ: "upsilon", φ: "phi", χ: "chi", ψ: "psi", ω: "omega" });

  const beyond = (run) =>
    run
      .normalize("NFKD")
      .toLowerCase()
      .replace(SPECIAL, (letter) => LETTERS[letter])
      .replace(ACCENTS, "")
      .normalize("NFC")
      .replace(/(?<![α-ω])[α-ω]{1,2}(?![α-ω])/g, (symbols) => [...symbols].map((letter) => GREEK[letter]).join(""))
      .replace(/[^\p{L}\p{N}\p{M}-]+/gu, " ")
      .replace(RUNS, " $& ");
  const spell = (text) => text.replace(/[^\x00-\x7f]+/g, beyond).toLowerCase().replace(/['`]/g, "");
  const folded = (text) => spell(text).match(WORDS) ?? [];
  const joined = (text) => folded(text).join("").replace(/[-_^]/g, "");

  const isRun = (word) => word > "\u0e00" && RUN.test(word);
  const pairs = (run) => [...run].map((letter, i, all) => letter + (all[i + 1] ?? ""));

  /** The words of a text, of one with joints or marks its parts and the whole, of unspaced scripts pairs of characters. */
  const terms = (text) =>
    folded(text).flatMap((word) => {
      if (isRun(word)) return pairs(word);
      return MARKS.test(word) ? [...word.split(MARKS).filter(Boolean), joined(word)] : word;
    });

  /** The terms that follow one another: no wholes, and no last character of a run. */
  const words = (text) =>
    (spell(text).match(PARTS) ?? []).flatMap((word) => {
      if (!isRun(word)) return word;
      return pairs(word).filter((pair, i) => !i || [...pair][1]);
    });

  /** What stands behind a capital inside a word: "AdaLoRA" gives "lora". */
  const tails = (text) =>
    [...text.matchAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g)]
      .map((cut) => text.slice(cut.index).match(/[a-z0-9]+/i)[0].toLowerCase())
      .filter((tail) => tail.length > 2);

  /** Letters of one sound as one. */
  const sound = (term) => (/ph|z/.test(term) ? term.replaceAll("ph", "f").replaceAll("z", "s") : term);

  // ---------------------------------------------------------------- forms of a word

  // What the rules below would get wrong.
  const IRREGULAR = { bias: "bias", biases: "bias", does: "does", embed: "embed", embeds: "embed", gpus: "gpu", lens: "lens" };
  Object.assign(IRREGULAR, { agreed: "agre", guaranteed: "guarante", learnt: "learn", news: "news", series: "series" });
  Object.assign(IRREGULAR, { analyses: "analysis", hypotheses: "hypothesis", indices: "index", matrices: "matrix" });
  const SYLLABLE = /^[^aeiou]*[aeiou][^aeiouwxy]$/; // what -e makes another word of: "plan", "plane"
  const SILENT = /(?<!^[^aeiou]*[aeiou][^aeiouwxy])e$/; // an -e that makes none
  // Plurals, British spellings, verbs in -ize and -y.
  const ENDINGS = [
    [/(ss|x|ch|sh)es$/, "$1"],
    [/(?<=..)ies$/, "y"],
    [/(?<![ius])s$/, ""],
    [/(?<=...[iy])s(?=(?:e|ed|er|ing|able|ation)$)/, "z"],
    [/(?<=...)our/, "or"],
    [/(?<=.iz)ation$/, ""],
    [/(?<=..)ied$/, "y"],
  ];
  const stems = new Map();

  /**
   * What the forms and spellings of an English word share: "pruned", "pruning" and "prune"; "labelled" and "labels". Fewer
   * endings are taken off than by M. F. Porter's "An algorithm for suffix stripping" (1980), from which the -e is understood.
   */
  function stem(word) {
    if (!/^[a-z]{4,}$/.test(word)) return word;
    if (!stems.has(word)) stems.set(word, IRREGULAR[word] ?? regular(word));
    return stems.get(word);
  }

  function regular(word) {
    const form = ENDINGS.reduce((one, [ending, other]) => one.replace(ending, other), word);
    const [, base = form] = form.match(/^(.*[aeiouy].*)(?:(?<!e)ed|ing)$/) ?? [];
    const verb = base !== form && SYLLABLE.test(base) ? `${base}e` : base;
    return verb.replace(SILENT, "").replaceAll("ll", "l").replace(/(?<=..)([^aeiou])\1$/, "$1");
  }

  const meaning = (some) => some.map(stem).join("");

  // ---------------------------------------------------------------- the index

  let index;

  async function json(address, options) {
    const response = await fetch(address, options);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
    return response.json();
  }

  /** What `make` promises, made once for a key; a failure is forgotten. */
  function once(known, key, make) {
    if (known.size > 99) known.clear();
    if (!known.has(key)) known.set(key, make());
    known.get(key).catch(() => known.delete(key));
    return known.get(key);
  }

  async function load() {
    const data = await json(`${root}search.json`, { cache: "no-cache" });
    if (data.version !== VERSION) throw new Error(`search.json, version ${data.version}`);
    index = { ...data, known: new Map(), meant: new Map() };
    for (const id in data.topics) {
      for (const phrase of [data.topics[id], ...(data.phrases?.[id] ?? [])]) {
        const key = meaning(words(phrase));
        index.meant.set(key, (index.meant.get(key) ?? new Set()).add(id));
      }
    }
    await (data.kind === "split" ? split : prepare)(data);
  }

  /** What a paper says, by field. */
  const texts = ({ title, label, authors = [], people = [], topics = [], ...paper }) => ({
    title: [title ?? label ?? ""],
    author: [...new Set([...authors, ...people.map((id) => index.people[id])])],
    topic: topics.map((id) => `${index.topics[id] ?? ""} ${id}`),
    ...Object.fromEntries(["category", "venue", "year", "abstract"].map((field) => [field, [paper[field] ?? ""]])),
  });

  /** The words of a field, each between spaces, remembered with the paper. */
  function said(paper, field) {
    paper.said ??= {};
    return (paper.said[field] ??= (texts(paper)[field] ?? []).map((text) => ` ${words(text).join(" ")} `).join("|"));
  }

  /** The texts of a field as they are compared, remembered as well: each key of a phrase asks for them. */
  function spelled(paper, field) {
    paper.spelled ??= {};
    return (paper.spelled[field] ??= (texts(paper)[field] ?? []).map(spell));
  }

  /** Make of the papers what a large site has in files: a shard of terms, and the papers of each fact. */
  async function prepare({ papers }) {
    const places = new Map();
    const facts = new Map(["topic", "author", "category", "year", "has"].map((name) => [name, new Map()]));
    const put = (list, number) => list.at(-1) === number || list.push(number);
    let time = performance.now();
    for (const [number, paper] of papers.entries()) {
      if (performance.now() - time > SLICE) time = await new Promise((go) => setTimeout(() => go(performance.now())));
      const { title, people = [], topics = [], category, year, code_available: code } = paper;
      const said = texts(paper);
      const found = { head: terms(said.title[0]).slice(0, 1), inside: tails(title ?? "") };
      for (const field in said) found[field] = said[field].flatMap(terms);
      for (const field of ["author", "category"]) found[field].push(...said[field].map(joined));
      for (const field in found) {
        for (const term of found[field].filter(Boolean)) {
          let lists = places.get(term);
          if (!lists) places.set(term, (lists = {}));
          put((lists[field] ??= []), number);
        }
      }
      const by = people.map((id) => index.people[id]);
      const values = { topic: topics, author: by, category: [category], year: [year], has: [code && "code"] };
      for (const [name, lists] of facts) {
        for (const value of values[name].filter(Boolean)) {
          if (!lists.has(value)) lists.set(value, []);
          put(lists.get(value), number);
        }
      }
    }
    const whole = shard(places);
    const some = (numbers) => numbers.map((number) => papers[number]);
    Object.assign(index, { facts, count: papers.length, all: papers, papers: some, terms: [""], shard: () => whole });
  }

  /** Terms with their places, in order and by their sound. */
  function shard(places) {
    const sorted = [...places.keys()].sort();
    const heard = new Map();
    for (const term of sorted) {
      const sounds = sound(term);
      if (heard.has(sounds)) heard.get(sounds).push(term);
      else heard.set(sounds, [term]);
    }
    return { places, sorted, heard };
  }

  async function split({ stamp, block }) {
    const parts = new Map();
    const part = (name, make) => once(parts, name, () => json(`${root}search/${name}.json?v=${stamp}`).then(make));
    const papers = async (some) => {
      const blocks = await Promise.all(some.map((number) => part(`papers/${Math.floor(number / block)}`)));
      Object.assign(index.people, ...blocks.map(({ people }) => people));
      return some.map((number, i) => blocks[i].papers[number % block]);
    };
    const table = (data, make) => new Map(Object.entries(data).map(([key, value]) => [key, make(value)]));
    const facts = await part("facts", (data) => table(data, (values) => table(values, (coded) => decode(`#${coded}`).title)));
    const terms = (number) => part(`terms/${number}`, (data) => shard(table(data, String)));
    Object.assign(index, { facts, people: {}, papers, shard: terms });
  }

  /** Lists of papers by field: for each a character, then gaps in digits of 5 bits. */
  function decode(coded) {
    const lists = {};
    let list, last, gap, shift;
    for (let i = 0; i < coded.length; i++) {
      const code = coded.charCodeAt(i);
      if (code < 0x30) {
        list = lists[FIELDS[code - 0x23]] = [];
        last = gap = shift = 0;
      } else if (code < 0x5d) {
        list.push((last += gap + ((code - 0x30) << shift)));
        gap = shift = 0;
      } else {
        gap += (code - 0x5d) << shift;
        shift += 5;
      }
    }
    return lists;
  }

  // ---------------------------------------------------------------- finding

  /** The parts of a query: words, "phrases", and name:value or name:"value". */
  function parse(query) {
    const parts = (query.match(/(?:\w+:)?"[^"]*"?|\S+/g) ?? []).flatMap((token) => {
      const [, name, value = token] = token.match(/^(title|author|topic|category|venue|year|has):(.+)$/i) ?? [];
      const sought = words(value);
      const isQuoted = value.includes('"');
      const part = { token, field: name?.toLowerCase(), value: value.replaceAll('"', ""), fit: BEGINNING };
      part.isExact = Boolean(name) || isQuoted;
      // Each pair of characters counts by itself: a text with most of them is better than none.
      if (!part.isExact && sought.some(isRun)) return sought.map((word) => ({ ...part, words: [word], whole: word }));
      // Quoted words may be written as one; others are one only where hyphens join them: "O(n)" is not "on".
      const whole = isQuoted || folded(value).length === 1 ? joined(value) : "";
      return sought.length ? { ...part, words: sought, whole } : [];
    });
    if (parts.length && !parts.at(-1).field) parts.at(-1).fit = LAST;
    let length = 0;
    return index.all ? parts : parts.filter(({ words: some }) => (length += some.length) <= LONGEST);
  }

  const isFact = ({ field }) => /^(topic|category|year|has)$/.test(field);
  const home = (term) => Math.max(index.terms.findLastIndex((first) => first <= term), 0);

  function reading({ places }, term, fit) {
    if (typeof places.get(term) === "string") places.set(term, decode(places.get(term)));
    return { term, lists: places.get(term), fit };
  }

  /** The terms of a shard that begin so. */
  function range({ sorted }, start) {
    let [first, end] = [0, sorted.length];
    while (first < end) {
      const middle = (first + end) >> 1;
      if (sorted[middle] < start) first = middle + 1;
      else end = middle;
    }
    while (sorted[end]?.startsWith(start)) end++;
    return sorted.slice(first, end);
  }

  /** The terms that begin so, the shortest first, in so many files at most. */
  async function beginning(start, reach) {
    const first = home(start);
    const beyond = index.terms.slice(first + 1, first + reach).filter((term) => term.startsWith(start));
    const shards = await Promise.all([first, ...beyond].map((_, i) => index.shard(first + i)));
    return shards.flatMap((one) => range(one, start).map((term) => reading(one, term, 1)));
  }

  /** The other forms and spellings of a word, in the files where it stands and where its stem would. */
  async function forms(word) {
    if (!/^[a-z]{3,}$/.test(word)) return [];
    const key = stem(word);
    const shards = await Promise.all([...new Set([word, key].map(home))].map((number) => index.shard(number)));
    const isForm = (term) => term !== word && stem(term) === key;
    return shards.flatMap((one) => range(one, word.slice(0, 3)).filter(isForm).map((term) => reading(one, term, FORM)));
  }

  /** Whether so many edits (a letter more, less, or another, two swapped) make `b` (2), or its beginning (1), of `a`. */
  function edited(a, b, edits) {
    if (!edits) return b.startsWith(a) && (a.length === b.length ? 2 : 1);
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const rest = (m, n) => edited(a.slice(i + m), b.slice(i + n), edits - 1);
    return Math.max(rest(1, 1), rest(1, 0), rest(0, 1), a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
  }

  /** The terms near to where a word would stand that sound like it or, if it is `lost`, are likely to be meant by it. */
  async function near(word, lost) {
    if (word.length < 4 || /\d/.test(word) || isRun(word)) return [];
    const there = await index.shard(home(word));
    const sought = sound(word);
    const alike = (there.heard.get(sought) ?? []).filter((term) => term !== word);
    const found = alike.length || !lost ? alike : misspelt(sought, there.heard);
    return found.map((term) => reading(there, term, FORGIVEN));
  }

  /** The terms one edit away from a sound, failing that those with such a beginning, then, from a long one, those two away. */
  function misspelt(sought, heard) {
    const [whole, begun, far] = [[], [], []];
    const [a, b] = sought;
    const isLong = sought.length > 7;
    for (const [term, terms] of heard) {
      const [c, d] = [term[0], term[1]];
      // Most terms differ in more than one of the first letters.
      if (term.length < 3 || term.length < sought.length - 2 || (a !== c && a !== d && b !== c && b !== d)) continue;
      const by = edited(sought, term, 1);
      if (by) (by > 1 ? whole : begun).push(...terms);
      else if (isLong && a === c && term.length < sought.length + 3 && edited(sought, term, 2) > 1) far.push(...terms);
    }
    return [whole, sought.length > 4 ? begun : [], far].find((some) => some.length) ?? [];
  }

  /**
   * What a word may stand for: itself and, unless `fit` is 0, its forms, longer ones, and those near to it where these are
   * hardly any or are to be forgiven. What `isExact` has no other forms.
   */
  async function readings(word, { field, isExact, isForgiven }, fit) {
    const has = ({ lists }) => !field || lists[field];
    const begun = (await beginning(word, field || fit === LAST ? REACH : 1)).filter(has);
    for (const one of begun) if (one.term !== word) one.fit = fit;
    const itself = begun.filter(({ term }) => term === word);
    // A filter's value means whole words where there are any.
    if (!fit || (field && itself.length)) return itself;
    const found = [...itself, ...(isExact ? [] : await forms(word)), ...begun];
    const papers = new Set(found.slice(0, 9).flatMap(({ lists }) => Object.values(lists).flatMap((list) => list.slice(0, 2))));
    const isLost = isForgiven || !papers.size;
    return isLost || papers.size < 2 ? [...found, ...(await near(word, isLost)).filter(has)] : found;
  }

  /** How well each paper has what was found, by field; the best come first. */
  function gather(found, only) {
    const fits = {};
    for (const { lists, fit } of found) {
      for (const field in lists) {
        if ((only && field !== only) || (fit === FORM && field === "author")) continue; // a name has no other forms
        const fitting = (fits[field] ??= new Float32Array(index.count));
        for (const number of lists[field]) fitting[number] ||= fit;
      }
    }
    return fits;
  }

  /** A part of a query with what each paper is worth for it, which have it without a typo, and by which terms. */
  async function locate(part) {
    const { field, words: sought, whole, fit } = part;
    const { count, all } = index;
    const found = whole ? await readings(whole, part, fit) : [];
    const fits = gather(found, field);
    if (sought.length > 1 && !(field === "author" && found.length)) {
      const isOpen = (i) => i === sought.length - 1 && sought[i].length > 1;
      const several = await Promise.all(sought.map((word, i) => readings(word, part, isOpen(i) && fit)));
      const parts = several.map((some) => gather(some, field));
      // Whether words follow one another, only the papers themselves can tell; of words with spaces their texts, much sooner.
      const phrase = new RegExp(`(?<!${PART})${sought.join(`(?:(?!${PART})[^])+`)}`);
      const spaced = (paper, name) => spelled(paper, name).some((text) => phrase.test(text));
      const paired = (paper, name) => said(paper, name).includes(` ${sought.join(" ")}`);
      const tells = sought.some(isRun) ? paired : spaced;
      const follow = (n, name) => !all || field === "author" || tells(all[n], name);
      for (const name in parts[0]) {
        const there = (fits[name] ??= new Float32Array(count));
        for (let n = 0; n < count; n++) if (!there[n] && parts.every((one) => one[name]?.[n]) && follow(n, name)) there[n] = 1;
      }
      found.push(...several.flat());
    }
    const worths = new Float32Array(count);
    const sure = new Uint8Array(count);
    for (const name in fits) {
      for (let n = 0; n < count; n++) {
        worths[n] += WEIGHTS[name] * fits[name][n];
        sure[n] |= fits[name][n] > FORGIVEN;
      }
    }
    const marks = [...found].reverse().map((one) => [one.term, one.fit]);
    if (sought.length > 1) marks.push(...sought.map((word) => [word, 1]));
    const isTypo = found.length && found.every((one) => one.fit === FORGIVEN);
    return { ...part, worths, sure, terms: new Map(marks), read: isTypo ? [found[0].term] : sought };
  }

  /** The papers with a fact that is as sought or, failing that, has its words, or their beginnings. */
  function members({ field, value, words: sought }) {
    const lists = index.facts.get(field);
    const [from, to = from] = value.split(/[-–]/); // "2019", "2019-2021", "2019-", "-2021", and what is typed of them so far
    const between = (year) => year >= from && (!to || year <= `${to}~`);
    const spelled = (one) => ` ${words(`${(field === "topic" && index.topics[one]) || ""} ${one}`).join(" ")} `;
    const has = (end) => (one) => spelled(one).includes(` ${sought.join(" ")}${end}`);
    const tests = field === "year" ? [between] : [(one) => one.toLowerCase() === value.toLowerCase(), has(" "), has("")];
    const chosen = tests.map((test) => [...lists.keys()].filter(test)).find((some) => some.length) ?? [];
    const passing = new Uint8Array(index.count);
    for (const one of chosen) for (const number of lists.get(one)) passing[number] = 1;
    return passing;
  }

  /**
   * The papers, the best first, that pass all filters and have all words or are on a topic that means them. Where there are
   * none: those that have them if typos are forgiven though other papers have them or, unless `strict`, half of them.
   */
  async function find(parts, strict) {
    const { count } = index;
    const place = (part) =>
      once(index.known, `${part.token} ${part.whole} ${part.fit} ${part.isForgiven}`, () => locate(part));
    const places = await Promise.all(parts.filter((part) => !isFact(part)).map(place));
    const located = [...new Set(places)];
    const sets = located.filter(({ field }) => field).map(({ worths }) => worths);
    sets.push(...parts.filter(isFact).map(members));
    const passing = new Uint8Array(count).map((_, n) => sets.every((set) => set[n]));
    const size = ({ worths }) => worths.reduce((sum, worth, n) => sum + (worth && passing[n]), 0);
    const sizes = new Map(located.map((part) => [part, size(part)]));
    const free = located.filter(({ field }) => !field);
    // A short word that stands nearly everywhere is welcome, but no paper needs it.
    const isShort = (part) => part.words.join("").length < 4 && !isRun(part.whole);
    const telling = free.filter((part) => !isShort(part) || sizes.get(part) * 10 < count);
    const needed = telling.length ? telling : free;
    const [scores, had, bent] = [new Float32Array(count), new Uint8Array(count), new Uint8Array(count)];
    for (const [part, size] of sizes) {
      const rarity = Math.log(1 + count / (1 + size));
      const counts = needed.includes(part);
      for (let n = 0; n < count; n++) {
        if (!part.worths[n]) continue;
        scores[n] += part.worths[n] * rarity;
        had[n] += counts;
        bent[n] += !part.sure[n];
      }
    }
    const least = (share) => [...passing.keys()].filter((n) => passing[n] && had[n] >= needed.length * share);
    const phrase = places.flatMap(({ field, read }) => (field ? [] : read));
    const isExact = !phrase.length || free.some((part) => part.isExact);
    const meant = isExact ? [] : [...(index.meant.get(meaning(phrase)) ?? [])];
    for (const id of meant) {
      const list = index.facts.get("topic").get(id) ?? [];
      const worth = MEANT * Math.log(1 + count / (1 + list.length));
      for (const n of list) {
        scores[n] += worth;
        if (had[n] < needed.length) [had[n], bent[n]] = [needed.length, BELOW];
      }
    }
    const full = least(1);
    if (!full.length && !strict) {
      const forgiven = await find(parts.map((part) => ({ ...part, isForgiven: true })), true);
      if (forgiven.numbers.length) return forgiven;
    }
    const numbers = full.length || strict ? full : least(0.5).filter((n) => had[n]);
    for (const n of numbers) scores[n] *= had[n] ** 2 || 1;
    numbers.sort((a, b) => bent[a] - bent[b] || scores[b] - scores[a] || a - b);
    return { parts, numbers, scores, bent, located, meant, phrase: phrase.join(" "), relaxed: numbers !== full };
  }

  /** The next papers, those first in which the words stand as typed, or make up the title. */
  async function refine({ numbers, scores, bent, phrase }, start) {
    const some = numbers.slice(start, start + PAGE);
    const rows = (await index.papers(some)).map((paper, i) => {
      const title = said(paper, "title");
      const several = phrase.includes(" ") ? [title, said(paper, "abstract")] : [];
      const typed = several.filter((text) => text.includes(` ${phrase}`));
      const own = phrase.split(" ").filter((word) => title.includes(` ${word}`)).join(" ");
      const score = scores[some[i]] * (1 + typed.length + 2 * (own.length / title.length) ** 2);
      return { paper, bent: bent[some[i]], score };
    });
    return rows.sort((a, b) => a.bent - b.bent || b.score - a.score).map(({ paper }) => paper);
  }

  // ---------------------------------------------------------------- a result

  const within = (some, others) => some.every((word) => others.includes(word));

  /** Links to the people of these papers, and to the topics, that a query names: all words of the one stand in the other. */
  function named({ parts, meant }, papers) {
    const sought = parts.filter(({ field }) => !field || /author|topic/.test(field)).flatMap((part) => part.words);
    const times = new Map();
    for (const id of papers.flatMap(({ people = [] }) => people)) times.set(id, (times.get(id) ?? 0) + 1);
    const isWhole = (name) => words(name).length > 0 && within(words(name), sought);
    const isNamed = (name) => isWhole(name) || (within(sought, words(name)) && sought.some((word) => word.length > 1));
    const rank = (id) => isWhole(index.people[id]) * papers.length + times.get(id);
    const people = [...times.keys()].filter((id) => isNamed(index.people[id])).sort((a, b) => rank(b) - rank(a));
    const topics = Object.keys(index.topics).filter((id) => meant.includes(id) || isWhole(index.topics[id]));
    const items = (kind, ids, field) => {
      const label = (id) => [make("bdi", "", index[kind][id]), " ", make("span", "kind", say(field))];
      return ids.slice(0, NAMED).map((id) => make("li", "", to(kind, id, label(id))));
    };
    return [...items("people", people, "author"), ...items("topics", topics, "topic")];
  }

  function make(tag, name, ...children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children);
    return node;
  }

  function link(address, ...children) {
    const node = make("a", "", ...children);
    node.href = address;
    return node;
  }

  const to = (kind, key, children) => link(`${root}${kind}/${encodeURIComponent(key)}/`, ...children);

  /** Where in a text stands what was found; `forgive` is told of what was misspelt. */
  function spans(text, field, located, forgive) {
    const parts = located.filter((part) => !part.field || part.field === field);
    const found = [];
    for (const { 0: word, 1: one, 2: next, index: at } of text.matchAll(PRINTED)) {
      const printed = one ? one + next : word;
      const own = one ? terms(printed).slice(0, 1) : [...terms(word), ...(field === "title" ? tails(word) : [])];
      const fit = (part) => Math.max(...own.map((term) => part.terms.get(term) ?? 0));
      const hit = parts.find(fit);
      if (!hit) continue;
      if (fit(hit) === FORGIVEN) forgive(hit.value, word);
      if (found.at(-1)?.[1] > at) found.at(-1)[1] = at + printed.length;
      else found.push([at, at + printed.length]);
    }
    return found;
  }

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
    const [best] = marks.reduce((a, b) => (within(b) > within(a) ? b : a));
    const start = best < 60 ? 0 : Math.max(text.lastIndexOf(" ", best - 40) + 1, best - 60);
    const length = text.slice(start + SNIPPET, start + SNIPPET + 30).indexOf(" ");
    const end = start + SNIPPET + Math.max(length, 0);
    return [start ? "… " : "", ...marked(text, marks, start, end), end < text.length ? " …" : ""];
  }

  /** The page's template, filled in with a paper. */
  function line(paper, { located, meant }) {
    const { id, authors = [], people = [], topics = [], abstract = "", category } = paper;
    const node = pattern.cloneNode(true);
    const why = new Set();
    const typos = new Map();
    const see = (text, field) => {
      const found = spans(text, field, located, (typed, word) => typos.set(typed, word));
      if (found.length) why.add(say(field));
      return found;
    };
    const mark = (text = "", field) => marked(text, see(text, field));
    const fill = (name, isKnown, ...children) => {
      const spot = node.querySelector(`.${name}`);
      if (isKnown) spot.append(...children);
      else (spot.closest(".facts li") ?? spot).remove();
    };
    fill("name", true, ...mark(paper.title ?? paper.label, "title"));
    node.querySelector(".name").href = to("papers", id, []).href;
    fill("flag", !paper.title);
    const marks = see(abstract, "abstract");
    fill("snippet", marks.length, ...(marks.length ? snippet(abstract, marks) : []));
    fill("score", paper.score !== undefined, paper.score);
    fill("code", paper.code_available);
    for (const field of ["year", "venue"]) fill(field, paper[field], ...mark(paper[field], field));
    fill("category", category, to("categories", category, mark(category, "category")));
    const isMeant = (key) => meant.includes(key) && why.add(say("topic"));
    const subject = (key, name) => (isMeant(key) ? [make("mark", "", name)] : mark(name, "topic"));
    const subjects = topics.map((key) => make("li", "topic", to("topics", key, subject(key, index.topics[key] ?? key))));
    const isMarked = (one) => one.querySelector("mark");
    node.querySelector(".facts").append(...[...new Set([...subjects.filter(isMarked), ...subjects])].slice(0, 3));
    const persons = authors.map((author, i) => to("people", people[i], mark(author, "author")));
    const shown = persons.filter((one, i) => i < AUTHORS || isMarked(one));
    const byline = shown.flatMap((one, i) => (i ? [say("separator"), one] : [one]));
    const left = persons.length - shown.length + (paper.more_authors ?? 0);
    if (left) byline.push(" ", say("and_more", { count: left }));
    if (paper.authors_complete === false) byline.push(" ", make("bdi", "", "et al."));
    for (const key of people.slice(authors.length)) {
      const [before, after] = say("listed", { person: "\n" }).split("\n");
      byline.push(byline.length ? " · " : "", before, to("people", key, mark(index.people[key], "author")), after);
    }
    fill("authors", byline.length, ...byline);
    const reasons = why.size ? [say("why", { fields: [...why].join(say("separator")) })] : [];
    typos.forEach((found, typed) => reasons.push(say("forgiven", { typed, found })));
    fill("why", reasons.length, reasons.join(" · "));
    return node.firstElementChild;
  }

  // ---------------------------------------------------------------- all that is shown for a query

  const form = document.getElementById("search");
  const input = form.elements.q;
  const [status, filters, above, list, more, none, facets] = "status filters named results more none facets"
    .split(" ")
    .map((name) => document.getElementById(`search-${name}`));
  const pattern = document.getElementById("search-line").content;
  const { root } = form.dataset;
  const say = sitegen.words(form);
  const digits = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
  const wide = matchMedia("(width >= 60rem)");
  let loading; // only once something is sought: the page alone costs no more than itself
  let turn = 0; // of two searches under way the later one is shown
  let result; // what more is shown of

  const isolated = (text) => `\u2068${text}\u2069`; // in whichever direction it is written
  const written = (parts) => [...new Set(parts.map(({ token }) => token))].join(" ");
  const called = (field, value) => (field === "has" ? say("with_code") : (field === "topic" && index.topics[value]) || value);

  /** An item with a link to another query, which is followed without a reload. */
  function item(name, query, ...children) {
    const node = link(address(query), ...children);
    node.className = name;
    node.dataset.query = query;
    return make("li", "", node);
  }

  function chips(parts) {
    return parts.filter(({ field }) => field).map(({ field, value, token }) => {
      const words = `${field === "has" ? "" : `${say(field)}: `}${isolated(called(field, value))}`;
      const chip = item("chip", written(parts.filter((part) => part.token !== token)), words, " ×");
      chip.firstChild.ariaLabel = say("remove", { filter: words });
      return chip;
    });
  }

  function sections(query, numbers) {
    const inside = new Uint8Array(index.count);
    for (const number of numbers) inside[number] = 1;
    return [...index.facts].flatMap(([field, lists]) => {
      const counts = [];
      for (const [value, list] of lists) {
        let count = 0;
        for (const number of list) count += inside[number];
        if (count && count < numbers.length) counts.push({ value, count });
      }
      if (!counts.length) return [];
      counts.sort((a, b) => (field === "year" ? b.value - a.value : b.count - a.count || (a.value < b.value ? -1 : 1)));
      const items = (some) => make("ul", "counted", ...some.map(({ value, count }) => {
        const filter = `${field}:${/\s/.test(value) ? `"${value.replaceAll('"', "")}"` : value}`;
        const node = item("", `${query} ${filter}`, isolated(called(field, value)));
        node.append(make("span", "count", digits.format(count), make("span", "hidden", ` ${say("papers_noun", { count })}`)));
        return node;
      }));
      const first = items(counts.slice(0, TOP));
      const rest = make("details", "", make("summary", "", say("more_values")));
      rest.ontoggle = () => rest.children[1] ?? rest.append(items(counts.slice(TOP, MOST)));
      return [make("section", "", make("h2", "", say(`facet_${field}`)), first, counts.length > TOP ? rest : "")];
    });
  }

  /** Where nothing is found: what is without one part of the query or, failing that, with one alone. */
  async function advice(parts) {
    const offers = async (key, keeps) => {
      const found = [...new Set(parts.map(({ token }) => token))].map(async (token) => {
        const some = parts.filter((part) => keeps(part.token === token));
        const { length } = some.length ? (await find(some, true)).numbers : [];
        return length ? [item("", written(some), say(key, { part: isolated(token), count: length }))] : [];
      });
      return (await Promise.all(found)).flat();
    };
    const without = await offers("without", (isIt) => !isIt);
    return without.length ? without : offers("only", (isIt) => isIt);
  }

  /** Show the next results, and give the first of them. */
  async function extend(shown, mine) {
    const start = shown === result ? list.children.length : 0;
    const papers = await refine(shown, start);
    const next = papers.map((paper) => line(paper, shown));
    if (mine !== turn) return undefined;
    if (!start) {
      list.replaceChildren();
      above.replaceChildren(...(papers.length ? named(shown, papers) : []));
    }
    list.append(...next);
    more.hidden = list.children.length >= shown.numbers.length;
    result = shown;
    return next[0];
  }

  async function show(query, mine) {
    const parts = parse(query);
    const found = parts.length ? await find(parts) : { numbers: [] };
    const { length } = found.numbers;
    const offers = parts.length && !length ? await advice(parts) : [];
    await extend(found, mine);
    if (mine !== turn) return;
    filters.replaceChildren(...chips(parts));
    facets.lastElementChild.replaceChildren(...sections(query, found.numbers));
    facets.hidden = !facets.querySelector("section");
    none.hidden = length || !parts.length;
    none.lastElementChild.replaceChildren(...offers);
    const key = !length ? "none" : found.relaxed ? "some" : "count";
    status.textContent = parts.length ? say(key, { count: length, query: isolated(query) }) : "";
  }

  async function search(isStep) {
    const query = input.value.trim();
    if (!loading && !query) return;
    const mine = ++turn;
    try {
      if (!loading) status.textContent = say("loading");
      await (loading ??= load());
      await show(query, mine);
      if (mine === turn && query !== asked()) history[isStep ? "pushState" : "replaceState"](null, "", address(query));
    } catch (problem) {
      loading = undefined;
      status.textContent = say("unread", { reason: problem.message });
    }
  }

  const asked = () => new URLSearchParams(location.search).get("q") ?? "";
  const address = (query) => (query ? `?${new URLSearchParams({ q: query })}` : location.pathname);

  function go(query, isStep) {
    input.value = query;
    return search(isStep);
  }

  // ---------------------------------------------------------------- the page

  function key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const places = [input, ...list.querySelectorAll(".name")];
    const at = places.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) places[Math.max(at + step, 0)]?.focus();
    else if (event.key === "Escape" && at >= 0) go("", input.focus());
    else if (event.key === "/" && (!document.activeElement.matches("input, textarea, select") || (at === 0 && !input.value)))
      input.focus();
    else return;
    event.preventDefault();
  }

  /** The facets stand beside the results where there is room, else folded before them. */
  function settle() {
    facets.open = wide.matches;
    if (wide.matches) status.parentNode.after(facets);
    else list.before(facets);
  }

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, index && !index.all ? PAUSE : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  document.addEventListener("click", async (event) => {
    const { query } = event.target.closest("a[data-query]")?.dataset ?? {};
    if (query === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await go(query, true);
    status.focus(); // the link may be gone; what it led to follows here
  });
  more.addEventListener("click", async () => (await extend(result, ++turn))?.querySelector("a").focus());
  addEventListener("popstate", () => go(asked()));
  document.addEventListener("keydown", key);
  wide.addEventListener("change", settle);
  settle();
  form.hidden = false;
  if (!location.hash) input.focus({ preventScroll: true });
  go(asked());
})();
