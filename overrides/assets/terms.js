/* Glossary words explained in place: a word's meaning in a small box, on hover, focus or a tap.
   Without this, the word is a link to the glossary; with it, it still is. */
(function () {
  "use strict";

  var LINGER_MS = 250;
  var GAP = 6;
  var box = null;
  var shown = null;
  var timer = 0;

  function termAt(target) { return target instanceof Element ? target.closest("a[data-hb-term]") : null; }

  function makeBox() {
    box = document.createElement("div");
    box.id = "hb-meaning";
    box.className = "hb-meaning";
    box.setAttribute("role", "tooltip");
    box.hidden = true;
    box.addEventListener("pointerenter", keep);
    box.addEventListener("pointerleave", hideSoon);
    (document.querySelector("main") || document.body).append(box);
  }

  function show(term) {
    keep();
    if (shown === term) { return; }
    if (!box) { makeBox(); }
    hide();
    shown = term;
    box.textContent = term.getAttribute("data-hb-term");
    box.hidden = false;
    term.setAttribute("aria-describedby", box.id);
    place(term.getClientRects()[0] || term.getBoundingClientRect());
  }

  /* Below the word, or above where there is more room; never past the edge of the window. */
  function place(word) {
    var right = document.documentElement.clientWidth - box.offsetWidth - GAP;
    var below = word.bottom + GAP;
    var above = word.top - GAP - box.offsetHeight;
    var origin = box.offsetParent.getBoundingClientRect();
    var top = below + box.offsetHeight > window.innerHeight && above > 0 ? above : below;
    box.style.left = Math.max(GAP, Math.min(word.left, right)) - origin.left + "px";
    box.style.top = top - origin.top + "px";
  }

  function hide() {
    if (!shown) { return; }
    shown.removeAttribute("aria-describedby");
    box.hidden = true;
    shown = null;
  }

  /* The pointer may travel from the word to its meaning. */
  function hideSoon() { timer = setTimeout(hide, LINGER_MS); }
  function keep() { clearTimeout(timer); }

  document.addEventListener("pointerover", function (event) {
    var term = termAt(event.target);
    if (term && event.pointerType === "mouse") { show(term); }
  });
  document.addEventListener("pointerout", function (event) {
    if (termAt(event.target) && event.pointerType === "mouse" && document.activeElement !== shown) { hideSoon(); }
  });
  document.addEventListener("focusin", function (event) {
    var term = termAt(event.target);
    if (term?.matches(":focus-visible")) { show(term); }
  });
  document.addEventListener("focusout", function (event) {
    if (termAt(event.target) === shown) { hide(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { hide(); }
  });

  /* The first tap explains the word, the next one on it leads to the glossary; one elsewhere hides it. */
  document.addEventListener("click", function (event) {
    var term = termAt(event.target);
    if (term && event.pointerType === "touch" && term !== shown) {
      event.preventDefault();
      show(term);
    } else if (!term && !box?.contains(event.target)) {
      hide();
    }
  });
})();
