/* Paths: on a page that is a step of the path a reader came by, previous and next follow the path.
   The path is kept in this tab until it is left or the tab is closed, and goes nowhere else. */
(function () {
  "use strict";

  var KEY = "hb-path";
  /** @type {HTMLElement} */
  var turn = document.querySelector(".hb-turn");
  /** @type {HTMLAnchorElement[]} */
  var steps = Array.from(document.querySelectorAll("ol.hb-paths > li > a:first-of-type"));

  function read() {
    try { return JSON.parse(sessionStorage.getItem(KEY)); } catch { return null; }
  }

  function write(path) {
    try { sessionStorage.setItem(KEY, JSON.stringify(path)); } catch { /* Reading on still works. */ }
  }

  function withoutHash(address) { return address.split("#")[0]; }

  function make(tag, name, text) {
    var element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  }

  function stepOf(link) { return { title: link.textContent, address: link.href }; }

  /* ---- a page with a path: note it when a reader sets out ---- */

  steps.forEach(function (link) {
    link.addEventListener("click", function () {
      write({
        start: { title: document.querySelector("h1").firstChild.textContent.trim(), address: withoutHash(location.href) },
        steps: steps.map(stepOf)
      });
    });
  });

  /* ---- a step of it: show where it leads ---- */

  function makeLink(step, way, label) {
    var link = make("a", "hb-turn__link hb-turn__link--" + way, "");
    var words = document.createElement("span");
    link.href = step.address;
    words.append(make("span", "hb-turn__way", label), " ", make("span", "hb-turn__title", step.title));
    link.append(words);
    addArrow(link, way);
    return link;
  }

  function addArrow(link, way) {
    var arrow = turn.querySelector(".hb-turn__link--" + way + " svg");
    if (arrow) { link.insertBefore(arrow.cloneNode(true), way === "next" ? null : link.firstChild); }
  }

  function makeNav(path, place) {
    var nav = make("nav", "hb-turn hb-turn--path", "");
    var where = make("p", "hb-turn__where", "Step " + (place + 1) + " of " + path.steps.length + " on the path “" + path.start.title + "” ");
    var leave = make("button", "hb-turn__leave", "Leave this path");
    var next = path.steps[place + 1];
    nav.setAttribute("aria-label", "Previous and next step of the path");
    leave.type = "button";
    leave.addEventListener("click", function () {
      write(null);
      nav.remove();
      turn.hidden = false;
      turn.querySelector("a").focus();
    });
    where.append(leave);
    nav.append(
      where,
      makeLink(path.steps[place - 1] || path.start, "previous", place ? "Previous step" : "Back to"),
      next ? makeLink(next, "next", "Next step") : makeLink(path.start, "next", "End of the path: back to")
    );
    return nav;
  }

  var path = read();
  var place = path ? path.steps.findIndex(function (step) { return withoutHash(step.address) === withoutHash(location.href); }) : -1;
  if (turn && place >= 0) {
    turn.before(makeNav(path, place));
    turn.hidden = true;
  }
})();
