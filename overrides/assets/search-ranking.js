/* Ranking: which pages answer what was typed. It knows the index and no page element, so it works
   the same from a server and from a folder, and needs no worker. */
(function () {
  "use strict";

  /* Words that shape a question and hardly say what it is about; and words that never do. */
  var FRAME = wordSet("about after all am and any are as at be been before being but by can could did do does " +
    "doing dont for from get gets getting give go got had has have having how if in into is isnt it its " +
    "just kind let like made make makes many may might more must need not of on or other our out " +
    "really should so some someone somebody something than then there thing things this those to up us use want " +
    "wants was what whats when where which who whom whose why will with wont would yes");
  var SILENT = wordSet("a an the my your our their his her i im me he she it we they them that you s t");
  var ENDING = /^(.{3,}?)(?:i[sz]ation|ational|ation|ator|ative|ating|ated|ate|ality|ity|ingly|ing|ied|ed|ion|ally|al|ly|e)$/;
  var WEIGHT = { frame: 0.2, synonym: 0.8, prefix: 0.9, typo: 0.8, phrase: 1, title: 0.6, text: 0.4, page: 0.4, order: 0.3 };
  var FEWEST = 0.3;
  var PART = 0.75;

  window.HandbookRanking = function (index) {
    var synonyms = readSynonyms(index.synonyms || []);
    var known = new Map();
    var slotOf = new Map();
    var entries = index.docs.map(readEntry);
    var pages = groupPages();
    var spread = countEntries();
    var meanLength = entries.reduce(function (sum, entry) { return sum + entry.length; }, 1) / entries.length;
    entries.forEach(function (entry) {
      entry.asks.concat(entry.title).forEach(function (phrase) { phrase.weight = weigh(phrase.slots); });
    });
    synonyms.words.forEach(function (word) { count(known, word, 1); });

    /* Returns the pages that answer, best first: { page, parts }, parts being the sections that do. */
    this.search = function (query) {
      var asked = readQuery(query);
      var found = pages
        .map(function (page) { return scorePage(page, asked); })
        .sort(function (one, other) { return other.score - one.score; });
      return found.filter(function (page) { return page.score > 0 && page.score >= FEWEST * found[0].score; });
    };

    /* ---- reading the index ---- */

    function readEntry(doc) {
      var slots = readSlots(doc.text);
      var entry = {
        doc: doc, isPage: !doc.location.includes("#"), title: readPhrase(doc.title), asks: (doc.keywords || []).map(readPhrase),
        counts: new Map(), all: new Set(), length: slots.length
      };
      slots.forEach(function (slot) {
        slot.meanings.forEach(function (_, token) { count(entry.counts, token, 1); entry.all.add(token); });
      });
      entry.asks.concat(entry.title).forEach(function (phrase) {
        phrase.tokens.forEach(function (token) { entry.all.add(token); });
      });
      return entry;
    }

    function readPhrase(text) {
      var slots = readSlots(text);
      var tokens = new Set();
      slots.forEach(function (slot) { slot.meanings.forEach(function (_, token) { tokens.add(token); }); });
      return { slots: slots, tokens: tokens, pairs: pairUp(slots), weight: 0 };
    }

    /* A slot is a word with all it may mean: itself, and the groups of synonyms it belongs to. */
    function readSlots(html) {
      return addSynonyms(readWords(html.replace(/<[^>]*>/g, " ")).map(function (word) {
        count(known, word, 1);
        if (!slotOf.has(word)) { slotOf.set(word, makeSlot([word], 1)); }
        return slotOf.get(word);
      }));
    }

    function makeSlot(alternatives, weight) {
      var meanings = new Map();
      alternatives.forEach(function (word) { meanings.set(stem(word), weight); });
      return { stem: stem(alternatives[0]), isFrame: FRAME.has(alternatives[0]), meanings: meanings };
    }

    function pairUp(slots) {
      return slots.slice(1).map(function (slot, place) { return slots[place].stem + " " + slot.stem; });
    }

    function addSynonyms(slots) {
      slots.slice().forEach(function (slot, start) {
        slot.meanings.forEach(function (_, first) {
          (synonyms.get(first) || []).forEach(function (phrase) {
            var isWhole = phrase.stems.every(function (part, place) {
              return slots[start + place] && slots[start + place].meanings.has(part);
            });
            phrase.stems.forEach(function (_, place) {
              if (isWhole) { slots[start + place] = withMeaning(slots[start + place], phrase.group); }
            });
          });
        });
      });
      return slots;
    }

    function withMeaning(slot, group) {
      return { stem: slot.stem, isFrame: slot.isFrame, meanings: new Map(slot.meanings).set(group, WEIGHT.synonym) };
    }

    function groupPages() {
      var found = new Map();
      entries.forEach(function (entry) {
        var address = entry.doc.location.split("#")[0];
        found.set(address, (found.get(address) || []).concat(entry));
      });
      return Array.from(found.values());
    }

    function countEntries() {
      var found = new Map();
      entries.forEach(function (entry) {
        entry.all.forEach(function (token) { count(found, token, 1); });
      });
      return found;
    }

    /* ---- reading the question ---- */

    function readQuery(query) {
      var slots = addSynonyms(readWords(query).map(readTyped));
      var total = weigh(slots);
      var subject = slots.filter(function (slot) { return !slot.isFrame; });
      return { slots: slots, pairs: pairUp(slots), total: total, subject: subject.length ? subject : slots };
    }

    /* A word that no page has is the beginning of one, a slip of the hand, or another form of one. */
    function readTyped(word) {
      if (known.has(word) || FRAME.has(word)) { return makeSlot([word], 1); }
      var longer = findKnown(function (other) { return word.length > 2 && other.startsWith(word); });
      if (longer.length) { return makeSlot(longer, WEIGHT.prefix); }
      var close = findClose(word, 3, 1);
      if (!close.length && !spread.has(stem(word))) { close = findClose(word, 6, 2); }
      return close.length ? makeSlot(close, WEIGHT.typo) : makeSlot([word], 1);
    }

    function findClose(word, longerThan, edits) {
      return findKnown(function (other) {
        return word.length > longerThan && word[0] === other[0] &&
          Math.abs(word.length - other.length) <= edits && countEdits(word, other, edits) <= edits;
      });
    }

    function findKnown(isMeant) {
      return Array.from(known.keys()).filter(isMeant).sort(function (one, other) {
        return known.get(other) - known.get(one);
      });
    }

    /* ---- scores ---- */

    function scorePage(page, asked) {
      var scored = page.map(function (entry) { return { doc: entry.doc, score: scoreEntry(entry, asked) }; });
      var best = Math.max.apply(null, scored.map(function (each) { return each.score; }));
      var isAbout = asked.subject.some(function (slot) { return page.some(function (entry) { return gain(slot, entry.all) > 0; }); });
      var covered = asked.slots.reduce(function (sum, slot) {
        return sum + Math.max.apply(null, page.map(function (entry) { return gain(slot, entry.all); }));
      }, 0);
      return {
        page: page[0].doc,
        parts: scored.slice(1)
          .filter(function (each) { return each.score >= 0.6 * best; })
          .sort(function (one, other) { return other.score - one.score; })
          .map(function (each) { return each.doc; }),
        score: isAbout ? (best + WEIGHT.page * covered / asked.total) * (page[0].doc.boost || 1) : 0
      };
    }

    function scoreEntry(entry, asked) {
      var title = scorePhrase(entry.title, asked);
      var asks = entry.asks.map(function (phrase) { return scorePhrase(phrase, asked); });
      return WEIGHT.phrase * Math.max.apply(null, asks.concat(title)) + WEIGHT.text * scoreText(entry, asked) +
        (entry.isPage ? WEIGHT.title * title : 0);
    }

    /* How far the question and a phrase are the same: 1 when every word of each is in the other. */
    function scorePhrase(phrase, asked) {
      var shared = asked.slots.reduce(function (sum, slot) { return sum + gain(slot, phrase.tokens); }, 0);
      var words = shared / (PART * asked.total + (1 - PART) * phrase.weight) || 0;
      var order = asked.pairs.filter(function (pair) { return phrase.pairs.includes(pair); }).length /
        Math.max(asked.pairs.length, phrase.pairs.length, 1);
      return Math.min(1, words) + WEIGHT.order * order;
    }

    function scoreText(entry, asked) {
      var drag = 1.2 * (0.3 + 0.7 * entry.length / meanLength);
      return asked.slots.reduce(function (sum, slot) {
        var best = 0;
        slot.gains.forEach(function (value, token) {
          var times = entry.counts.get(token) || 0;
          best = Math.max(best, value * times / (times + drag));
        });
        return sum + best;
      }, 0) / asked.total;
    }

    function gain(slot, tokens) {
      var best = 0;
      slot.gains.forEach(function (value, token) {
        if (value > best && tokens.has(token)) { best = value; }
      });
      return best;
    }

    /* A rare word says more than a common one. */
    function weigh(slots) {
      return slots.reduce(function (sum, slot) {
        slot.gains = new Map();
        slot.meanings.forEach(function (weight, token) {
          slot.gains.set(token, weight * rarity(token) * (slot.isFrame ? WEIGHT.frame : 1));
        });
        return sum + Math.max.apply(null, Array.from(slot.gains.values()));
      }, 0);
    }

    function rarity(token) {
      var times = spread.get(token);
      return times ? Math.log(1 + (entries.length - times + 0.5) / (times + 0.5)) : 0;
    }
  };

  function readSynonyms(groups) {
    var found = new Map();
    found.words = [];
    groups.forEach(function (group, number) {
      group.forEach(function (phrase) {
        var said = readWords(phrase);
        var stems = said.map(stem);
        found.words = found.words.concat(said);
        found.set(stems[0], (found.get(stems[0]) || []).concat({ stems: stems, group: "=" + number }));
      });
    });
    return found;
  }

  function readWords(text) {
    var plain = text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
    return (plain.match(/[a-z0-9]+/g) || []).filter(function (word) { return !SILENT.has(word); });
  }

  /* Takes off an ending, so that 'evaluates', 'evaluator' and 'evaluation' are one word. */
  function stem(word) {
    if (word.length < 4) { return word; }
    var single = word.replace(/ies$/, "y").replace(/(ss|x|z|ch|sh)es$/, "$1").replace(/([^su])s$/, "$1");
    return single.replace(/(.{4})ment$/, "$1").replace(ENDING, "$1").replace(/(.)\1$/, "$1").replace(/y$/, "i");
  }

  /* How many letters differ, miss, are too many or swapped; any number above the limit when more. */
  function countEdits(one, other, limit) {
    var before = [], last = [], row = [];
    for (var start = 0; start <= other.length; start++) { row.push(start); }
    for (var i = 1; i <= one.length; i++) {
      before = last; last = row; row = [i];
      for (var j = 1; j <= other.length; j++) {
        var isSame = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min.apply(null, row) > limit) { return limit + 1; }
    }
    return row[other.length];
  }

  function wordSet(text) { return new Set(text.split(" ")); }

  function count(map, key, more) { map.set(key, (map.get(key) || 0) + more); }
})();
