// On a page of the handbook shown by the editor: a link at each sentence to the form behind it.
(() => {
  "use strict";

  const BLOCKS = "main :is(h1, h2, h3, p, li, dd, dt, td, th, figcaption, blockquote)";
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_edit/edit-this.css";
  document.head.append(style);
  const link = document.createElement("a");
  link.className = "he-edit-this";
  link.textContent = "Edit this";
  link.target = "_top";
  link.hidden = true;

  function show(event) {
    const block = event.target instanceof Element ? event.target.closest(BLOCKS) : null;
    if (!block || block.contains(link)) return;
    const words = block.textContent.trim().slice(0, 400);
    if (!words) return;
    link.href = `/_edit/find?${new URLSearchParams({ page: location.pathname, words })}`;
    link.hidden = false;
    block.append(" ", link);
  }

  addEventListener("pointerover", show);
  addEventListener("focusin", show);
  // For the keyboard: a link to the page's own record, first in its text.
  const first = document.createElement("a");
  first.className = "he-edit-page";
  first.textContent = "Edit this page";
  first.target = "_top";
  const head = document.querySelector("main h1");
  const title = head ? head.textContent.replace("¶", "").trim() : document.title;
  first.href = `/_edit/find?${new URLSearchParams({ page: location.pathname, words: title })}`;
  if (head) head.before(first);
})();
