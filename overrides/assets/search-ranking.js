/* Ranking: which pages answer what was typed. It knows the index and no page element, so it works
   the same from a server and from a folder, and needs no worker. */
(() => {
  "use strict";

  /* Words that shape a question and hardly say what it is about; and words that never do. */
  const FRAME = new Set((
    "about after all am and any anything are as at be been before being but by can cant could did do does " +
    "doesnt doing dont for from get gets getting give go got had has have having how if in into is isnt " +
    "it its just kind let like made make makes many may might more must need not of on or other our " +
    "out really should so some someone somebody something than then there thing things this those to " +
    "up us use want wants was what whats when where which who whom whose why will with wont would yes"
  ).split(" "));
  const SILENT = new Set((
    "a an the my your our their his her i im me he she it we they them that you s t " +
    "con de del el en es la las los mi mis necesito por puedo que quiero su sus un una y"
  ).split(" "));
  /* Endings that make another kind of word of one: 'evaluator' and 'evaluation' are what evaluates.
     Before them stand five letters at least, so that 'formative' is no form and 'station' no state. */
  const ENDING = /^(.{5,}?)(?:i[sz]ation|ational|ation|ator|ative|at|ity|ly|ion|ment)$/;
  /* Words that shape sentences and that nothing else may be cut down to: notes are not 'not'. */
  const NO_STEM = new Set("not her them us on for the he she it is as his has".split(" "));

  /* What a word counts that is no more than this. */
  const AS_FRAME = 0.2;
  const AS_SYNONYM = 0.8;
  const AS_BEGINNING = 0.9;
  const AS_TYPO = 0.8;
  /* What counts how much, beside the phrase that fits best: 1. */
  const ORDER = 0.3;
  const PAGE_TITLE = 0.6;
  const TEXT = 0.4;
  const WHOLE_PAGE = 0.4;
  /* How much of a phrase's likeness is that it has the reader's words; the rest, that it has few others. */
  const RECALL = 0.75;
  /* What is this far below the best is left out: pages, and sections of a page. */
  const FEWEST_PAGE = 0.3;
  const FEWEST_SECTION = 0.6;

  /* What a text that is a title, word for word, counts more: a page, and a section. */
  const TITLE = 1;
  const SECTION_TITLE = 0.4;
  /* How much of the best page's score the pages gain that answer the nearest questions. */
  const LIFTS = [0.6, 0.4, 0.3];
  /* A text of more words than this is read sentence by sentence. */
  const LONG = 18;

  /* How many words a beginning or a slip may stand for, the commonest first. */
  const MOST_MEANT = 40;

  /* How many words that were looked for too are told; none for a word of every so many texts. */
  const COMMON = 4;
  const MOST_TOLD = 3;

  class Ranking {
    /* Read an index, a few milliseconds at a time so that a page goes on answering its reader, and
       return the ranking of its pages. */
    static async make(index, slice = 8) {
      const made = new Ranking(index.synonyms || []);
      let since = Date.now();
      for (const _ of made.read(index)) {
        if (Date.now() - since < slice) { continue; }
        await new Promise((resolve) => { setTimeout(resolve); });
        since = Date.now();
      }
      return made;
    }

    constructor(groups) {
      this.groups = groups;
      this.known = new Map();
      this.slots = new Map();
      this.synonyms = readSynonyms(groups);
      /* The pages, each with the numbers of its entries: itself, then its sections. */
      this.pages = [];
      this.entries = [];
      /* Titles and keywords, each with the entry that it leads to. */
      this.phrases = [];
      /* Where a meaning stands: in which texts and how often, and in which phrases. */
      this.postings = new Map();
    }

    /* Read the index step by step; nothing can be asked before the last one. */
    *read({ docs }) {
      const numbers = new Map();
      for (const doc of docs) {
        const [address] = doc.location.split("#");
        if (!numbers.has(address)) { numbers.set(address, this.pages.push([]) - 1); }
        this.readEntry(doc, numbers.get(address));
        yield;
      }
      const meanLength = sum(this.entries, (entry) => entry.length) / this.entries.length || 1;
      /* A word counts less in a long text. */
      for (const entry of this.entries) { entry.drag = 1.2 * (0.3 + 0.7 * entry.length / meanLength); }
      for (const phrase of this.phrases) {
        phrase.weight = this.weigh(phrase.slots);
        yield;
      }
      for (const word of this.groups.flat().flatMap(readWords)) { count(this.known, word); }
    }

    /* Return the pages that answer, best first, each as { page, parts, best, fit }: parts are the sections
       that answer, best is the one of them that does better than the page's beginning, if any; fit is
       the share of the question that is on the page, rare words counting more, unknown ones most. */
    search(query) {
      const parts = query.split(/(?<=[.?!])\s+|\n+/).filter((part) => readWords(part).length > 1);
      return readWords(query).length > LONG && parts.length > 1 ? this.searchParts(parts) : this.searchWhole(query);
    }

    /* Return how a question was read: whether a word of a text is one that was looked for, and what was
       looked for beside what was typed: the word behind a slip, and the same thing in other words. */
    explain(query) {
      const { subject } = this.readQuery(query);
      const isRare = ({ stem }) => (this.postings.get(stem)?.spread || 0) * COMMON < this.entries.length;
      const tokens = new Set(subject.flatMap(({ meanings }) => [...meanings.keys()]));
      const typed = new Set(readWords(query).map(stem));
      const others = subject.filter(isRare).flatMap(({ words, isSlip, meanings }) => [
        ...(isSlip ? words.slice(0, 1) : []),
        ...[...meanings.keys()].filter((token) => token.startsWith("=")).flatMap((token) => this.groups[Number(token.slice(1))])
      ]);
      const isOther = (phrase) => !readWords(phrase).every((word) => typed.has(stem(word)));
      return {
        isMeant: (word) => this.readSlots(word).some(({ meanings }) => [...meanings.keys()].some((token) => tokens.has(token))),
        also: [...new Set(others)].filter(isOther).slice(0, MOST_TOLD)
      };
    }

    /* Put the pages behind the nearest questions, given best first, further up. */
    lift(found, locations) {
      const most = found.length ? found[0].score : 1;
      const hits = new Map(found.map((hit) => [hit.page.location, hit]));
      locations.slice(0, LIFTS.length).forEach((location, place) => {
        const page = this.pages.find(([first]) => this.entries[first].doc.location === location);
        if (!page) { return; }
        const entry = this.entries[page[0]];
        const hit = hits.get(location) || { page: entry.doc, parts: [], best: null, score: 0, fit: 0 };
        hits.set(location, { ...hit, score: hit.score + LIFTS[place] * most });
      });
      return [...hits.values()].sort((one, other) => other.score - one.score);
    }

    /* A long text asks in one of its sentences: each page counts as in the sentence it fits best. */
    searchParts(parts) {
      const asking = parts.filter((part) => part.endsWith("?"));
      const found = new Map();
      for (const hit of (asking.length ? asking : parts).flatMap((part) => this.searchWhole(part))) {
        const score = hit.score * hit.fit;
        const before = found.get(hit.page.location);
        if (!before || before.score < score) { found.set(hit.page.location, { ...hit, score }); }
      }
      return [...found.values()].sort((one, other) => other.score - one.score);
    }

    searchWhole(query) {
      const asked = this.readQuery(query);
      const tallies = this.tally(asked);
      const found = [...tallies.about]
        .sort((one, other) => one - other)
        .map((page) => this.scorePage(page, asked, tallies))
        .sort((one, other) => other.score - one.score);
      return found.filter(({ score }) => score > 0 && score >= FEWEST_PAGE * found[0].score);
    }

    /* ---- reading the index ---- */

    readEntry(doc, page) {
      const number = this.entries.length;
      const text = this.readSlots(doc.text);
      const entry = {
        doc, page,
        title: readWords(plainText(doc.title)).join(" "),
        isPage: !doc.location.includes("#"),
        length: text.length,
        drag: 1,
        phrases: [doc.title, ...(doc.keywords || [])].map((phrase) => this.readPhrase(phrase, page))
      };
      const counts = new Map();
      for (const { meanings } of text) {
        for (const token of meanings.keys()) { count(counts, token); }
      }
      for (const [token, times] of counts) { this.post(token).texts.push({ number, entry, times }); }
      const tokens = new Set([...counts.keys(), ...entry.phrases.flatMap(({ tokens }) => [...tokens])]);
      for (const token of tokens) { this.post(token).spread += 1; }
      this.entries.push(entry);
      this.pages[page].push(number);
    }

    readPhrase(text, page) {
      const slots = this.readSlots(text);
      const tokens = new Set(slots.flatMap(({ meanings }) => [...meanings.keys()]));
      const phrase = { number: this.phrases.length, page, slots, tokens, pairs: pairUp(slots), weight: 0 };
      for (const token of tokens) { this.post(token).phrases.push(phrase); }
      this.phrases.push(phrase);
      return phrase;
    }

    post(token) {
      if (!this.postings.has(token)) { this.postings.set(token, { spread: 0, texts: [], phrases: [] }); }
      return this.postings.get(token);
    }

    readSlots(html) {
      return this.addSynonyms(readWords(plainText(html)).map((word) => {
        count(this.known, word);
        if (!this.slots.has(word)) { this.slots.set(word, makeSlot([word], 1)); }
        return this.slots.get(word);
      }));
    }

    /* Give each word that belongs to a group of synonyms, alone or with the next, the group's meaning. */
    addSynonyms(slots) {
      const found = [...slots];
      slots.forEach(({ meanings }, start) => {
        for (const { stems, group } of [...meanings.keys()].flatMap((first) => this.synonyms.get(first) || [])) {
          const isWhole = stems.every((stem, place) => slots[start + place]?.meanings.has(stem));
          for (let place = start; isWhole && place < start + stems.length; place++) {
            found[place] = { ...found[place], meanings: new Map(found[place].meanings).set(group, AS_SYNONYM) };
          }
        }
      });
      return found;
    }

    /* ---- reading the question ---- */

    readQuery(query) {
      const words = readWords(query);
      const slots = this.addSynonyms((words.length ? words : splitWords(query)).map((word) => this.readTyped(word)));
      const subject = slots.filter(({ isFrame }) => !isFrame);
      return {
        slots,
        line: words.join(" "),
        pairs: pairUp(slots),
        weight: this.weigh(slots),
        subject: subject.length ? subject : slots
      };
    }

    /* A word that is nowhere is the beginning of one, a slip of the hand, or another form of one. */
    readTyped(word) {
      if (this.known.has(word) || FRAME.has(word)) { return makeSlot([word], 1); }
      const longer = this.findKnown((other) => other.startsWith(word));
      if (longer.length) { return makeSlot(longer, AS_BEGINNING); }
      let close = word.length > 3 ? this.findClose(word, 1) : [];
      if (!close.length && word.length > 6 && !this.postings.has(stem(word))) { close = this.findClose(word, 2); }
      return close.length ? { ...makeSlot(close, AS_TYPO), isSlip: true } : makeSlot([word], 1);
    }

    findClose(word, edits) {
      return this.findKnown((other) => word[0] === other[0] && countEdits(word, other, edits) <= edits);
    }

    findKnown(isMeant) {
      return [...this.known.keys()].filter(isMeant)
        .sort((one, other) => this.known.get(other) - this.known.get(one))
        .slice(0, MOST_MEANT);
    }

    /* ---- weights and scores ---- */

    /* Weigh what each word may mean: a rare word says more than a common one. Of several words that
       may be meant, none says more than the commonest. */
    weigh(slots) {
      return sum(slots, (slot) => {
        const share = slot.isFrame ? AS_FRAME : 1;
        const most = slot.isGuess ? this.rarity(slot.stem) : Infinity;
        slot.gains = [...slot.meanings].map(([token, weight]) =>
          [token, share * weight * Math.min(most, this.rarity(token))]);
        return Math.max(...slot.gains.map(([, gain]) => gain));
      });
    }

    rarity(token) {
      const times = this.postings.get(token)?.spread || 0;
      return Math.log(1 + (this.entries.length - times + 0.5) / (times + 0.5));
    }

    /* Count for each text, phrase and page what it has of the question; of each word, its best meaning.
       Only what the question's words stand in is looked at. */
    tally(asked) {
      const texts = new Tally(this.entries.length);
      const phrases = new Tally(this.phrases.length);
      const pages = new Tally(this.pages.length);
      const about = new Set();
      for (const slot of asked.slots) {
        for (const [token, gain] of slot.gains) {
          const posting = this.postings.get(token);
          if (!posting || gain <= 0) { continue; }
          for (const { number, entry, times } of posting.texts) {
            texts.raise(number, gain * times / (times + entry.drag));
            pages.raise(entry.page, gain);
          }
          for (const { number, page } of posting.phrases) {
            phrases.raise(number, gain);
            pages.raise(page, gain);
          }
        }
        if (asked.subject.includes(slot)) { for (const page of pages.raised) { about.add(page); } }
        for (const tally of [texts, phrases, pages]) { tally.settle(); }
      }
      return { about, texts: texts.sums, phrases: phrases.sums, pages: pages.sums };
    }

    scorePage(number, asked, tallies) {
      const [start, ...sections] = this.pages[number].map((entry) => ({ doc: this.entries[entry].doc, score: this.scoreEntry(entry, asked, tallies) }));
      const best = Math.max(start.score, ...sections.map(({ score }) => score));
      const parts = sections
        .filter(({ score }) => score >= FEWEST_SECTION * best)
        .sort((one, other) => other.score - one.score);
      const fit = tallies.pages[number] / asked.weight;
      return {
        page: start.doc,
        parts: parts.map((part) => part.doc),
        best: start.score < best ? parts[0].doc : null,
        fit,
        score: (best + WHOLE_PAGE * fit) * (start.doc.boost || 1)
      };
    }

    scoreEntry(number, asked, tallies) {
      const entry = this.entries[number];
      const likeness = entry.phrases.map((phrase) => scorePhrase(phrase, asked, tallies.phrases[phrase.number]));
      const isTitle = asked.line && entry.title === asked.line;
      return Math.max(...likeness) + (entry.isPage ? PAGE_TITLE * likeness[0] : 0) +
        TEXT * tallies.texts[number] / asked.weight + (isTitle ? (entry.isPage ? TITLE : SECTION_TITLE) : 0);
    }
  }

  /* How much alike a question and a phrase are: 1 when they have the same words, more in the same order. */
  function scorePhrase({ pairs, weight }, asked, shared) {
    if (!shared) { return 0; }
    const likeness = shared / (RECALL * asked.weight + (1 - RECALL) * weight);
    const inOrder = asked.pairs.filter((pair) => pairs.includes(pair)).length;
    return Math.min(1, likeness) + ORDER * inOrder / Math.max(asked.pairs.length, pairs.length, 1);
  }

  /* Sums, one a thing, of the best that each word brings to it. */
  class Tally {
    constructor(length) {
      this.sums = new Float64Array(length);
      this.best = new Float64Array(length);
      this.raised = [];
    }

    raise(thing, gain) {
      if (!this.best[thing]) { this.raised.push(thing); }
      if (gain > this.best[thing]) { this.best[thing] = gain; }
    }

    /* The word is read: its best goes into the sums. */
    settle() {
      for (const thing of this.raised) {
        this.sums[thing] += this.best[thing];
        this.best[thing] = 0;
      }
      this.raised = [];
    }
  }

  /* A slot is a word of a text with everything it may mean: stems of words, and groups of synonyms. */
  function makeSlot(words, weight) {
    return {
      stem: stem(words[0]),
      isFrame: FRAME.has(words[0]),
      words,
      isGuess: words.length > 1,
      isSlip: false,
      meanings: new Map(words.map((word) => [stem(word), weight]))
    };
  }

  function pairUp(slots) {
    return slots.slice(1).map((slot, place) => slots[place].stem + " " + slot.stem);
  }

  /* The groups of synonyms, as phrases by their first stem. */
  function readSynonyms(groups) {
    const found = new Map();
    groups.forEach((group, number) => {
      for (const stems of group.map((phrase) => readWords(phrase).map(stem))) {
        found.set(stems[0], [...(found.get(stems[0]) || []), { stems, group: "=" + number }]);
      }
    });
    return found;
  }

  function plainText(html) { return html.replace(/<[^>]*>|&[a-z]+;/g, " "); }

  function readWords(text) {
    return splitWords(text).filter((word) => !SILENT.has(word));
  }

  function splitWords(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().match(/[a-z0-9]+/g) || [];
  }

  /* Take off the ending, so that 'evaluates', 'evaluator' and 'evaluation' are one word. */
  function stem(word) {
    return trim(word).replace(ENDING, "$1").replace(/^(.{4,})e$/, "$1").replace(/y$/, "i");
  }

  /* A light hand: one verb in its forms, one noun in its numbers, and nothing that changes the sense. */
  function trim(word) {
    if (word.length < 4 || /(?:ss|us|is)$/.test(word)) { return word; }
    const base = word.replace(/ies$/, "y").replace(/(ss|x|z|ch|sh)es$/, "$1").replace(/s$/, "");
    const bare = base.replace(/^(.{3,})ing$/, "$1").replace(/^(.{3,})ied$/, "$1y").replace(/^(.{3,})ed$/, "$1");
    const cut = bare.replace(/([bdgmnprt])\1$/, "$1");
    const isShort = cut !== base && bare === cut && /^[^aeiou][aeiou][^aeiouwxy]$/.test(cut);
    const found = isShort ? cut + "e" : cut.replace(/^(.{4,})e$/, "$1");
    return NO_STEM.has(found) ? base : found;
  }

  /* Count the letters that differ, are missing, too many or swapped; above the limit, say only that. */
  function countEdits(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) { return limit + 1; }
    let before = [];
    let last = [];
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i++) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (isSwapped) { row[j] = Math.min(row[j], before[j - 2] + 1); }
      }
      if (Math.min(...row) > limit) { return limit + 1; }
    }
    return row[other.length];
  }

  function sum(list, value) {
    return list.reduce((total, each) => total + value(each), 0);
  }

  function count(map, key) {
    map.set(key, (map.get(key) || 0) + 1);
  }

  Ranking.trim = trim;
  Ranking.stem = stem;
  Ranking.countEdits = countEdits;
  globalThis.HandbookRanking = Ranking;
})();
