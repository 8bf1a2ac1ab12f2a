/* The bank of questions: only those of one moment, or of one principle. Without this script the page
   has them all, and a list of each moment. */
(function () {
  "use strict";

  var form = document.querySelector("[data-hb-prompts]");
  if (!form) { return; }
  /** @type {HTMLSelectElement[]} */
  var picks = Array.from(form.querySelectorAll("[data-hb-pick]"));
  /** @type {HTMLElement[]} */
  var prompts = Array.from(document.querySelectorAll("[data-hb-prompt]"));
  /** @type {HTMLElement[]} */
  var titles = Array.from(document.querySelectorAll("[data-hb-prompt-group]"));
  var status = form.querySelector("[role='status']");

  function fits(prompt) {
    return picks.every(function (pick) {
      var has = (prompt.getAttribute("data-" + pick.getAttribute("data-hb-pick")) || "").split(" ");
      return !pick.value || has.includes(pick.value);
    });
  }

  /* A title is shown while something stands under it. */
  function hasAny(title) {
    var next = title.nextElementSibling;
    while (next && !/^H[12]$/.test(next.tagName) && next.tagName !== title.tagName) {
      if (next instanceof HTMLElement && next.hasAttribute("data-hb-prompt") && !next.hidden) { return true; }
      next = next.nextElementSibling;
    }
    return false;
  }

  function show() {
    prompts.forEach(function (prompt) { prompt.hidden = !fits(prompt); });
    titles.forEach(function (title) { title.hidden = !hasAny(title); });
    var count = prompts.filter(function (prompt) { return !prompt.hidden; }).length;
    status.textContent = count + (count === 1 ? " question" : " questions");
  }

  /* A link to a question leads there whatever was picked. */
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var prompt = target?.closest("[data-hb-prompt]");
    if (prompt instanceof HTMLElement && prompt.hidden) {
      picks.forEach(function (pick) { pick.value = ""; });
      show();
      target.scrollIntoView();
    }
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  addEventListener("hashchange", reveal);
})();
