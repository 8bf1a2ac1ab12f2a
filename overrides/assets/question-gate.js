/* The gate before every verdict. It gives the answer of one question only where what was typed asks
   that question; else it offers the nearest ones, or says that the handbook does not answer. */
(() => {
  "use strict";

  /* How alike two questions must be, both ways, and how much less alike the next verdict must be. */
  const ALIKE = 0.86;
  const MARGIN = 0.12;
  /* Below this, between the share of the words that a question has and how near it is, nothing near
     was asked. */
  const NEAR = 0.45;
  /* The same where coaching itself is spoken of. */
  const NEAR_COACHING = 0.25;
  /* What the sentences around a question count. */
  const AROUND = 0.6;
  const OFFERED = 3;
  const CONSIDERED = 40;
  /* What the sentences count that do not ask, and all of a text together. */
  const ASIDE = 0.5;
  const WHOLE = 1;
  /* What a candidate gains. */
  const COVERED = 0.5;
  const LIKEST = 1;
  const RECALL = 0.6;
  const SAME_TURNS = 0.1;
  const SAME_PEOPLE = 0.25;
  const SAME_DOER = 0.25;
  const SAME_KIND = 0.25;
  const NEARNESS = 2;
  const OTHER_READER = -0.7;
  /* Words around a question that may change it. */
  const CONTEXT = 5;

  const BARE = 0.6;

  /* Words that point back to what was said before. */
  const BACK = /\b(?:that|this|it|they|them|same|she|he)\b/;

  const STAFF = ["teacher", "coach", "principal"];
  const READERS = ["teacher", "coach", "principal", "parent", "student", "office"];
  /** @type {[RegExp, string[]][]} */
  const VOICES = [
    [/\b(?:as|i am|am i|being) (?:a |an |the |your )?(?:\w+ ){0,3}?(?:coach|ic)\b|\bteachers? i coach\b|\bwe coaches\b|\bi coach\b/, ["coach"]],
    [/\b(?:as|i am|being) (?:a |an |the |your )?(?:\w+ ){0,2}?(?:assistant )?(?:principal|administrator|evaluator|ap)\b|\bmy (?:staff|faculty|building)\b/, ["principal"]],
    [/\b(?:as|i am|being) (?:a |the )?(?:\w+ ){0,2}?(?:parent|mother|father|mom|dad|guardian)\b|\bmy (?:son|daughter|child|kid)\b/, ["parent"]],
    [/\b(?:as|i am|being) (?:a |an )?(?:\w+ ){0,3}?(?:teacher|member)\b|\bi teach\b|\bmy (?:class|classroom|lessons?|students|gradebook|evaluation|evaluator|union)\b/, ["teacher"]],
    [/\bmy teachers\b/, ["coach", "principal"]],
    [/\bmy (?:coach|coaches)\b/, ["teacher", "principal"]],
    [/\bmy (?:principal|boss|administrator|ap|assistant principal)\b/, ["teacher", "coach"]],
    [/\bmy teacher\b/, ["parent", "student"]]
  ];

  class Gate {
    /* The data: questions, lexicon, synonyms and harm, as the handbook writes them. They are read when
       the gate is prepared, or else when it is first asked. */
    constructor(data) {
      this.reading = this.read(data);
      this.isReady = false;
    }

    /* Read the questions a few milliseconds at a time, so that a page goes on answering its reader. */
    async prepare(slice = 8) {
      while (!this.readFor(slice)) { await new Promise((resolve) => { setTimeout(resolve); }); }
    }

    /* Read on for so many milliseconds, and return whether all is read. */
    readFor(most) {
      const since = Date.now();
      while (!this.isReady && Date.now() - since <= most) { this.isReady = Boolean(this.reading.next().done); }
      return this.isReady;
    }

    *read(data) {
      this.reader = new globalThis.HandbookReader(data.lexicon);
      this.questions = [];
      this.spread = new Map();
      this.byToken = new Map();
      this.wordings = new Map();
      for (const question of data.questions) {
        this.questions.push(this.readQuestion(question));
        yield;
      }
      for (const question of this.questions) {
        this.enter(question);
        yield;
      }
      this.harm = (data.harm || []).map((entry) => ({
        ...entry,
        pattern: wordsPattern(entry.words),
        acts: entry.acts?.length ? actsPattern(entry.acts) : null,
        except: entry.except?.length ? wordsPattern(entry.except, "g") : null
      }));
      yield;
      this.nearness = new globalThis.HandbookNearness(this.reader, this.questions, data.synonyms);
      yield* this.nearness.read();
    }

    /* Put a question where its words and its wordings lead to it; the first that has a wording keeps it. */
    enter(question) {
      const tokens = question.phrases.flatMap((phrase) => phrase.tokens);
      question.tokens = new Set([...question.told.tokens, ...tokens]);
      for (const token of new Set(tokens)) { count(this.spread, token); }
      for (const phrase of question.phrases) {
        const wording = spell(phrase.text);
        if (!this.wordings.has(wording)) { this.wordings.set(wording, question); }
        for (const token of phrase.tokens.length ? new Set(phrase.tokens) : [""]) {
          const before = this.byToken.get(token) || new Map();
          this.byToken.set(token, before.set(question, [...(before.get(question) || []), phrase]));
        }
      }
    }

    /* Its wordings, and what else leads to it. */
    readQuestion(question) {
      const wordings = [question.ask, ...question.also];
      const hints = question.foundBy || [];
      for (const text of [...wordings, ...hints, question.text]) { this.reader.remember(text); }
      const [phrases, others] = [wordings, hints].map((texts) => texts.map((text) => this.reader.readSentence(text)));
      const [shown] = phrases;
      const isSame = (phrase) => question.verdict === "fact" || isSameSense(phrase, shown);
      return { ...question, told: this.reader.readSentence(question.text), phrases: phrases.filter(isSame), hints: [...phrases, ...others] };
    }

    /* Return { kind, questions, fit, isAsking }: kind is 'harm', 'verdict', 'offer' or 'none'. */
    ask(text) {
      this.readFor(Infinity);
      const sentences = this.reader.readText(text);
      return { ...this.answer(text, sentences), isAsking: sentences.some(({ isAsking }) => isAsking) };
    }

    /* Return a text in Spanish word for word in English, and any other as it is. */
    toEnglish(text) {
      this.readFor(Infinity);
      return this.reader.toEnglish(text);
    }

    answer(text, sentences) {
      const harm = this.findHarm(text);
      if (harm) { return { kind: "harm", questions: [harm], fit: 1 }; }
      const chosen = this.choose(sentences);
      const voices = readVoices(text, sentences);
      const same = this.wordings.get(spell(text));
      if (same) { return this.askAgain(same, chosen, voices); }
      const found = chosen.map((sentence) => this.askOne(sentence, voices)).sort((one, other) => other.fit - one.fit);
      const [best] = found;
      const isText = sentences.length > 1;
      const isCoaching = sentences.some(({ actors, tokens }) => tokens.includes("coach") || actors.some((actor) => /coach/.test(actor)));
      const near = isCoaching ? NEAR_COACHING : NEAR;
      if (isText && best && best.kind !== "verdict") {
        const ranked = this.rankText(chosen, sentences, voices).slice(0, OFFERED);
        const fit = Math.max(...ranked.map((one) => one.fit));
        return { kind: fit < near ? "none" : "offer", questions: ranked.map(({ question }) => question), fit };
      }
      if (!best || best.fit < near) { return { kind: "none", questions: best ? best.questions : [], fit: best ? best.fit : 0 }; }
      const asked = new Set(chosen.map((sentence) => (sentence.alone || sentence).text));
      const around = sentences.filter((sentence) => !asked.has(sentence.text) && sentence.length > CONTEXT);
      if (best.kind === "verdict" && found.length === 1 && !around.length) { return best; }
      return { kind: "offer", questions: mix(found, near).slice(0, OFFERED), fit: best.fit };
    }

    /* The questions nearest to a text of several sentences: by those that ask, the others beside them,
       and all of it together. */
    rankText(asking, sentences, voices) {
      const whole = this.reader.readSentence(sentences.map(({ text }) => text).join(" "));
      const asides = sentences.filter(({ tokens }) => tokens.length > 1);
      const totals = new Map();
      /** @type {[HandbookSentence[], number][]} */
      const groups = [[asking, 1], [asides, ASIDE], [[whole], WHOLE]];
      for (const [group, weight] of groups) {
        const best = new Map();
        for (const { question, score, fit } of group.flatMap((sentence) => this.rank(sentence, voices))) {
          if (score > (best.get(question)?.score ?? 0)) { best.set(question, { score, fit }); }
        }
        for (const [question, { score, fit }] of best) {
          const before = totals.get(question) || { score: 0, fit: 0 };
          totals.set(question, { score: before.score + weight * score, fit: Math.max(before.fit, fit) });
        }
      }
      return [...totals].map(([question, found]) => ({ question, ...found })).sort((one, other) => other.score - one.score);
    }

    /* The sentences that ask: those with a question mark, where there are any. */
    choose(sentences) {
      const marked = sentences.filter(({ text }) => text.endsWith("?"));
      const asking = marked.length ? marked : sentences.filter(({ isAsking }) => isAsking);
      const around = sentences.length > 1 ? sentences.flatMap(({ tokens }) => tokens) : [];
      return (asking.length ? this.fillIn(asking, sentences) : sentences).map((sentence) => ({ ...sentence, around }));
    }

    /* 'Is that allowed?' asks about the sentence before it. */
    fillIn(asking, sentences) {
      return asking.map((sentence) => {
        const before = sentences[sentences.indexOf(sentence) - 1];
        const isBack = BACK.test(sentence.text);
        if (!before || sentence.tokens.length > 4 || (sentence.tokens.length > 2 && !isBack)) { return sentence; }
        const isWhole = !isBack && sentence.tokens.length + sentence.actors.length > 1;
        return { ...this.reader.readSentence(before.text + " " + sentence.text), alone: isWhole ? sentence : null };
      });
    }

    /* A question in its very words: its answer, or where it may be another reader's, the question. */
    askAgain(question, sentences, voices) {
      if (isForAll(question, voices) && sentences.some((sentence) => wants(sentence, question))) { return { kind: "verdict", questions: [question], fit: 1 }; }
      const others = sentences.flatMap((sentence) => this.rank(sentence, voices).map((found) => found.question));
      return { kind: "offer", questions: [...new Set([question, ...others])].slice(0, OFFERED), fit: 1 };
    }

    askOne(sentence, voices) {
      const ranked = this.rank(sentence, voices);
      const fit = ranked.length ? Math.max(...ranked.slice(0, OFFERED).map((found) => found.fit)) : 0;
      const alone = sentence.alone === undefined ? sentence : sentence.alone;
      const exact = !alone || sentence.isSpanish ? [] : this.findExact(alone, voices);
      const [best] = exact.filter(({ isSure }) => isSure);
      const isAlone = best && exact.every(({ question, likeness }) =>
        question.verdict === best.question.verdict || best.likeness - likeness > MARGIN);
      if (isAlone && wants(alone, best.question)) { return { kind: "verdict", questions: [best.question], fit: 1 }; }
      const first = exact.map(({ question }) => question);
      const questions = [...new Set([...first, ...ranked.map(({ question }) => question)])];
      return { kind: "offer", questions: questions.slice(0, OFFERED), fit: first.length ? 1 : fit };
    }

    /* The questions that this sentence asks: the same people in the same parts, as many times no, the
       same may or must, a reader it is for, and the same words. */
    findExact(sentence, voices) {
      const found = [];
      for (const [question, phrases] of this.findLike(sentence)) {
        const readers = voices.filter((voice) => question.for.includes(voice));
        const alike = phrases
          .filter((phrase) => readers.some((reader) => isSameShape(sentence, phrase, { reader, question })))
          .map((phrase) => ({
            question,
            likeness: this.likeness(sentence, phrase),
            letters: shareWords(sentence.text, phrase.text),
            isSure: readers.some((reader) => isSure(sentence, phrase, { reader, voices, question }))
          }))
          .filter(({ likeness }) => likeness >= ALIKE)
          .sort(byLikeness);
        found.push(...alike.filter(({ isSure: sure }, place) => place === 0 || sure).slice(0, 2));
      }
      return found.sort(byLikeness);
    }

    /* The wordings that may be like a sentence: they have its weightiest word, or as few as it. */
    findLike(sentence) {
      const tokens = [...new Set(sentence.tokens)];
      const [heaviest] = tokens.sort((one, other) => this.weigh([other]) - this.weigh([one]));
      if (tokens.length && this.weigh([heaviest]) < (1 - ALIKE) * this.weigh(tokens)) {
        return this.questions.map((question) => [question, question.phrases]);
      }
      return [...(this.byToken.get(heaviest ?? "") || [])];
    }

    likeness(one, other) {
      if (one.tokens.length !== new Set(one.tokens).size && one.tokens.length !== other.tokens.length) { return 0; }
      const asked = new Set(one.tokens);
      const said = new Set(other.tokens);
      const shared = this.weigh([...asked].filter((token) => said.has(token)));
      const most = Math.max(this.weigh(asked), this.weigh(said));
      return most ? shared / most : 1;
    }

    /* A word that no question has weighs as the rarest. */
    weigh(tokens) {
      let total = 0;
      for (const token of tokens) { total += Math.log(1 + this.questions.length / (this.spread.get(token) || 0.5)); }
      return total;
    }

    /* The questions nearest to a sentence: by all their words, by those of their likest wording, and
       by who does what in it. */
    rank(typed, voices) {
      const sentence = this.nearness.mend(typed);
      const covers = this.nearness.cover(sentence);
      const nearest = [...this.nearness.measure(sentence)].sort((one, other) => other[1] - one[1]).slice(0, CONSIDERED);
      return nearest.map(([place, near]) => {
        const question = this.questions[place];
        const likest = Math.max(...question.hints.map((phrase) => this.kinship(sentence, phrase, question)));
        const reader = question.for.some((each) => voices.includes(each)) ? 0 : OTHER_READER;
        const fit = covers(place);
        const around = AROUND * this.share(typed.around || [], question);
        return { question, fit: (fit + near) / 2, score: NEARNESS * near / nearest[0][1] + COVERED * fit + around + likest + reader };
      }).sort((one, other) => other.score - one.score);
    }

    kinship(sentence, phrase, question) {
      const asked = people(sentence, question.for[0]);
      const said = people(phrase, question.for[0]);
      const isKind = sentence.wh === phrase.wh && sentence.negations === phrase.negations;
      return LIKEST * this.resemble(sentence.tokens, phrase.tokens) + SAME_TURNS * shareOf(sentence.turns, phrase.turns) +
        (asked.join() === said.join() ? SAME_PEOPLE : 0) + (asked[0] === said[0] ? SAME_DOER : 0) + (isKind ? SAME_KIND : 0);
    }

    /* How much of one is in the other, the reader's words counting more. */
    resemble(asked, said) {
      const [ours, theirs] = [new Set(asked), new Set(said)];
      const shared = this.weigh([...ours].filter((token) => theirs.has(token)));
      const whole = RECALL * this.weigh(ours) + (1 - RECALL) * this.weigh(theirs);
      return whole ? shared / whole : 0;
    }

    /* The share of some words that a question has, by how rare they are. */
    share(tokens, question) {
      const asked = new Set(tokens);
      const whole = this.weigh(asked);
      return whole ? this.weigh([...asked].filter((token) => question.tokens.has(token))) / whole : 0;
    }

    /* A person who may come to harm goes before every other question. */
    findHarm(text) {
      const line = spell(text);
      const isSomebody = this.hasPerson(line);
      const entry = isSomebody && this.harm.find(({ pattern, acts, except }) => {
        const left = except ? line.replace(except, " ") : line;
        return pattern.test(left) || acts?.test(left);
      });
      return entry ? this.questions.find(({ id }) => id === entry.question) || null : null;
    }

    hasPerson(line) {
      return /\b(?:child|children|kids?|students?|boys?|girls?|someone|somebody|anyone|person|people|he|she|her|him|his|they|them|i|me|my|myself|himself|herself|themselves|teachers?|coach|son|daughter|friend|colleague|nino|nina|ninos|alumno|alumna|estudiante|alguien|hijo|hija|quiero)\b/.test(line);
    }
  }

  function shareOf(one, other) {
    const all = new Set([...one, ...other]);
    return all.size ? one.filter((each) => other.includes(each)).length / all.size : 0;
  }

  function spell(text) { return globalThis.HandbookReader.splitWords(text).join(" "); }

  function isSameShape(sentence, phrase, { reader, question }) {
    return sentence.negations === phrase.negations && sentence.isTurned === phrase.isTurned && sentence.wh === phrase.wh && sentence.lead === phrase.lead &&
      sentence.isPassive === phrase.isPassive && sentence.turns.join() === phrase.turns.join() &&
      isSameStart(sentence, phrase) &&
      isSameModal(sentence, phrase, question) && people(sentence, reader).join() === people(phrase, reader).join();
  }

  /* A wording that turns the shown question around, or asks for a duty where that asks for leave, has
     another answer: it leads to its question, and no further. */
  function isSameSense(phrase, shown) {
    return phrase.isTurned === shown.isTurned && phrase.modal.includes("must") === shown.modal.includes("must");
  }

  /* What nobody may do, nobody does; what somebody may do is not yet done, and never a duty. */
  function isSameModal(sentence, phrase, question) {
    if (sentence.modal === "past" || sentence.modal === phrase.modal) { return sentence.modal === phrase.modal; }
    const both = new Set([sentence.modal, phrase.modal]);
    return both.size === 2 && both.has("may") && both.has("is") && ["no", "if-you-agree"].includes(question.verdict);
  }

  /* What is done comes first, and in a question without other words the small ones count. */
  function isSameStart(sentence, phrase) {
    if (!sentence.tokens.length || !phrase.tokens.length) { return shareWords(sentence.text, phrase.text) >= BARE; }
    return sentence.tokens[0] === phrase.tokens[0] || Math.min(sentence.tokens.length, phrase.tokens.length) < 2;
  }

  /* 'I' is whoever the question is for. Of teachers others may ask too; whoever else says 'I' must be
     known to be the one that the question is for. */
  function isSure(sentence, phrase, { reader, voices, question }) {
    const [asks, says] = [sentence, phrase].map(({ actors }) => actors.some(isFirst));
    const isSame = people(sentence, reader).join() === people(phrase, reader).join();
    if (!isSame || reader === "teacher" || (!asks && !says)) { return isSame; }
    return asks && (says ? isForAll(question, voices) : voices.length === 1);
  }

  /* Yes and no answer who asks for one of them: not a word, and not 'what' or 'how'. */
  function wants(sentence, question) {
    return question.verdict === "fact" || (sentence.isAsking && !sentence.wh);
  }

  /* Whether a question is for whoever of the staff may be asking; without a sign that is a teacher. */
  function isForAll(question, voices) {
    return voices.some((voice) => question.for.includes(voice)) && (question.for.includes("teacher") ||
      voices.every((voice) => question.for.includes(voice) || !STAFF.includes(voice)));
  }

  function isFirst(actor) { return actor.endsWith("I"); }

  function people(sentence, reader) {
    return sentence.actors.map((actor) => actor.replace(/I$/, reader));
  }

  /* Who may be asking: whom the words name, and nobody who is spoken of as somebody else. */
  function readVoices(text, sentences) {
    const line = spell(text);
    const named = VOICES.filter(([pattern]) => pattern.test(line)).map(([, voices]) => voices);
    const common = READERS.filter((reader) => named.every((voices) => voices.includes(reader)));
    if (named.length) { return common.length ? common : named[0]; }
    const others = new Set(sentences.flatMap(({ actors }) => actors.map((actor) => actor.replace(/^.*:/, ""))));
    const left = READERS.filter((reader) => !others.has(reader));
    return sentences.some(({ actors }) => actors.some(isFirst)) && left.length ? left : READERS;
  }

  function byLikeness(one, other) { return other.likeness - one.likeness || other.letters - one.letters; }

  /* How many words, small ones too, two sentences share: of equals, the nearer wording goes first. */
  function shareWords(one, other) {
    const [asked, said] = [one, other].map((text) => new Set(globalThis.HandbookReader.splitWords(text)));
    return [...asked].filter((word) => said.has(word)).length / Math.max(asked.size, said.size);
  }

  /* The best of each sentence first, then the second best. */
  function mix(found, least) {
    const near = found.filter(({ fit }) => fit >= least);
    const turns = [0, 1, 2].flatMap((place) => near.map(({ questions }) => questions[place]));
    return [...new Set(turns)].filter(Boolean);
  }

  function wordsPattern(words, flags = "") {
    return new RegExp("\\b(?:" + words.map((word) => globalThis.HandbookReader.splitWords(word).join(" ")).join("|") + ")\\b", flags);
  }

  /* Something done to a person who is named within two words: not 'hit her goal', but 'hit her'. */
  function actsPattern(acts) {
    const near = "(?: (?:a|an|the|my|his|her|their|our|your|another|one|some|of|these|those|little)){0,2}";
    const people = "(?:child|children|kids?|students?|boys?|girls?|baby|son|daughter|brothers?|sisters?|wife|husband|mother|mom|father|dad|" +
      "girlfriend|boyfriend|friend|classmates?|somebody|someone|anyone|everyone|everybody|people|himself|herself|themselves|myself)\\b(?! (?:up for|with a|out))";
    const pronoun = "(?:him|her|them)(?=$| (?:at|in|with|when|and|on|by|again|all|every|so|because|if|before|after|too|sometimes|a lot|home|hard|up|until|or)\\b)";
    return new RegExp("\\b(?:" + acts.map(spell).join("|") + ")(?:" + near + " " + people + "| " + pronoun + ")");
  }

  function count(map, key) { map.set(key, (map.get(key) || 0) + 1); }

  globalThis.HandbookGate = Gate;
})();
