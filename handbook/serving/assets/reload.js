// Keeps an open page up to date while somebody works on the handbook: it tells what is wrong since
// this page was made, and shows the page anew when it has become another, where it stood and with
// what was typed.
(() => {
  "use strict";

  const { page } = document.currentScript.dataset;
  const drawer = `handbook-kept:${location.pathname}`;
  let isRenewing = false;
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  // What only some of them have is asked for where it is known that they do.
  const fields = () =>
    /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input, select, textarea")]);

  const isChoice = (field) => field.matches("[type=checkbox], [type=radio]");

  const isTyped = (field) =>
    isChoice(field)
      ? field.checked !== field.defaultChecked
      : field.matches("select")
        ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : field.value !== field.defaultValue;

  /** Put what was typed, and where the page stands, aside in this tab. */
  function keep() {
    const typed = fields()
      .filter((field) => isTyped(field) && !field.matches("[type=password], [type=file]"))
      .map((field) => [field.id || field.name, field.value, field.checked === true]);
    const focused = document.activeElement ? document.activeElement.id : "";
    try {
      sessionStorage.setItem(drawer, JSON.stringify({ typed, focused, top: scrollY, left: scrollX }));
    } catch {
      // A browser that keeps nothing shows the page from its top.
    }
  }

  /** Put back what was put aside, so that the page's own scripts hear of it. */
  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(drawer));
      sessionStorage.removeItem(drawer);
    } catch {
      // The same.
    }
    if (!kept) return;
    for (const [name, value, isChecked] of kept.typed) {
      const field = fields().find(
        (one) => (one.id || one.name) === name && (!isChoice(one) || one.value === value),
      );
      if (!field) continue;
      if (isChoice(field)) field.checked = isChecked;
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const focused = kept.focused && document.getElementById(kept.focused);
    if (focused) focused.focus({ preventScroll: true });
    // A reader may have gone on before all of the page was here; then nothing takes them back.
    if (!scrollX && !scrollY) scrollTo({ left: kept.left, top: kept.top, behavior: "instant" });
  }

  /** Show what is wrong above the page, or take it away. */
  function tell({ problems, summary }) {
    const old = document.querySelector(".hbs-banner");
    const worst = problems.some((problem) => problem.is_error) ? "error" : "warning";
    if (!problems.length || document.body.matches(".hbs-only")) {
      if (old) old.remove();
      return;
    }
    const banner = document.createElement("section");
    banner.className = `hbs-banner hbs-banner--${worst}`;
    banner.setAttribute("role", worst === "error" ? "alert" : "status");
    banner.setAttribute("aria-label", "Problems in the handbook");
    const head = banner.appendChild(document.createElement("p"));
    head.className = "hbs-banner__head";
    head.textContent =
      worst === "error" ? `${summary} Below is the page as it was before.` : summary;
    const list = banner.appendChild(document.createElement("ol"));
    list.tabIndex = 0;
    for (const { text } of problems) {
      list.appendChild(document.createElement("li")).textContent = text;
    }
    if (old) old.replaceWith(banner);
    else document.body.prepend(banner);
  }

  /** Ask for news again and again; a server that was stopped may come back. */
  async function follow() {
    let known = -1;
    for (;;) {
      const query = new URLSearchParams({ generation: String(known), page, path: decodeURI(location.pathname) });
      try {
        const answer = await fetch(`/_handbook/wait?${query}`);
        if (!answer.ok) throw new Error(answer.statusText);
        const news = await answer.json();
        if (news.is_other) {
          isRenewing = true;
          location.reload();
          return;
        }
        known = news.generation;
        tell(news);
      } catch {
        await pause(1000);
      }
    }
  }

  // The old page stays until the new one is here: what happens on it meanwhile is kept as well.
  // The browser's own memory of the place is older, and would be put back after ours.
  addEventListener("pagehide", () => {
    history.scrollRestoration = isRenewing ? "manual" : "auto";
    if (isRenewing) keep();
  });

  // Were news to come first, what was put aside would be overwritten by a page that has nothing yet.
  addEventListener("DOMContentLoaded", () => {
    restore();
    follow();
  });
})();
