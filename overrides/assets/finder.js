/* The finder: an answer as a reader types, where the question is one that the handbook answers, and
   else the nearest questions. Without this script the list on the page is complete. */
(function () {
  "use strict";

  /** @type {HTMLFormElement} */
  var form = document.querySelector("[data-hb-finder]");
  if (!form || !window.HandbookCards || !window.HandbookQuestions) { return; }
  var QUIET_MS = 1000;
  var KEY = "#q=";
  var input = form.querySelector("input");
  var status = form.querySelector("[role='status']");
  /** @type {HTMLElement} */
  var clear = form.querySelector("[type='reset']");
  /** @type {HTMLElement} */
  var examples = form.querySelector("[data-hb-finder-examples]");
  /** @type {HTMLElement} */
  var results = document.querySelector("[data-hb-finder-results]");
  var answers = results.querySelector("[data-hb-answers]");
  var list = all(".hb-finder__topic, .hb-finder__list, .hb-toc");
  var top = new URL("../", new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript)?.src ?? location.href));
  var cards = null;
  var timer = 0;

  function all(selector) { return Array.from(document.querySelectorAll(selector)); }

  /* The gate is made when a reader is about to ask, and not while the page is still being drawn. */
  function getCards() {
    cards = cards || new window.HandbookCards(window.HandbookQuestions, top, showChosen);
    return cards;
  }

  /* ---- showing answers ---- */

  function show() {
    var query = input.value.trim();
    showFound(query, query ? getCards().ask(query) : null, KEY + encodeURIComponent(query));
  }

  /* A question that the reader picked has its own address. */
  function showChosen(question) {
    showFound(input.value.trim(), { kind: "verdict", questions: [question], fit: 1 }, "#" + question.id);
    answers.querySelector("h3").focus();
  }

  function showFound(query, found, address) {
    answers.replaceChildren.apply(answers, found ? getCards().render(found) : []);
    results.hidden = !found;
    examples.hidden = Boolean(query);
    clear.hidden = !query;
    list.forEach(function (part) { part.hidden = Boolean(found); });
    results.querySelector("[data-hb-search]").setAttribute("data-hb-search", query);
    clearTimeout(timer);
    timer = setTimeout(function () { settle(found, address); }, QUIET_MS);
  }

  /* Once typing stops: say what was found, and let the address lead back to it. */
  function settle(found, address) {
    status.replaceChildren(getSaid(found));
    remember(found ? address : location.pathname);
  }

  /* Said, and not shown: the card beside it has the same words. */
  function getSaid(found) {
    var said = document.createElement("span");
    said.className = "hb-hidden";
    said.textContent = found ? getCards().say(found) : "";
    return said;
  }

  function remember(address) {
    if (address !== location.hash) { history.replaceState(null, "", address); }
  }

  /* ---- what readers do ---- */

  function readAddress() {
    if (!location.hash.startsWith(KEY)) { return ""; }
    var text = location.hash.slice(KEY.length).replace(/\+/g, " ");
    try { return decodeURIComponent(text).trim(); } catch { return text; }
  }

  function askFromAddress() {
    var query = readAddress();
    if (query && query !== input.value.trim()) {
      input.value = query;
      show();
    } else if (!query) { openAnswer(); }
  }

  /* An address of one answer opens it in the list. */
  function openAnswer() {
    var answer = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    var details = answer?.closest("details");
    if (!details) { return; }
    details.open = true;
    details.scrollIntoView();
  }

  input.addEventListener("focus", function () { void getCards().prepare(); });
  input.addEventListener("input", show);
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      form.reset();
    }
  });
  form.addEventListener("reset", function () {
    input.focus();
    setTimeout(show);
  });
  form.addEventListener("submit", function (event) {
    var first = answers.querySelector("h3");
    event.preventDefault();
    if (first) { first.focus(); }
  });
  form.addEventListener("click", function (event) {
    var example = /** @type {Element} */ (event.target).closest("[data-hb-example]");
    if (!example) { return; }
    input.value = example.textContent;
    input.focus();
    show();
  });
  results.addEventListener("click", function (event) {
    if (/** @type {Element} */ (event.target).closest("a[href]") && input.value.trim()) { remember(KEY + encodeURIComponent(input.value.trim())); }
  });
  window.addEventListener("hashchange", askFromAddress);
  clear.hidden = true;
  askFromAddress();
})();
