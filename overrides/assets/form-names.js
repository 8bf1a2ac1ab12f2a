/* Names typed in one form stand in the next one too, in this tab alone and only while the person asks for
   it: the tab forgets them when it is closed. This file makes no request. */
(function () {
  "use strict";

  /** @type {HTMLFormElement} */
  var form = document.querySelector("[data-hb-form]");
  /** @type {HTMLInputElement} */
  var carry = document.querySelector("[data-hb-carry]");
  if (!form || !carry) { return; }
  var status = document.querySelector("[data-hb-status]");
  var place = "handbook-names";

  /** @returns {HTMLInputElement[]} */
  function named() {
    return Array.from(form.querySelectorAll("input[data-hb-again]"));
  }

  function carried() {
    try { return JSON.parse(sessionStorage.getItem(place)); } catch { return null; }
  }

  function store() {
    var names = carried() || {};
    named().forEach(function (control) { names[control.name] = control.value; });
    try { sessionStorage.setItem(place, JSON.stringify(names)); } catch { carry.checked = false; }
  }

  function forget() {
    carry.checked = false;
    try { sessionStorage.removeItem(place); } catch { /* None were kept. */ }
  }

  /* A name may stand in two places of the form, and once more as the words that are printed. */
  function write(name, words) {
    form.querySelectorAll("input").forEach(function (control) {
      if (control.name !== name) { return; }
      control.value = words;
      var copy = control.previousElementSibling;
      if (copy?.matches(".hb-typed")) { copy.textContent = words; }
    });
  }

  function fillIn(names) {
    carry.checked = true;
    named().forEach(function (control) {
      if (!control.value && names[control.name]) { write(control.name, names[control.name]); }
    });
  }

  carry.addEventListener("change", function () {
    if (carry.checked) { store(); } else { forget(); }
    status.textContent = carry.checked ? "The next form you open in this tab has these names already." : "The next form begins empty.";
  });

  form.addEventListener("input", function () {
    if (carry.checked) { store(); }
  });

  form.addEventListener("reset", forget);

  if (carried()) { fillIn(carried()); }
})();
