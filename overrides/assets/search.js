/* Search: a dialog over the handbook's index. The index and the ranking are fetched when a reader
   first opens it, never before. What is typed stays in this window. */
(function () {
  "use strict";

  var dialog = /** @type {HTMLDialogElement} */ (document.getElementById("hb-search"));
  if (!dialog?.showModal) { return; }
  var input = /** @type {HTMLInputElement} */ (document.getElementById("hb-search-query"));
  var status = document.getElementById("hb-search-status");
  var answers = dialog.querySelector("[data-hb-answers]");
  var results = dialog.querySelector("[data-hb-search-results]");
  /** @type {HTMLElement} */
  var also = dialog.querySelector("[data-hb-search-also]");
  /** @type {HTMLElement} */
  var miss = dialog.querySelector("[data-hb-search-miss]");
  var base = new URL(document.body.getAttribute("data-hb-base").replace(/\/?$/, "/"), location.href);
  var fetched = (document.body.getAttribute("data-hb-fetched") || "").split(" ");
  var scripts = ["search-ranking.js", "question-reader.js", "question-nearness.js", "question-gate.js", "questions.js", "answer-cards.js"];
  var cards = null;
  var shown = 12;
  var shownParts = 3;
  var quiet = 1000;
  var ranking = null;
  var isStarted = false;
  var announcing = 0;

  /* ---- open and close ---- */

  function openSearch(query) {
    if (dialog.open) { return; }
    setExpanded(true);
    dialog.showModal();
    if (query) { input.value = query; }
    input.focus();
    input.select();
    start();
  }

  function setExpanded(isOpen) {
    document.querySelectorAll("[data-hb-search][aria-expanded]").forEach(function (button) {
      button.setAttribute("aria-expanded", String(isOpen));
    });
  }

  dialog.addEventListener("close", function () { setExpanded(false); });
  dialog.addEventListener("click", function (event) {
    var target = /** @type {Element} */ (event.target);
    var isBackdrop = target === dialog;
    if (isBackdrop || target.closest("a[href], [data-hb-search-close]")) { dialog.close(); }
  });
  document.addEventListener("click", function (event) {
    var button = /** @type {Element} */ (event.target).closest("[data-hb-search]");
    if (button) { openSearch(button.getAttribute("data-hb-search")); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      openSearch();
    }
  });

  /* ---- the index ---- */

  /* A file is published under a name with a stamp of what is in it, and the page knows that name. */
  function addressOf(name) {
    var parts = /^(.+)(\.[a-z]+)$/.exec(name);
    var published = fetched.find(function (one) {
      return one.startsWith(parts[1] + ".") && one.endsWith(parts[2]) && !one.slice(parts[1].length + 1, -parts[2].length).includes(".");
    });
    return new URL(published || name, base);
  }

  function start() {
    if (isStarted) { return; }
    isStarted = true;
    status.textContent = "Opening the index …";
    Promise.all([loadIndex(), loadScripts()]).then(function (loaded) {
      return window.HandbookRanking.make(loaded[0]);
    }).then(function (made) {
      cards = new window.HandbookCards(window.HandbookQuestions, base, showChosen);
      return cards.prepare().then(function () { return made; });
    }).then(function (made) {
      ranking = made;
      status.textContent = "";
      ask();
    }).catch(fail);
  }

  /* A page opened from a folder, or shown in a sandbox, may not fetch a file, but may run a script. */
  function loadIndex() {
    if (location.protocol === "file:") { return loadIndexScript(); }
    return fetch(addressOf("search/search_index.json")).then(function (response) {
      if (!response.ok) { throw new Error(response.statusText); }
      return response.json();
    }).catch(loadIndexScript);
  }

  function loadIndexScript() {
    return loadScript(addressOf("search/search_index.js")).then(function () { return window.__index; });
  }

  /* All at once, and run in their order. */
  function loadScripts() {
    return Promise.all(scripts.map(function (name) { return loadScript(addressOf("assets/" + name)); }));
  }

  function loadScript(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.async = false;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function fail() {
    status.textContent = "Search could not be opened here. These pages list everything:";
    miss.hidden = false;
  }

  /* ---- results ---- */

  function ask() {
    var query = input.value.trim();
    if (!ranking) { return; }
    var answer = query ? cards.ask(query) : null;
    var near = answer && answer.kind !== "none" ? answer.questions.flatMap(readPages) : [];
    var found = query ? ranking.lift(ranking.search(cards.toEnglish(query)), near) : [];
    if (answer && answer.kind === "none" && !answer.isAsking && found.length) { answer = null; }
    var reading = ranking.explain(cards.toEnglish(query));
    answers.replaceChildren.apply(answers, answer ? cards.render(answer) : query ? [] : [cards.renderExamples()]);
    also.textContent = found.length && reading.also.length ? "Searched for " + quote(reading.also) + " too." : "";
    also.hidden = !also.textContent;
    results.replaceChildren();
    found.slice(0, shown).forEach(function (hit) { results.append(renderHit(hit, reading.isMeant)); });
    miss.hidden = !query || found.length > 0;
    announce(query ? countPages(found.length, query) : "Type a word, or a whole question.", answer ? cards.say(answer) : "");
  }

  function quote(words) {
    return words.map(function (word) { return "“" + word + "”"; }).join(", ");
  }

  /* The page behind a question's answer, as the index names it. */
  function readPages(question) {
    return question.links.slice(0, 1).map(function (link) { return link.href.split("#")[0]; });
  }

  function showChosen(question) {
    var chosen = { kind: "verdict", questions: [question], fit: 1 };
    answers.replaceChildren.apply(answers, cards.render(chosen));
    answers.querySelector("h3").focus();
    announce(status.firstChild ? status.firstChild.textContent : "", cards.say(chosen));
  }

  /* Said once the reader stops typing: a count for every letter would drown the letters. */
  function announce(text, answer) {
    var said = make("span", "hb-hidden");
    said.textContent = answer ? " " + answer : "";
    clearTimeout(announcing);
    announcing = setTimeout(function () { status.replaceChildren(text, said); }, quiet);
  }

  function countPages(count, query) {
    if (!count) { return "Nothing found for “" + query + "”."; }
    if (count === 1) { return "1 page for “" + query + "”."; }
    return count + " pages for “" + query + "”" + (count > shown ? ", the best " + shown + " first." : ".");
  }

  function renderHit(hit, isMeant) {
    var item = make("li", "hb-hit");
    item.append(renderLink(hit.page, "hb-hit__title", isMeant));
    if (!hit.best) { item.append(renderAnswer(hit.page, isMeant)); }
    var list;
    if (hit.parts.length) {
      list = make("ul", "hb-hit__parts");
      hit.parts.slice(0, shownParts).forEach(function (part) {
        var row = make("li");
        row.append(renderLink(part, "hb-hit__part", isMeant));
        if (part === hit.best) { row.append(renderAnswer(part, isMeant)); }
        list.append(row);
      });
      item.append(list);
    }
    return item;
  }

  function renderLink(entry, name, isMeant) {
    var link = /** @type {HTMLAnchorElement} */ (make("a", name));
    link.href = new URL(entry.location, base).href;
    link.append.apply(link, markWords(readText(entry.title), isMeant));
    return link;
  }

  function renderAnswer(entry, isMeant) {
    var paragraph = make("p", "hb-hit__text");
    paragraph.append.apply(paragraph, markWords(entry.answer || "", isMeant));
    return paragraph;
  }

  /* A text with the words marked that were looked for. */
  function markWords(text, isMeant) {
    return text.split(/([\p{L}\p{N}'’]+)/u).map(function (part, place) {
      if (place % 2 === 0 || !isMeant(part)) { return part; }
      var mark = make("mark", "hb-hit__mark");
      mark.textContent = part;
      return mark;
    });
  }

  function make(tag, name) {
    var element = document.createElement(tag);
    if (name) { element.className = name; }
    return element;
  }

  function readText(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
  }

  /* ---- keys ---- */

  input.addEventListener("input", ask);
  dialog.querySelector("[data-hb-search-form]").addEventListener("submit", function (event) {
    event.preventDefault();
    /** @type {HTMLElement} */
    var answer = answers.querySelector(".hb-answer h3");
    var first = results.querySelector("a");
    if (answer) { answer.focus(); } else if (first) { first.click(); }
  });
  dialog.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
      return;
    }
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) { return; }
    /** @type {Element[]} */
    var stops = [input];
    stops.push(...dialog.querySelectorAll("[data-hb-answers] :is(a, button), [data-hb-search-results] a"));
    var next = /** @type {HTMLElement} */ (stops[stops.indexOf(document.activeElement) + step]);
    if (next) { event.preventDefault(); next.focus(); }
  });

  var given = new URLSearchParams(location.search).get("q");
  if (given) { openSearch(given); }
})();
