/* The menu, the panels that open and close, printing, and where the reader is on the page.
   Everything here is extra: without it the handbook still reads. Search is in search.js. */
(function () {
  "use strict";

  var narrow = matchMedia("(max-width: 74.99em)");

  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  /* ---- panels: a button with aria-controls, and what it opens ---- */

  function isOpen(button) {
    return button.getAttribute("aria-expanded") === "true";
  }

  function setOpen(button, open) {
    var panel = document.getElementById(button.getAttribute("aria-controls"));
    button.setAttribute("aria-expanded", String(open));
    panel.toggleAttribute("data-hb-opened", open);
    if (panel.matches("fieldset")) { panel.hidden = !open; }
    if (panel.hasAttribute("data-hb-drawer")) { setDrawer(panel, button, open); }
  }

  function setDrawer(drawer, button, open) {
    var node;
    for (node = drawer; node.parentElement; node = node.parentElement) {
      all(":scope > *", node.parentElement).forEach(function (sibling) {
        if (sibling !== node && !/^(SCRIPT|LINK|DIALOG|HEAD)$/.test(sibling.tagName)) { sibling.inert = open; }
      });
    }
    document.body.style.overflow = open ? "hidden" : "";
    if (open) {
      drawer.querySelector("[data-hb-close]").focus();
    } else if (button.offsetParent !== null) {
      button.focus();
    }
  }

  function openButtons() {
    return all("[data-hb-open], [data-hb-toggle]").filter(isOpen);
  }

  document.addEventListener("click", function (event) {
    var target = /** @type {Element} */ (event.target);
    var button = target.closest("[data-hb-open], [data-hb-toggle]");
    var close = target.closest("[data-hb-close]");
    if (button) { setOpen(button, !isOpen(button)); return; }
    openButtons().forEach(function (other) {
      var panel = document.getElementById(other.getAttribute("aria-controls"));
      var isFloating = panel.matches("fieldset, [data-hb-drawer]");
      if (close || (isFloating && !panel.contains(target))) { setOpen(other, false); }
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    openButtons().forEach(function (button) {
      setOpen(button, false);
      if (button.offsetParent !== null) { button.focus(); }
    });
  });

  all("[data-hb-toggle='hb-scheme']").forEach(function (button) {
    var panel = document.getElementById("hb-scheme");
    panel.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !panel.contains(/** @type {Node} */ (event.relatedTarget))) { setOpen(button, false); }
    });
  });

  /* The rest of the page is inert while the menu is open; this keeps Tab from leaving for the browser. */
  all("[data-hb-drawer]").forEach(function (drawer) {
    drawer.addEventListener("keydown", function (event) {
      var stops = all("a[href], button", drawer);
      var from = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (event.key !== "Tab" || !drawer.hasAttribute("data-hb-opened") || document.activeElement !== from) { return; }
      event.preventDefault();
      stops[event.shiftKey ? stops.length - 1 : 0].focus();
    });
  });

  narrow.addEventListener("change", function () {
    openButtons().forEach(function (button) { setOpen(button, false); });
  });

  /* ---- light or dark ---- */

  all("input[name='hb-scheme']").forEach(function (input) {
    input.checked = input.value === window.handbookScheme.read();
    input.addEventListener("change", function () { window.handbookScheme.choose(input.value); });
  });

  /* ---- printing ---- */

  document.addEventListener("click", function (event) {
    if (/** @type {Element} */ (event.target).closest("[data-hb-print]")) { window.print(); }
  });

  window.addEventListener("beforeprint", function () {
    all("details:not([open])").forEach(function (details) {
      details.open = true;
      details.setAttribute("data-hb-printed", "");
    });
    all("input[type='date'], input[type='time']").forEach(function (input) {
      input.toggleAttribute("data-hb-empty", !input.value);
    });
  });

  window.addEventListener("afterprint", function () {
    all("details[data-hb-printed]").forEach(function (details) {
      details.open = false;
      details.removeAttribute("data-hb-printed");
    });
  });

  /* ---- a table wider than the page scrolls inside a named region that takes focus ---- */

  function wrapTable(table) {
    var region = document.createElement("div");
    var caption = table.querySelector("caption");
    var heading = all("h1, h2, h3, h4").filter(function (candidate) {
      return candidate.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).pop();
    region.className = "hb-table";
    region.tabIndex = 0;
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", "Table: " + (caption || heading || document).textContent.replace("¶", "").trim());
    table.replaceWith(region);
    region.append(table);
  }

  all(".hb-article table").forEach(function (table) {
    var isLoose = !table.closest(".hb-table");
    if (isLoose && table.scrollWidth > table.parentElement.clientWidth + 1) { wrapTable(table); }
  });

  /* What does not scroll is no stop: on a phone a table of cards is taller than the screen, and the
     focus would land in its middle. */
  function markScrolling() {
    all(".hb-table").forEach(function (region) {
      if (region.scrollWidth > region.clientWidth + 1) { region.tabIndex = 0; } else { region.removeAttribute("tabindex"); }
    });
  }

  markScrolling();
  window.addEventListener("resize", markScrolling);

  /* ---- mark the heading the reader is at ---- */

  var links = all("[data-hb-spy] a");
  var targets = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });

  function markHeading() {
    var line = window.innerHeight * 0.3;
    var current = -1;
    targets.forEach(function (target, index) {
      if (target && target.getBoundingClientRect().top < line) { current = index; }
    });
    links.forEach(function (link, index) {
      if (index === current) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
  }

  var isWaiting = false;
  if (links.length) {
    window.addEventListener("scroll", function () {
      if (isWaiting) { return; }
      isWaiting = true;
      requestAnimationFrame(function () { isWaiting = false; markHeading(); });
    }, { passive: true });
  }
})();
