/* A form on its page: nothing typed is lost by mistake, cut on paper or sent anywhere.
   Kept on this device only while the person asks for it. This file makes no request. */
(function () {
  "use strict";

  /** @type {HTMLFormElement} */
  var form = document.querySelector("[data-hb-form]");
  var panel = document.querySelector("[data-hb-form-tools]");
  if (!form || !panel) { return; }

  /** @type {HTMLInputElement} */
  var keep = panel.querySelector("[data-hb-keep]");
  var status = panel.querySelector("[data-hb-status]");
  var place = "handbook-form/" + form.getAttribute("data-hb-form");
  var isUnprinted = false;

  function blanks() {
    return Array.prototype.filter.call(form.elements, function (control) {
      return control.matches("input, select, textarea");
    });
  }

  function isBox(control) {
    return control.type === "checkbox" || control.type === "radio";
  }

  function isFilled(control) {
    return isBox(control) ? control.checked : control.value !== "";
  }

  function say(words) {
    status.textContent = words;
  }

  /* ---- what is typed, once more as plain words: paper shows these, which wrap and are never cut ---- */

  function addCopy(control) {
    var copy = document.createElement("span");
    copy.className = "hb-typed";
    control.before(copy);
  }

  function copyWords(control) {
    var copy = control.previousElementSibling;
    if (copy?.matches(".hb-typed")) { copy.textContent = control.type === "date" ? spellDay(control.value) : control.value; }
  }

  function spellDay(day) {
    var parts = day.split("-").map(Number);
    return day && new Date(parts[0], parts[1] - 1, parts[2]).toLocaleDateString();
  }

  /* ---- kept on this device ---- */

  function kept() {
    /* The last sixteen characters are the text code of the form's words, which may have changed. */
    return Object.keys(localStorage).filter(function (name) {
      return name.length === place.length && name.startsWith(place.slice(0, -16));
    });
  }

  function forget() {
    kept().forEach(function (name) { localStorage.removeItem(name); });
  }

  function store() {
    var typed = blanks().filter(isFilled).map(function (control) { return [control.name, control.value]; });
    try {
      forget();
      localStorage.setItem(place, JSON.stringify(typed));
      return true;
    } catch {
      keep.checked = false;
      say("This browser keeps nothing for this page. Print the form before you leave.");
      return false;
    }
  }

  function restore(name) {
    var pairs = JSON.parse(localStorage.getItem(name));
    var typed = new Map(pairs);
    /* Of some blanks several boxes are ticked, all under one name. */
    var ticked = new Set(pairs.map(function (pair) { return JSON.stringify(pair); }));
    blanks().forEach(function (control) {
      if (isBox(control)) {
        control.checked = ticked.has(JSON.stringify([control.name, control.value]));
      } else if (typed.has(control.name)) {
        control.value = typed.get(control.name);
        copyWords(control);
      }
    });
    keep.checked = true;
    if (name === place) {
      say("Filled in with what you kept on this device.");
    } else if (store()) {
      say("The words of this form have changed since you filled it in. Read them again before you sign.");
    }
  }

  function start() {
    var names;
    try {
      names = kept();
      if (names.length) { restore(names.indexOf(place) < 0 ? names[0] : place); }
    } catch {
      keep.disabled = true;
      say("This browser keeps nothing for this page. Print the form before you leave.");
    }
  }

  keep.addEventListener("change", function () {
    if (!keep.checked) {
      forget();
      say("Nothing is kept on this device any more.");
    } else if (store()) {
      say("What you type in this form is kept in this browser until you clear it.");
    }
  });

  panel.querySelector("[data-hb-clear]").addEventListener("click", function () {
    var isSure = !blanks().some(isFilled) || window.confirm("Empty every blank of this form, and delete what is kept on this device?");
    if (!isSure) { return; }
    form.reset();
    blanks().forEach(copyWords);
    if (!keep.disabled) { forget(); }
    keep.checked = isUnprinted = false;
    say("Every blank is empty, and nothing is kept on this device.");
  });

  /* ---- typing, printing, leaving ---- */

  /* A name that stands in two places of the form is asked for once. */
  function copyToTwin(control) {
    blanks().forEach(function (other) {
      if (other !== control && other.name === control.name && !isBox(other)) {
        other.value = control.value;
        copyWords(other);
      }
    });
  }

  form.addEventListener("input", function (event) {
    isUnprinted = true;
    copyWords(event.target);
    copyToTwin(event.target);
    if (keep.checked) { store(); }
  });

  /* The Enter key must not send the page away with what was typed in its address. */
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  window.addEventListener("afterprint", function () { isUnprinted = false; });

  window.addEventListener("beforeunload", function (event) {
    if (isUnprinted && !keep.checked && blanks().some(isFilled)) { event.preventDefault(); }
  });

  blanks().forEach(function (control) {
    if (!isBox(control)) { addCopy(control); }
  });
  document.documentElement.style.setProperty("--hb-imprint", JSON.stringify(panel.getAttribute("data-hb-form-tools")));
  start();
})();
