/* Which questions are nearest to one that was typed: by its words, by what they may mean, by who is
   spoken of, and by its letters, so that slips of the hand count little. It gives no verdict. */
(() => {
  "use strict";

  /* What each kind of likeness counts: words, groups of synonyms, people, the kind of question, words
     that turn it, neighbors, and three letters in a row. */
  const WORD = 1;
  const GROUP = 1.6;
  const PERSON = 1.4;
  const KIND = 1.6;
  const TURN = 1.1;
  const PAIR = 0.4;
  const LETTERS = 0.4;
  /* How much a wording loses by words that were not asked: none would be 0, all of them 1. */
  const BREVITY = 0.4;
  /* What a question's second wording and its answer add. */
  const SECOND = 0.22;
  const ANSWER = 0.41;
  /* What a word counts whose synonym stands there, and one that was taken for a slip of the hand. */
  const BY_GROUP = 0.8;
  const BY_MENDING = 0.4;
  /* What a question without a word of its own counts, where it speaks of somebody. */
  const WORDLESS = 0.2;
  /* Letters that are in more than this share of the wordings say nothing. */
  const COMMON = 0.4;

  const { countEdits } = globalThis.HandbookRanking;
  const stems = new Map();

  /* Words come again and again: each is cut down once. */
  function stem(word) {
    if (!stems.has(word)) { stems.set(word, globalThis.HandbookRanking.stem(word)); }
    return stems.get(word);
  }

  class Nearness {
    constructor(reader, questions, synonyms) {
      this.reader = reader;
      this.groups = readGroups(synonyms || []);
      this.known = new Map();
      this.spread = new Map();
      this.postings = new Map();
      this.wordings = [];
      this.questions = questions;
      this.said = questions.map(() => new Set());
    }

    /* Read the questions, a step at a time. */
    *read() {
      for (const [place, question] of this.questions.entries()) {
        this.readQuestion(question, place);
        yield;
      }
      this.rarities = new Map([...this.spread].map(([term, times]) => [term, Math.log(1 + this.wordings.length / times)]));
      for (const [number, wording] of this.wordings.entries()) {
        this.weigh(wording, number);
        yield;
      }
    }

    readQuestion(question, place) {
      for (const phrase of question.hints) { this.add(phrase, place, 1); }
      this.add(question.told, place, ANSWER);
    }

    add(phrase, place, weight) {
      for (const word of phrase.words) { count(this.known, word); }
      const terms = this.readTerms(phrase);
      for (const term of terms.keys()) { count(this.spread, term); }
      for (const token of phrase.tokens) { this.said[place].add(token); }
      for (const term of terms.keys()) { if (term[0] === "~") { this.said[place].add(term); } }
      this.wordings.push({ place, weight, terms, size: 0 });
    }

    /* Say for each term of a wording that it stands there, as number and worth in turn, and how much
       all of it is. */
    weigh(wording, number) {
      let size = 0;
      for (const [term, weight] of wording.terms) {
        const worth = weight * this.rarity(term);
        size += worth * worth;
        if (this.isCommon(term)) { continue; }
        const before = this.postings.get(term);
        if (before) { before.push(number, worth); } else { this.postings.set(term, [number, worth]); }
      }
      wording.size = Math.sqrt(size) || 1;
      wording.terms = null;
    }

    isCommon(term) { return term[0] === "#" && this.spread.get(term) > COMMON * this.wordings.length; }

    rarity(term) { return this.rarities.get(term) ?? Math.log(1 + this.wordings.length / 0.5); }

    /* Everything in a sentence (where 'she' is mostly the coach) that may be like another one, each with what it counts. */
    readTerms(sentence) {
      const terms = new Map();
      const put = (term, weight) => { terms.set(term, Math.max(weight, terms.get(term) || 0)); };
      for (const token of sentence.tokens) { put(token, WORD); }
      for (const group of this.findGroups(sentence.words).flat()) { put(group, GROUP); }
      for (const actor of sentence.actors) { put("@" + actor.replace(/^.*:/, "").replace("third", "coach"), PERSON); }
      put("?" + sentence.wh + (sentence.negations ? "!" : ""), KIND);
      for (const turn of sentence.turns) { put("+" + turn, TURN); }
      sentence.tokens.slice(1).forEach((token, place) => { put(sentence.tokens[place] + " " + token, PAIR); });
      for (const letters of readLetters(sentence.words)) { put("#" + letters, LETTERS); }
      return terms;
    }

    /* The groups of synonyms that each word belongs to, alone or with the next ones. */
    findGroups(words) {
      const stems = words.map(stem);
      const found = words.map(() => []);
      stems.forEach((first, start) => {
        for (const { phrase, group } of this.groups.get(first) || []) {
          const isWhole = phrase.every((stem, place) => stems[start + place] === stem);
          for (let place = start; isWhole && place < start + phrase.length; place++) { found[place].push(group); }
        }
      });
      return found;
    }

    /* Read a sentence once more with every slip of the hand mended. */
    mend(sentence) {
      const words = sentence.words.map((word) => this.mendWord(word));
      const mended = new Set(words.filter((word, place) => word !== sentence.words[place]));
      if (!mended.size) { return sentence; }
      return { ...this.reader.readSentence(words.join(" ")), isSpanish: sentence.isSpanish, mended };
    }

    mendWord(word) {
      if (word.length < 3 || this.known.has(word) || this.reader.isKnown(word)) { return word; }
      let best = word;
      let least = word.length > 6 ? 2.5 : 1.5;
      for (const [other, times] of this.known) {
        if (Math.abs(other.length - word.length) > 2 || (other[0] !== word[0] && other[1] !== word[1])) { continue; }
        const far = countEdits(word, other, 2) + (other[0] === word[0] ? 0 : 0.4) - Math.min(times, 500) / 2000 -
          (bones(word) === bones(other) ? 0.5 : 0) - (other.length > word.length ? 0.1 : 0);
        if (far < least) { [best, least] = [other, far]; }
      }
      return best;
    }

    /* Return how near each question is, by its place; far ones are not there. */
    measure(sentence) {
      const dots = new Float64Array(this.wordings.length);
      let size = 0;
      for (const [term, weight] of this.readTerms(sentence)) {
        const worth = weight * this.rarity(term);
        const found = this.postings.get(term) || [];
        size += worth * worth;
        for (let each = 0; each < found.length; each += 2) { dots[found[each]] += worth * found[each + 1]; }
      }
      return this.gather(dots, Math.sqrt(size) || 1);
    }

    /* The share of a sentence's words that a question has, by how rare they are; a word that no
       question has weighs as the rarest. */
    cover(sentence) {
      const groups = this.findGroups(sentence.words);
      const words = sentence.tokens.map((token, each) => {
        const [start, length] = sentence.starts[each];
        const sureness = sentence.mended?.has(sentence.words[start]) ? BY_MENDING : 1;
        return { token, sureness, weight: this.rarity(token), groups: groups.slice(start, start + length).flat() };
      });
      const whole = words.reduce((total, { weight }) => total + weight, 0);
      if (!whole) { return () => sentence.actors.length ? WORDLESS : 0; }
      return (place) => words.reduce((total, { token, weight, sureness, groups: meant }) =>
        total + weight * sureness * this.share(this.said[place], token, meant), 0) / whole;
    }

    share(said, token, groups) {
      return said.has(token) ? 1 : groups.some((group) => said.has(group)) ? BY_GROUP : 0;
    }

    gather(dots, size) {
      const whole = size ** (2 - BREVITY);
      const best = new Map();
      dots.forEach((dot, number) => {
        if (!dot) { return; }
        const { place, weight, size: other } = this.wordings[number];
        const near = weight * dot / (whole * other ** BREVITY);
        const before = best.get(place);
        if (!before) {
          best.set(place, [near, 0]);
        } else if (near > before[0]) {
          before[1] = before[0];
          before[0] = near;
        } else if (near > before[1]) { before[1] = near; }
      });
      return new Map([...best].map(([place, [first, second]]) => [place, first + SECOND * second]));
    }
  }

  function readGroups(groups) {
    const found = new Map();
    groups.forEach((group, number) => {
      for (const text of group) {
        const phrase = globalThis.HandbookReader.splitWords(text).map(stem);
        if (!phrase.length) { continue; }
        found.set(phrase[0], [...(found.get(phrase[0]) || []), { phrase, group: "~" + number }]);
      }
    });
    return found;
  }

  /* A word without its vowels and doubled letters, which a hurried hand leaves out. */
  function bones(word) { return word.replace(/[aeiou]/g, "").replace(/(.)\1/g, "$1"); }

  function readLetters(words) {
    return words.flatMap((word) => {
      const padded = " " + word + " ";
      return Array.from({ length: Math.max(padded.length - 2, 1) }, (_, at) => padded.slice(at, at + 3));
    });
  }

  function count(map, key) { map.set(key, (map.get(key) || 0) + 1); }

  globalThis.HandbookNearness = Nearness;
})();
