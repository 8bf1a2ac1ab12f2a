// Shows beside a form what it will make of the handbook, and what is wrong, half a second after
// typing stops. Without it the form works as well: "Check and preview" does the same.
(() => {
  "use strict";

  const QUIET = 500;
  const LONG = 1000;
  const working = document.getElementById("working");
  let patience = 0;

  // Whatever takes longer than a moment is said to be going on.
  addEventListener("submit", ({ target, submitter }) => {
    if (/** @type {HTMLButtonElement | null} */ (submitter)?.formTarget) return;
    const words = /** @type {HTMLElement} */ (target).dataset.working || "This takes a moment …";
    patience = setTimeout(() => {
      working.textContent = words;
    }, LONG);
  });
  // Somebody who comes back finds a page at which nothing goes on.
  addEventListener("pageshow", () => {
    clearTimeout(patience);
    working.textContent = "";
  });

  const form = /** @type {HTMLFormElement} */ (document.getElementById("form"));
  const summary = document.getElementById("problems");
  if (summary && !summary.hidden) summary.focus();
  if (!form) return;
  const frame = /** @type {HTMLIFrameElement} */ (document.getElementById("preview"));
  const effect = document.getElementById("effect");
  let timer = 0;
  let typed = 0;
  let isTyped = false;
  let wrong = [];

  /** Return how to go to a field: within this page, where it is here, so that nothing typed goes. */
  function wayTo(address) {
    const there = new URL(address, location.href);
    const here = new URL(location.href);
    const asked = (url, name) => url.searchParams.get(name) ?? "";
    const isHere =
      there.pathname === here.pathname &&
      ["file", "at"].every((name) => asked(there, name) === asked(here, name));
    return isHere ? there.hash || "#form" : address;
  }

  /** Return an item of a list that leads to a field, where there is one to lead to. */
  function itemOf(words, address) {
    const item = document.createElement("li");
    if (!address) {
      item.textContent = words;
      return item;
    }
    const link = document.createElement("a");
    link.href = wayTo(address);
    link.textContent = words;
    item.append(link);
    return item;
  }

  /** Put the faults of the form into its summary, each as a link to its field. */
  function tell(faults) {
    const list = summary.querySelector("ul");
    list.replaceChildren(
      ...faults.map(([label, message, anchor]) =>
        itemOf(label ? `${label}: ${message}` : message, anchor && `#${anchor}`),
      ),
    );
    summary.hidden = faults.length === 0;
    listWrong();
    summary.querySelector("p").textContent = "This is not saved yet.";
    for (const field of form.querySelectorAll("[id^='f-']")) {
      if (faults.some((one) => one[2] === field.id)) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  /** List what is wrong in the handbook, but for what the form's own summary says already. */
  function listWrong() {
    const there = document.getElementById("elsewhere");
    const own = [...summary.querySelectorAll("a")].map((link) => [link.hash, link.textContent]);
    const isSaid = ([words, address]) =>
      own.some(([hash, text]) => address.endsWith(hash) && words.endsWith(text.replace(/^.*?: /, "")));
    const rest = summary.hidden ? wrong : wrong.filter((one) => !isSaid(one));
    there.hidden = rest.length === 0;
    there.querySelector("ol").replaceChildren(...rest.map((one) => itemOf(...one)));
  }

  /** Put the words of the page in place before all of it is made anew. */
  function show(html) {
    const article = frame.contentDocument?.getElementById("hb-content");
    if (!article) return;
    const page = new DOMParser().parseFromString(html, "text/html");
    article.replaceChildren(...article.ownerDocument.importNode(page.body, true).childNodes);
  }

  /** Ask what the form makes of the handbook as it is typed now. */
  async function tryOut() {
    typed += 1;
    const mine = typed;
    const data = new FormData(form);
    data.set("do", "try");
    data.set("as_data", "yes");
    try {
      const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(/** @type {any} */ (data)) });
      if (!answer.ok) return;
      const { faults, html } = await answer.json();
      if (mine !== typed) return;
      tell(faults);
      if (html) show(html);
    } catch {
      // The editor was stopped; the form stays as it is.
    }
  }

  function hear() {
    isTyped = true;
    clearTimeout(timer);
    timer = setTimeout(tryOut, QUIET);
  }

  form.addEventListener("input", hear);

  const widths = document.getElementById("widths");

  /** Show the page as wide as a reader's window is, made smaller where there is no room. */
  function fit() {
    const chosen = /** @type {HTMLInputElement} */ (widths.querySelector(":checked")).value;
    const width = Number(chosen) + frame.offsetWidth - frame.clientWidth;
    const scale = chosen ? Math.min(1, frame.parentElement.clientWidth / width) : 1;
    frame.style.width = chosen ? `${width}px` : "";
    frame.style.height = `${75 / scale}vh`;
    frame.style.marginBottom = `${75 - 75 / scale}vh`;
    frame.style.transformOrigin = "0 0";
    frame.style.transform = `scale(${scale})`;
  }

  widths.hidden = false;
  widths.addEventListener("change", fit);
  addEventListener("resize", fit);

  const MANY = 20;

  /** Put a field above a long list of boxes that leaves those whose names hold what is typed. */
  function addFilter(details) {
    const labels = [...details.querySelectorAll("label")];
    if (labels.length < MANY) return;
    const field = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    field.append("Show only names with ", input);
    input.addEventListener("input", (event) => {
      // It belongs to the list, and is nothing that is saved.
      event.stopPropagation();
      const words = input.value.toLowerCase();
      for (const label of labels) label.hidden = !label.textContent.toLowerCase().includes(words);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    details.querySelector("summary").after(field);
  }

  for (const details of form.querySelectorAll("fieldset details")) {
    details.addEventListener("toggle", () => addFilter(details), { once: true });
  }
  // Somebody may have typed before this script was here.
  const texts = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ ([
    ...form.querySelectorAll("input:not([type=hidden], [type=checkbox]), textarea"),
  ]);
  if (texts.some((field) => field.value !== field.defaultValue)) hear();
  form.addEventListener("submit", ({ submitter }) => {
    // A paper opens beside the form, in which nothing is saved by that.
    if (/** @type {HTMLButtonElement | null} */ (submitter)?.formTarget) return;
    isTyped = false;
    clearTimeout(timer);
  });
  // As in every program that writes files.
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(/** @type {HTMLButtonElement} */ (form.querySelector("[value=save]")));
  });
  addEventListener("beforeunload", (event) => {
    if (isTyped) event.preventDefault();
  });

  /** Show the page anew when the handbook is another, where it stood. */
  function renew() {
    const page = frame.contentWindow;
    const top = page ? page.scrollY : 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
    page.location.reload();
  }

  const isWaiting = () => Boolean(frame.contentDocument?.querySelector(".he-head"));

  async function follow() {
    let known = -1;
    for (;;) {
      try {
        const answer = await fetch(`/_edit/news?generation=${known}`);
        if (!answer.ok) return;
        const news = await answer.json();
        // The page in the frame may be older than the first news, or say that it waits.
        if (news.generation !== known) {
          wrong = news.wrong;
          listWrong();
          if (news.is_good && (known !== -1 || news.effect || isWaiting())) renew();
          effect.textContent = news.is_good ? news.effect : `${news.summary} Below is the page as it was before.`;
        }
        known = news.generation;
      } catch {
        return;
      }
    }
  }
  follow();
})();
