/* Answers as the finder and the search show them: a card with its verdict, or "Did you mean". It
   reads every word of an answer from the handbook's own questions, and decides nothing. */
(() => {
  "use strict";

  const EXAMPLES = "Did you mean";
  const BEGIN = "Ask for example";
  const NO_ANSWER = "The handbook does not answer this.";
  const NEAREST = "The nearest questions:";

  class Cards {
    /* The data are the handbook's questions; top is the address of the site's first page; choose is
       called with the question that a reader picks. */
    constructor(data, top, choose) {
      this.gate = new globalThis.HandbookGate(data);
      this.contact = data.contact;
      this.examples = data.questions.filter(({ ask }) => data.examples.includes(ask));
      this.top = top;
      this.choose = choose;
    }

    /* Read the questions a little at a time; whoever asks before that is done waits for the rest. */
    prepare() { return this.gate.prepare(); }

    ask(text) { return this.gate.ask(text); }

    /* Return a text in Spanish word for word in English, and any other as it is. */
    toEnglish(text) { return this.gate.toEnglish(text); }

    /* Return the parts to show for what the gate says. */
    render(found) {
      if (found.kind === "none") { return [this.renderNone(found)]; }
      return found.kind === "offer" ? [this.renderOffer(found.questions)] : found.questions.map((question) => this.renderCard(question));
    }

    /* Return what to say aloud: the first answer, or how many questions are near. */
    say(found) {
      const [first] = found.questions;
      if (found.kind === "none") { return NO_ANSWER; }
      if (found.kind === "offer") { return EXAMPLES + ": " + found.questions.map(({ ask }) => ask).join(" "); }
      return first.ask + " " + (first.label ? first.label + ". " : "") + first.text;
    }

    renderCard(question) {
      const card = make("section", "hb-answer hb-answer--" + question.style);
      card.dataset.verdict = question.verdict;
      const heading = make("h3", "hb-finder__asked", question.ask);
      heading.tabIndex = -1;
      card.append(heading);
      if (question.label) { card.append(make("strong", "hb-answer__label", question.label)); }
      card.append(make("p", "", question.text), this.renderLinks(question));
      return card;
    }

    renderLinks(question) {
      const line = make("p", "hb-find__more");
      const own = { before: "", name: "Link to this answer", href: question.page };
      const mail = { before: "", name: "E-mail this answer", href: this.writeMail(question) };
      [...question.links, own, mail].forEach(({ before, name, href }, place) => {
        if (place) { line.append(" · "); }
        if (before) { line.append(before + ": "); }
        line.append(this.renderLink(name, href));
      });
      if (navigator.clipboard) { line.append(" · ", this.renderCopy(question)); }
      line.append(" · ", this.renderPrint(question));
      return line;
    }

    renderCopy(question) {
      const button = makeButton("Copy the link");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(String(new URL(question.page, this.top)));
        button.textContent = "Link copied";
        button.setAttribute("aria-live", "polite");
      });
      return button;
    }

    renderPrint(question) {
      const button = makeButton("Print this answer");
      button.addEventListener("click", () => printAlone(button.closest(".hb-answer"), String(new URL(question.page, this.top))));
      return button;
    }

    /* A letter with the answer and its address, which the reader's own mail program opens. */
    writeMail(question) {
      const lines = [question.ask, question.label, question.text, String(new URL(question.page, this.top))];
      return "mailto:?subject=" + encodeURIComponent(question.ask) + "&body=" + encodeURIComponent(lines.filter(Boolean).join("\n\n"));
    }

    renderLink(name, href) {
      const link = make("a", "", name);
      link.href = new URL(href, this.top);
      return link;
    }

    /* Questions to begin with, before anything is typed. */
    renderExamples() {
      return this.renderBox(make("h3", "hb-finder__hint", BEGIN), this.renderChoices(this.examples));
    }

    renderOffer(questions) {
      const heading = make("h3", "hb-finder__hint", EXAMPLES);
      heading.tabIndex = -1;
      return this.renderBox(heading, this.renderChoices(questions));
    }

    renderNone({ questions }) {
      const heading = make("h3", "hb-finder__hint", NO_ANSWER);
      heading.tabIndex = -1;
      const nearest = questions.length ? [make("p", "", NEAREST), this.renderChoices(questions)] : [];
      return this.renderBox(heading, this.renderOffice(), ...nearest);
    }

    renderBox(...parts) {
      const box = make("section", "hb-mean");
      box.dataset.verdict = "none";
      box.append(...parts);
      return box;
    }

    renderChoices(questions) {
      const list = make("ul", "hb-finder__examples");
      for (const question of questions) {
        const item = make("li");
        const button = make("button", "hb-finder__example", question.ask);
        button.type = "button";
        button.addEventListener("click", () => this.choose(question));
        item.append(button);
        list.append(item);
      }
      return list;
    }

    renderOffice() {
      const line = make("p", "", "Ask here: ");
      const office = make(this.contact.email ? "a" : "span", "", this.contact.name);
      if (this.contact.email) { office.href = "mailto:" + this.contact.email; }
      line.append(office, ".");
      return line;
    }
  }

  function makeButton(text) {
    const button = make("button", "hb-answer__do hb-js", text);
    button.type = "button";
    return button;
  }

  /* Print one answer by itself, with its address: what hides the page for it is in print.css. */
  function printAlone(card, address) {
    const sheet = make("div", "hb-sheet");
    const isPublished = address.startsWith("http");
    sheet.append(card.cloneNode(true), make("p", "", isPublished ? address : ""), make("p", "", document.title));
    document.body.append(sheet);
    addEventListener("afterprint", () => sheet.remove(), { once: true });
    print();
  }

  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) { element.className = name; }
    if (text) { element.textContent = text; }
    return element;
  }

  globalThis.HandbookCards = Cards;
})();
