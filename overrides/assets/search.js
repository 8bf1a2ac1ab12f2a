/* Search: a dialog in front of the theme's search worker. The worker and the index are fetched
   when a reader first opens it. What is typed stays in this window. */
(function () {
  "use strict";

  var dialog = document.getElementById("hb-search");
  if (!dialog || !dialog.showModal) { return; }
  var input = document.getElementById("hb-search-query");
  var status = document.getElementById("hb-search-status");
  var results = dialog.querySelector("[data-hb-search-results]");
  var miss = dialog.querySelector("[data-hb-search-miss]");
  var config = JSON.parse(document.getElementById("__config").textContent);
  var base = new URL(config.base.replace(/\/?$/, "/"), location.href);
  var shown = 12;
  var worker = null;
  var isReady = false;
  var isBusy = false;
  var asked = "";
  var documents = new Map();

  /* ---- open and close ---- */

  function openSearch(query) {
    if (dialog.open) { return; }
    setExpanded(true);
    dialog.showModal();
    if (query) { input.value = query; }
    input.focus();
    input.select();
    start();
    ask();
  }

  function setExpanded(open) {
    document.querySelectorAll("[data-hb-search][aria-expanded]").forEach(function (button) {
      button.setAttribute("aria-expanded", String(open));
    });
  }

  dialog.addEventListener("close", function () { setExpanded(false); });
  dialog.addEventListener("click", function (event) {
    var isBackdrop = event.target === dialog;
    var isSamePage = event.target.closest("a[href]");
    if (isBackdrop || isSamePage || event.target.closest("[data-hb-search-close]")) { dialog.close(); }
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-hb-search]");
    if (button) { openSearch(button.getAttribute("data-hb-search")); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      openSearch();
    }
  });

  /* ---- the worker and its index ---- */

  function start() {
    if (worker) { return; }
    status.textContent = "Opening the index …";
    try {
      worker = new Worker(new URL(config.search, location.href));
      worker.addEventListener("message", receive);
      worker.addEventListener("error", fail);
      loadIndex().then(function (index) {
        index.docs.forEach(function (entry) { documents.set(entry.location, entry); });
        index.options = { suggest: false };
        worker.postMessage({ type: 0, data: index });
      }).catch(fail);
    } catch (error) {
      fail();
    }
  }

  function loadIndex() {
    if (location.protocol !== "file:") {
      return fetch(new URL("search/search_index.json", base)).then(function (response) {
        if (!response.ok) { throw new Error(response.statusText); }
        return response.json();
      });
    }
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = new URL("search/search_index.js", base);
      script.onload = function () { resolve(window.__index); };
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function receive(event) {
    if (event.data.type === 1) { isReady = true; }
    if (event.data.type === 3) { isBusy = false; render(event.data.data.items); }
    ask();
  }

  function fail() {
    status.textContent = "Search could not be opened here. These pages list everything:";
    miss.hidden = false;
  }

  function ask() {
    var query = input.value.trim();
    if (!isReady || isBusy || query === asked) {
      if (isReady && !query && !isBusy) { clear(); }
      return;
    }
    asked = query;
    if (!query) { clear(); return; }
    isBusy = true;
    worker.postMessage({ type: 2, data: query });
  }

  /* ---- results ---- */

  function clear() {
    results.replaceChildren();
    miss.hidden = true;
    status.textContent = "Type a word, or a whole question.";
  }

  function render(groups) {
    results.replaceChildren();
    groups.slice(0, shown).forEach(function (group) { results.append(renderGroup(group)); });
    miss.hidden = groups.length > 0;
    status.textContent = countPages(groups.length);
  }

  function countPages(count) {
    if (!count) { return "Nothing found for “" + asked + "”."; }
    if (count === 1) { return "1 page for “" + asked + "”."; }
    return count + " pages for “" + asked + "”" + (count > shown ? ", the best " + shown + " first." : ".");
  }

  function renderGroup(group) {
    var address = group[0].location.split("#")[0];
    var page = group.find(function (entry) { return entry.location === address; }) || group[0];
    var parts = group.filter(function (entry) { return entry.location !== address; }).slice(0, 3);
    var item = make("li", "hb-hit");
    item.append(link(page, "hb-hit__title"), describe(documents.get(address) || page, group[0]));
    if (parts.length) {
      var list = make("ul", "hb-hit__parts");
      parts.forEach(function (part) {
        var row = make("li");
        row.append(link(part, "hb-hit__part"));
        list.append(row);
      });
      item.append(list);
    }
    return item;
  }

  function describe(page, best) {
    var text = make("p", "hb-hit__text");
    if (page.answer || page.text) {
      text.textContent = shorten(page.answer || readText(page.text));
    } else {
      text.append(marked(best.text));
    }
    return text;
  }

  function shorten(text) {
    var sentence = /^.{30,200}?[.?!](?=\s|$)/.exec(text);
    return sentence ? sentence[0] : text.length > 180 ? text.slice(0, 177).replace(/\s\S*$/, "") + " …" : text;
  }

  function link(entry, name) {
    var anchor = make("a", name);
    anchor.href = new URL(entry.location, base);
    anchor.append(marked(entry.title));
    return anchor;
  }

  function make(tag, name) {
    var element = document.createElement(tag);
    if (name) { element.className = name; }
    return element;
  }

  function readText(html) {
    var blocks = html.replace(/<\/(p|li|h\d|td|th|dt|dd)>/g, " ");
    return new DOMParser().parseFromString(blocks, "text/html").body.textContent.replace(/\s+/g, " ").trim();
  }

  function marked(html) {
    var fragment = document.createDocumentFragment();
    html.split(/(<mark[^>]*>.*?<\/mark>)/).forEach(function (part) {
      var text = new DOMParser().parseFromString("<body>" + part, "text/html").body.textContent;
      if (/^<mark/.test(part)) {
        fragment.append(make("mark"));
        fragment.lastChild.textContent = text;
      } else {
        fragment.append(text);
      }
    });
    return fragment;
  }

  /* ---- keys ---- */

  input.addEventListener("input", ask);
  dialog.querySelector("[data-hb-search-form]").addEventListener("submit", function (event) {
    event.preventDefault();
    var first = results.querySelector("a");
    if (first) { first.click(); }
  });
  dialog.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
      return;
    }
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) { return; }
    var stops = [input].concat(Array.prototype.slice.call(results.querySelectorAll("a")));
    var next = stops[stops.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });

  var given = new URLSearchParams(location.search).get("q");
  if (given) { openSearch(given); }
})();
