/* Reads one question into what it asks: who does something to whom, may or must, how many times no,
   and the words that are left. It knows grammar and the lexicon it is given, and no answer. */
(() => {
  "use strict";

  const CONTRACTIONS = [
    [/\bcannot\b|\bcan'?t\b/g, "can not"], [/\bwon'?t\b/g, "will not"], [/\bshan'?t\b/g, "shall not"],
    [/\b(is|are|was|were|do|does|did|has|have|had|could|would|should|must|need)n'?t\b/g, "$1 not"],
    [/\b(i)'?m\b/g, "$1 am"], [/\b(i|you|we|they)'(?:ve)\b/g, "$1 have"], [/\b(i|you|he|she|we|they|it)'(?:ll)\b/g, "$1 will"],
    [/\b(i|you|he|she|we|they)'d\b/g, "$1 would"], [/\b(you|we|they)'re\b/g, "$1 are"],
    [/\b(what|who|where|when|how|why|it|that|there|he|she)'s\b/g, "$1 is"],
    [/\bw\/ ?/g, "with "], [/\bb\/?c\b/g, "because"], [/\br\b/g, "are"], [/\b2\b(?! ?(?:nd|hours?|weeks?|days?|years?|coaches))/g, "to"], [/\b4\b(?= (?:me|my|us|our|a|the)\b)/g, "for"],
    [/\bppl\b/g, "people"], [/\bu\b/g, "you"], [/\bur\b/g, "your"], [/\bwil\b/g, "will"], [/\b(?:pls|plz)\b/g, "please"],
    [/\bgonna\b/g, "going to"], [/\bgotta\b/g, "have to"], [/\bwanna\b/g, "want to"], [/\bmy principle\b/g, "my principal"]
  ];

  /* Ways into a question that say nothing about it. */
  const OPENINGS = new RegExp("^(?:(?:hi|hello|hey|dear all|ok|okay|so|and|but|well|also|please|thanks|quick question|question|" +
    "sorry|honestly|just|now|one more thing)\\b[,:; ]*|" +
    "(?:i (?:am|was) (?:just )?(?:wondering|curious|asking|not sure|unsure|confused)|(?:can|could|would|will) (?:you|someone|somebody|anyone) (?:please )?(?:tell me|say|explain|clarify|let me know)|" +
    "i (?:just )?(?:want|need|would like|would love) to (?:know|ask|find out|understand|check)|do you know|does anyone know|tell me|let me know|my question is|i wonder|" +
    "is it (?:true|right|correct) that|is it the case that|i have a question)\\b[,:; ]*(?:about )?(?:if|whether|that)?[,:; ]*)+");

  /* Who is asking is no one that the question speaks of. */
  const INTRODUCTION = /^(?:as|being|i am|speaking as) (?:a|an|the|your) (?:(?!can\b|do\b|may\b|am\b|is\b|must\b|should\b|will\b)[\w-]+ ){0,3}?(?:principal|administrator|ap|coach|teacher|parent|mother|father|mom|dad|union rep|rep|member|evaluator)(?: here)?(?: and|,|:|;)? +(?=can|could|may|might|must|should|do|does|will|would|am|is|are|who|what|when|where|why|how)/;

  const SILENT = new Set(("a an the my our your this that these those some any it its to of in on at and as into there here " +
    "please really actually very so then now just also too what which whom been be is are am was were do does did " +
    "can could may might will would shall should must able allowed permitted ok okay alright " +
    "ought supposed possible required obliged obligated going go goes s t m ever thing things something anything " +
    "i me us we you mine ours yourself myself dear hi hello thanks thank regards").split(" "));

  /* Words that turn a question into another one: none may be missing and none too many. */
  const TURNS = new Set(("only all every each both always before after during while until till unless except instead again still " +
    "anymore else other another different own same first last alone together more less most least enough even yet " +
    "because if or when or who against help than between once twice off out over back away up down new old").split(" "));
  const NEGATIONS = new Set("not no never nobody none nothing neither nor without".split(" "));
  const LEANING = new Set("for with about by from without behind against".split(" "));
  const THIRD = new Set("he she him her his hers they them their theirs".split(" "));
  const OWNING = new Set("have has had having get gets getting got".split(" "));
  const FIRST = new Set("i me us we myself".split(" "));
  /** @type {[string, RegExp][]} */
  const MODALS = [
    ["must", /\b(?:must|have to|has to|had to|need to|needs to|required|obliged|obligated|obligatory|mandatory|compulsory|forced|mandated|supposed to)\b/],
    ["should", /\b(?:should|ought)\b/],
    ["may", /\b(?:can|could|may|might|allowed|able|permitted|possible|ok|okay|alright|all right|the right to|permission)\b/]
  ];
  /* Words that turn an answer around: who may refuse need not. */
  const OPPOSED = new RegExp("\\b(?:refus\\w*|declin\\w*|say no|saying no|turn down|ignor\\w*|avoid\\w*|skip\\w*|stop\\w*|quit\\w*|cancel\\w*|" +
    "call off|call it off|opt out|drop out|back out|keep \\w* ?(?:\\w+ )?out|without|secretly|unannounced|optional|voluntary|" +
    "private|confidential|secret|hidden|kept from|hide|anonymous)\\b", "g");
  const LEAST_MENDED = 6;
  const PAST = /^(?:what |who |when |where |why |how )?(?:did|was|were|had|has|have) /;
  const WH = /^(?:(?:at|by|for|from|in|on|to|with|about) )?(how (?:often|long|many|much|soon|far)|who(?:se|m)?|what|when|where|why|how|which)\b/;
  const STARTS = /^(?:am|is|are|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|need|ought)\b/;
  const PARTICIPLE = /^(?:\w+ed|\w{2,}en|told|known|made|used|kept|read|sent|heard|held|put|done|paid|met|let|cut|left|lost|got|said|taught|found|fired|shown)$/;
  const NO_PARTICIPLE = new Set("need often open when then even children women men listen need indeed".split(" "));

  const stems = new Map();

  /* Words come again and again: each is cut down once. */
  function stem(word) {
    if (!stems.has(word)) { stems.set(word, globalThis.HandbookRanking.trim(word)); }
    return stems.get(word);
  }

  class Reader {
    /* The lexicon: actors (who, by the words for them), same (groups of words that mean one thing),
       spanish (words and what they mean). */
    constructor(lexicon) {
      this.phrases = new Map();
      this.known = new Set();
      this.spanish = new Map(Object.entries(lexicon.spanish || {}).map(([said, meant]) => [splitWords(said).join(" "), meant]));
      for (const [actor, names] of Object.entries(lexicon.actors)) {
        for (const name of names) { this.learn(name, { actor }); }
      }
      (lexicon.same || []).forEach((group) => {
        const token = "=" + splitWords(group[0]).join(" ");
        for (const phrase of group) { this.learn(phrase, { token }); }
      });
    }

    learn(phrase, meaning) {
      const shape = meaning.actor ? singular : stem;
      const words = splitWords(phrase).filter((word) => !SILENT.has(word));
      const stems = words.map(shape);
      if (!stems.length) { return; }
      for (const word of words) { this.known.add(word); }
      this.phrases.set(stems[0], [...(this.phrases.get(stems[0]) || []), { stems, shape, ...meaning }]
        .sort((one, other) => other.stems.length - one.stems.length));
    }

    /* Return a text's sentences, each with whether it asks; what only greets or thanks is left away. */
    readText(text) {
      const parts = expand(text).split(/(?<=[.?!])\s+|[\n\r]+|(?<=\?)/).map((part) => part.trim());
      return parts.filter((part) => /[a-z0-9]/.test(part)).map((part) => this.readSentence(part));
    }

    /* Take the words of a text for known, so that a slip of the hand in a question can be mended. */
    remember(text) {
      for (const word of splitWords(text)) { this.known.add(word); }
    }

    isKnown(word) { return this.known.has(word) || SILENT.has(word) || TURNS.has(word) || NEGATIONS.has(word); }

    /* Mend a letter too many, one missing or two swapped; another letter may be another word. */
    mend(word) {
      if (word.length < LEAST_MENDED || this.known.has(word) || SILENT.has(word) || /\d/.test(word)) { return word; }
      for (const other of this.known) {
        if (other.length >= LEAST_MENDED - 1 && other[0] === word[0] && isSlip(word, other)) { return other; }
      }
      return word;
    }

    readSentence(text) {
      const isSpanish = this.isSpanish(text);
      const plain = (isSpanish ? this.translate(text) : text).replace(/[.?!]+$/, "").trim();
      const opened = plain.replace(OPENINGS, "").trim() || plain;
      const stripped = opened.replace(INTRODUCTION, "").replace(OPENINGS, "").trim() || opened;
      const words = splitWords(stripped).map((word) => this.mend(word));
      const line = words.join(" ");
      const [, wh = ""] = WH.exec(line) || [];
      const found = this.readWords(words);
      return {
        ...found,
        text, words, isSpanish, wh,
        isAsking: /\?\s*$/.test(text) || STARTS.test(line) || Boolean(wh) || stripped !== plain,
        modal: readModal(line, Boolean(wh)),
        isPassive: isPassive(words),
        isTurned: ((line.match(OPPOSED) || []).length + found.negations) % 2 === 1,
        length: words.length
      };
    }

    /* Walk through the words once: people in their order, negations, turns and what is left. */
    readWords(words) {
      const found = { actors: [], negations: 0, turns: [], tokens: [], starts: [], lead: "" };
      const kept = words.map((word) => ({ word, stem: stem(word) }));
      let lean = "";
      for (let place = 0; place < kept.length;) {
        const { word } = kept[place];
        const hit = this.match(kept, place);
        if (NEGATIONS.has(word)) { found.negations += 1; }
        if (word === "by" && /ing$/.test(words[place + 1])) { found.turns.push("by"); }
        if (hit?.actor) {
          found.actors.push(lean + hit.actor);
        } else if (FIRST.has(word)) {
          found.actors.push(lean + "I");
        } else if (THIRD.has(word)) {
          found.actors.push("third");
        } else if (word === "you") {
          found.actors.push("you");
        } else if (word === "nobody") {
          found.actors.push("anyone");
        } else if (hit) {
          found.tokens.push(hit.token);
          found.starts.push([place, hit.size]);
          if (hit.token === "=evaluation" && /^(?:my|our)$/.test(words[place - 1])) { found.turns.push("my"); }
        } else if (OWNING.has(word)) {
          if (place > 0 && words[place + 1] !== "to") { found.turns.push("have"); }
        } else if (TURNS.has(word)) {
          if (place === 0 && /^(?:when|who)$/.test(word)) { place += 1; continue; }
          found.turns.push(word);
        } else if (!SILENT.has(word) && !NEGATIONS.has(word) && !LEANING.has(word)) {
          const isModal = /^needs?$/.test(word) && words[place + 1] === "to";
          if (!isModal && !(place === 0 && /^(?:how|why|where|whose)$/.test(word))) {
            found.tokens.push(kept[place].stem);
            found.starts.push([place, 1]);
          }
        }
        if (!found.actors.length && found.tokens.length && !found.lead) { found.lead = found.tokens[0]; }
        if (LEANING.has(word)) { lean = word + ":"; } else if (!SILENT.has(word) || FIRST.has(word)) { lean = ""; }
        place += hit ? hit.size : 1;
      }
      found.turns.sort();
      return found;
    }

    /* The longest known phrase that begins here; small words inside it do not count. */
    match(kept, start) {
      const { word } = kept[start];
      const known = [stem(word), singular(word)].filter((each, place, all) => all.indexOf(each) === place)
        .flatMap((first) => this.phrases.get(first) || [])
        .sort((one, other) => other.stems.length - one.stems.length);
      for (const phrase of known) {
        let place = start;
        let at = 0;
        while (place < kept.length && at < phrase.stems.length) {
          if (phrase.shape(kept[place].word) === phrase.stems[at]) { at += 1; } else if (at === 0 || !isDeterminer(kept[place].word)) { break; }
          place += 1;
        }
        if (at === phrase.stems.length) { return { ...phrase, size: place - start }; }
      }
      return null;
    }

    isSpanish(text) {
      const words = splitWords(text);
      const sure = words.filter((word) => this.spanish.has(word) && !/^(?:a|me|no|son|si|plan|para|video|mentor|coaching)$/.test(word)).length;
      return (sure >= 2 || /[\u00bf\u00a1\u00f1]/.test(text)) && sure >= words.length / 3;
    }

    toEnglish(text) { return this.isSpanish(text) ? this.translate(text) : text; }

    /* Word for word, and known turns of phrase as a whole. */
    translate(text) {
      const words = splitWords(text);
      const said = [];
      for (let place = 0; place < words.length;) {
        const size = [4, 3, 2, 1].find((many) => this.spanish.has(words.slice(place, place + many).join(" "))) || 1;
        const phrase = words.slice(place, place + size).join(" ");
        said.push(this.spanish.get(phrase) ?? phrase);
        place += size;
      }
      return said.filter(Boolean).join(" ");
    }
  }

  function isDeterminer(word) { return /^(?:a|an|the|my|our|your|this|that|these|those|some|any|his|her|their|s)$/.test(word); }

  function readModal(line, isWh) {
    const found = MODALS.filter(([, pattern]) => pattern.test(line)).map(([name]) => name);
    if (PAST.test(line)) { return "past"; }
    if (found.length) { return found.join("+"); }
    return STARTS.test(line) || isWh ? "is" : /\b(?:will|would|does|do|is|are|am)\b/.test(line) ? "is" : "none";
  }

  /* 'Is my coach evaluated' is not 'Is my coach evaluating'. */
  function isPassive(words) {
    return words.some((word, place) => /^(?:am|is|are|was|were|be|been|being|get|gets)$/.test(word) &&
      words.slice(place + 1, place + 5).some((next) => PARTICIPLE.test(next) && !NO_PARTICIPLE.has(next)));
  }

  /* What may be short for something: most texts have nothing of it, and need not be looked through. */
  const SHORT = /'|n'?t\b|\b(?:cannot|im|[uwr24]|ur|wil|pls|plz|bc|ppl|gonna|gotta|wanna|principle)\b|w\/|b\/c/;

  function expand(text) {
    const isPlain = /^[\x20-\x7e]*$/.test(text);
    const plain = (isPlain ? text : text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’‘`´]/g, "'")).toLowerCase();
    return !SHORT.test(plain) ? plain : CONTRACTIONS.reduce((line, [pattern, full]) => line.replace(pattern, full), plain);
  }

  function splitWords(text) {
    return expand(text).replace(/'s\b/g, "").replace(/s'(?=\s|$)/g, "s").replace(/'/g, "").match(/[a-z0-9]+/g) || [];
  }

  function singular(word) {
    return word.length > 3 ? word.replace(/ies$/, "y").replace(/(ss|x|z|ch|sh)es$/, "$1").replace(/([^su])s$/, "$1") : word;
  }

  /* Whether two words differ by one letter that is too many, or by two neighbors swapped. */
  function isSlip(one, other) {
    const [long, short] = one.length >= other.length ? [one, other] : [other, one];
    if (long.length - short.length > 1) { return false; }
    let at = 0;
    while (at < short.length && long[at] === short[at]) { at += 1; }
    if (long.length > short.length) { return long.slice(at + 1) === short.slice(at); }
    return long[at] === short[at + 1] && long[at + 1] === short[at] && long.slice(at + 2) === short.slice(at + 2);
  }

  globalThis.HandbookReader = Reader;
  Reader.splitWords = splitWords;
})();
