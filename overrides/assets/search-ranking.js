/* Ranking: which pages answer what was typed. It knows the index and no page element, so it runs
   anywhere: from a server, from a folder, without a worker. */
(function () {
  "use strict";

  /* Words that shape a question and hardly say what it is about. */
  var FRAME = wordSet("about all am and are as at be been being by can could did do does doing " +
    "dont for from get gets getting give go got had has have having how if in into is it its just kind " +
    "let like made make makes many much may might more must need not of on or other out over really " +
    "should so some someone somebody something than then there these thing things this those to " +
    "up us use want wants was we were what whats when where which who whom whose why will with would you");
  var ARTICLES = wordSet("a an the my your our their his her i me he she they them that");
  var FRAME_WEIGHT = 0.15;
  var SYNONYM_WEIGHT = 0.75;
  var PREFIX_WEIGHT = 0.9;
  var ENDINGS = /(?:ization|isation|ational|ations?|ators?|ative|ating|ated|ate|iality|ality|ities|ity|ingly|ings?|edly|ied|ed|ions?|ment|ly|e)$/;

  window.HandbookRanking = function (index) {
    var synonyms = readSynonyms(index.synonyms || []);
    var known = new Map();
    var entries = index.docs.map(readEntry);
    var pages = groupPages(entries);
    var spread = countEntries(entries);
    var meanLength = entries.reduce(function (sum, entry) { return sum + entry.length; }, 0) / (entries.length || 1);
    entries.forEach(function (entry) {
      entry.asks.concat(entry.title).forEach(function (phrase) { phrase.weight = weigh(phrase.slots); });
    });

    /* Pages, best first: [{ page, parts, score }], parts being the sections that match, best first. */
    this.search = function (query) {
      var slots = understand(query);
      var total = weigh(slots);
      var subject = slots.filter(function (slot) { return !slot.isFrame; });
      if (!total) { return []; }
      return pages
        .map(function (page) { return scorePage(page, slots, total, subject.length ? subject : slots); })
        .filter(function (found) { return found.score > 0; })
        .sort(function (one, other) { return other.score - one.score; });
    };

    /* ---- the index, read ---- */

    function readEntry(doc) {
      var text = plain(doc.text);
      var entry = {
        doc: doc,
        title: readPhrase(plain(doc.title)),
        asks: (doc.keywords || []).map(readPhrase),
        counts: new Map(),
        all: new Set(),
        length: 0
      };
      readSlots(text).forEach(function (slot) {
        entry.length += 1;
        slot.meanings.forEach(function (weight, token) {
          entry.counts.set(token, (entry.counts.get(token) || 0) + weight);
          entry.all.add(token);
        });
      });
      entry.asks.concat(entry.title).forEach(function (phrase) {
        phrase.tokens.forEach(function (weight, token) { entry.all.add(token); });
      });
      return entry;
    }

    function readPhrase(text) {
      var slots = readSlots(text);
      var tokens = new Map();
      slots.forEach(function (slot) {
        slot.meanings.forEach(function (weight, token) { tokens.set(token, 1); });
      });
      return { slots: slots, tokens: tokens, weight: 0 };
    }

    /* A slot is a word of the text with everything it may mean: itself, and the groups of synonyms
       that it belongs to, alone or with its neighbours. */
    function readSlots(text) {
      var slots = words(text).map(function (word) {
        known.set(word, (known.get(word) || 0) + 1);
        return readSlot(word);
      }).filter(Boolean);
      return addSynonyms(slots);
    }

    function readSlot(word) {
      if (ARTICLES.has(word)) { return null; }
      return { word: word, stem: stem(word), isFrame: FRAME.has(word), meanings: new Map([[stem(word), 1]]) };
    }

    function addSynonyms(slots) {
      slots.forEach(function (slot, start) {
        (synonyms.get(slot.stem) || []).forEach(function (phrase) {
          var isHere = phrase.stems.every(function (part, offset) {
            return slots[start + offset] && slots[start + offset].stem === part;
          });
          if (!isHere) { return; }
          phrase.stems.forEach(function (part, offset) {
            slots[start + offset].meanings.set(phrase.group, SYNONYM_WEIGHT);
          });
        });
      });
      return slots;
    }

    function readSynonyms(groups) {
      var found = new Map();
      groups.forEach(function (group, number) {
        group.forEach(function (phrase) {
          var stems = words(phrase).filter(function (word) { return !ARTICLES.has(word); }).map(stem);
          var others = found.get(stems[0]) || [];
          found.set(stems[0], others.concat({ stems: stems, group: "=" + number }));
        });
      });
      return found;
    }

    function groupPages(all) {
      var found = new Map();
      all.forEach(function (entry) {
        var address = entry.doc.location.split("#")[0];
        if (!found.has(address)) { found.set(address, []); }
        found.get(address).push(entry);
      });
      return Array.from(found.values());
    }

    function countEntries(all) {
      var found = new Map();
      all.forEach(function (entry) {
        entry.all.forEach(function (token) { found.set(token, (found.get(token) || 0) + 1); });
      });
      return found;
    }

    /* ---- the question, read ---- */

    function understand(query) {
      var typed = words(query);
      (index.synonyms || []).forEach(function (group) {
        group.forEach(function (phrase) {
          words(phrase).forEach(function (word) { if (!known.has(word)) { known.set(word, 1); } });
        });
      });
      var slots = typed.map(function (word) { return readSlot(spell(word)); }).filter(Boolean);
      addSynonyms(slots);
      return slots.filter(function (slot, place) {
        return slots.findIndex(function (other) { return other.stem === slot.stem; }) === place;
      });
    }

    function spell(word) { return word; }

    /* ---- weights and scores ---- */

    function rarity(token) {
      var count = spread.get(token) || 0;
      return count ? Math.log(1 + (entries.length - count + 0.5) / (count + 0.5)) : 0;
    }

    function weigh(slots) {
      return slots.reduce(function (sum, slot) {
        slot.gain = new Map();
        slot.best = 0;
        slot.meanings.forEach(function (weight, token) {
          var gain = weight * rarity(token) * (slot.isFrame ? FRAME_WEIGHT : 1);
          slot.gain.set(token, gain);
          slot.best = Math.max(slot.best, gain);
        });
        return sum + slot.best;
      }, 0);
    }

    function scorePage() { return { score: 0 }; }
  };

  function wordSet(text) { return new Set(text.split(" ")); }

  function plain(html) {
    return html.replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  }

  function words(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().match(/[a-z0-9]+/g) || [];
  }

  function stem(word) { return word; }
})();
