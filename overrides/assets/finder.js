/* The finder: answers from the list on the page, as a reader types. It ranks with the search's own
   ranking and reads every word it shows from the page; without it the list is complete. */
(function () {
  "use strict";

  var form = document.querySelector("[data-hb-finder]");
  if (!form || !window.HandbookRanking) { return; }
  var SHOWN = 5;
  var CLOSE = 0.5;
  var QUIET_MS = 400;
  var KEY = "#q=";
  var input = form.querySelector("input");
  var status = form.querySelector("[role='status']");
  var clear = form.querySelector("[type='reset']");
  var examples = form.querySelector("[data-hb-finder-examples]");
  var results = document.querySelector("[data-hb-finder-results]");
  var list = all(".hb-finder__topic, .hb-finder__list", document);
  var answers = all("[data-hb-find]", document).map(readAnswer);
  var ranking = null;
  var timer = 0;

  function all(selector, root) { return Array.from(root.querySelectorAll(selector)); }

  /* ---- the list on the page, as something to rank ---- */

  function readAnswer(details) {
    var verdict = details.querySelector("[data-hb-headline]");
    return {
      style: details.getAttribute("data-hb-find"),
      headline: verdict.getAttribute("data-hb-headline"),
      asked: details.getAttribute("data-hb-asked"),
      name: details.querySelector(".hb-find__name").textContent,
      sentence: details.querySelector(".hb-find__answer"),
      more: details.querySelector(".hb-find__more"),
      questions: all(".hb-find__questions a", details).map(function (link) { return link.textContent; })
    };
  }

  /* A verdict says more than a page to read, so pages come after verdicts that fit as well. */
  function makeRanking() {
    var docs = [];
    answers.forEach(function (answer, number) {
      var boost = answer.style === "info" ? 0.8 : 1;
      docs.push({ location: String(number), title: answer.name, text: answer.sentence.textContent, keywords: [], boost: boost });
      answer.questions.forEach(function (question, place) {
        docs.push({ location: number + "#" + place, title: question, text: "", keywords: [question] });
      });
    });
    return new window.HandbookRanking({ docs: docs, synonyms: JSON.parse(form.getAttribute("data-hb-synonyms")) });
  }

  function find(query) {
    ranking = ranking || makeRanking();
    var ranked = ranking.search(query);
    var close = ranked.filter(function (found) { return found.score >= CLOSE * ranked[0].score; });
    return close.slice(0, SHOWN).map(function (found) {
      var answer = answers[Number(found.page.location)];
      return { answer: answer, question: answer.asked || nearest(found.parts, query) || found.page.title };
    });
  }

  /* Of the questions that one answer has, show the one that says most of the words typed. */
  function nearest(parts, query) {
    var words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    function shared(part) {
      var said = part.title.toLowerCase();
      return words.filter(function (word) { return said.includes(word); }).length;
    }
    var best = parts.slice().sort(function (one, other) { return shared(other) - shared(one); })[0];
    return best && best.title;
  }

  /* ---- showing answers ---- */

  function show() {
    var query = input.value.trim();
    var found = query ? find(query) : [];
    var cards = results.querySelector("ol");
    cards.replaceChildren.apply(cards, found.map(makeCard));
    results.hidden = !found.length;
    examples.hidden = Boolean(query);
    clear.hidden = !query;
    list.forEach(function (part) { part.hidden = found.length > 0; });
    results.querySelector("[data-hb-search]").setAttribute("data-hb-search", query);
    clearTimeout(timer);
    timer = setTimeout(function () { settle(query, found); }, QUIET_MS);
  }

  /* Once typing stops: say what was found, and let the address lead back to it. */
  function settle(query, found) {
    status.replaceChildren(count(query, found), make("span", "hb-hidden", sayFirst(found)));
    remember(query);
  }

  function remember(query) {
    var address = query ? KEY + encodeURIComponent(query) : location.pathname + location.search;
    if (query !== readAddress()) { history.replaceState(null, "", address); }
  }

  function count(query, found) {
    if (!query) { return ""; }
    if (!found.length) { return "No answer for “" + query + "”. Try other words, or look through the list below."; }
    return found.length === 1 ? "1 answer. " : found.length + " answers, best first. ";
  }

  /* The best answer, for those who hear the page. */
  function sayFirst(found) {
    return found.length ? found[0].question + " " + found[0].answer.headline + "." : "";
  }

  function makeCard(found) {
    var card = make("li", "hb-answer hb-answer--" + found.answer.style);
    var heading = make("h3", "hb-finder__asked", found.question);
    var label = make("strong", "hb-answer__label", found.answer.headline);
    var sentence = found.answer.sentence.cloneNode(true);
    heading.tabIndex = -1;
    card.append(heading, label, sentence, found.answer.more.cloneNode(true));
    return card;
  }

  function make(tag, name, text) {
    var element = document.createElement(tag);
    element.className = name;
    element.textContent = text || "";
    return element;
  }

  /* ---- what readers do ---- */

  function readAddress() {
    if (!location.hash.startsWith(KEY)) { return ""; }
    var text = location.hash.slice(KEY.length).replace(/\+/g, " ");
    try { return decodeURIComponent(text).trim(); } catch (error) { return text; }
  }

  function askFromAddress() {
    var query = readAddress();
    if (!query || query === input.value.trim()) { return; }
    input.value = query;
    show();
  }

  input.addEventListener("input", show);
  form.addEventListener("reset", function () {
    input.focus();
    setTimeout(show);
  });
  form.addEventListener("submit", function (event) {
    var first = results.querySelector("h3");
    event.preventDefault();
    if (first) { first.focus(); }
  });
  form.addEventListener("click", function (event) {
    var example = event.target.closest("[data-hb-example]");
    if (!example) { return; }
    input.value = example.textContent;
    input.focus();
    show();
  });
  results.addEventListener("click", function () { remember(input.value.trim()); });
  window.addEventListener("hashchange", askFromAddress);
  askFromAddress();
  show();
})();
