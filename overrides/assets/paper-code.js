/* Says what a text code stands for: on the page of a form that a square code opened, and where one
   types it. What it knows was written by the build into editions-data.js; it asks nobody. */
(() => {
  "use strict";

  const LONG = 16;
  const SHORT = 8;
  const SIGNS = /^[0-9A-HJKMNP-TV-Z]+$/;
  /** @type {HTMLElement} */
  const place = document.querySelector("[data-hb-paper]");
  const known = globalThis.HandbookEditions;
  if (!place || !known) { return; }
  const own = place.dataset.hbPaper;
  const top = new URL("../", new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript)?.src ?? location.href));

  /* The same reading as the engine's: small letters, spaces, hyphens and lookalikes make no other code. */
  function read(typed) {
    const code = typed.replace(/[\s·–—-]+/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
    return code.length >= SHORT && code.length <= LONG && SIGNS.test(code) ? code : "";
  }

  function make(tag, text, look = "") {
    const made = document.createElement(tag);
    made.textContent = text;
    if (look) { made.className = look; }
    return made;
  }

  function box(style, label, ...parts) {
    const made = make("div", "", "hb-answer hb-answer--" + style);
    const head = make("p", "");
    head.append(make("strong", label));
    made.append(head, ...parts);
    return made;
  }

  function link(found, text) {
    const line = make("p", "");
    const made = document.createElement("a");
    made.href = new URL(found.page, top).href;
    made.textContent = text;
    line.append(made);
    return line;
  }

  function listOf(changes) {
    const list = make("ul", "");
    for (const [old, now, noun] of changes) {
      for (const [label, text] of [["Removed", old], ["Added", now]]) {
        if (text) {
          const item = make("li", "");
          item.append(make("strong", label + (noun ? " " + noun : "") + ": "), text);
          list.append(item);
        }
      }
    }
    return list;
  }

  function toSign(found) {
    if (found.sign === null) { return "The district has not decided yet whether those who signed it must sign again."; }
    return found.sign ? "Whoever signed it must sign the new words." : "Nobody has to sign again.";
  }

  function show(found) {
    const edition = (found.editions.length > 1 ? "editions " : "edition ") + found.editions.join(", ");
    if (found.current) {
      const parts = [make("p", "“" + found.title + "” has the same words today (" + edition + ").")];
      return box("yes", "Current", ...parts, ...(found.form === own ? [] : [link(found, "Open the form")]));
    }
    const parts = [make("p", "“" + found.title + "” had these words in the " + edition + ".")];
    if (!found.page) { return box("no", "No longer used", ...parts, make("p", "The handbook has no such form any more.")); }
    parts.push(make("p", toSign(found)), ...found.because.map((why) => make("p", why)));
    if (found.changes.length) {
      parts.push(make("p", "This changed since:"), listOf(found.changes));
    } else {
      parts.push(make("p", "Only the district's own words changed since, such as a name or a telephone number."));
    }
    parts.push(found.form === own ? make("p", "Today's form is on this page.") : link(found, "Open today's form"));
    return box("ask", "Superseded", ...parts);
  }

  function answer(typed) {
    const code = read(typed);
    if (!code) { return [box("info", "No text code", make("p", "A text code has eight signs on paper, in two groups, such as " + known[0].code.slice(0, SHORT / 2) + "-" + known[0].code.slice(SHORT / 2, SHORT) + "."))]; }
    const found = known.filter((one) => one.code.startsWith(code));
    if (!found.length) { return [box("info", "Not known", make("p", "No edition of this handbook has a form with this text code. Look at the signs again, or ask the coaching office."))]; }
    return found.map(show);
  }

  function fromAddress() {
    const typed = new URLSearchParams(location.hash.slice(1)).get("code");
    if (typed !== null) { place.replaceChildren(...answer(typed)); }
    return typed;
  }

  /** @type {HTMLFormElement} */
  const form = document.querySelector("[data-hb-codes]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    place.replaceChildren(...answer(form.querySelector("input").value));
  });
  window.addEventListener("hashchange", fromAddress);
  const typed = fromAddress();
  if (form && typed) { form.querySelector("input").value = typed; }
})();
