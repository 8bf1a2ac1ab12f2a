/* Situations to practice on: three buttons before each folded answer, and a count of those that were
   right. Nothing is stored or sent; without this, the answers are folded all the same. */
(() => {
  "use strict";

  const CHOICES = { yes: "Yes", no: "No", "it-depends": "It depends" };
  const cases = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-hb-quiz]")]);
  const score = document.querySelector("[data-hb-quiz-score]");
  let answered = 0;
  let right = 0;

  function addChoices(item) {
    const details = item.querySelector("details");
    const heading = item.querySelector("h3");
    const group = document.createElement("div");
    group.className = "hb-quiz__choices hb-noprint";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", details.querySelector("summary").textContent + " " + heading.firstChild.textContent);
    const said = document.createElement("p");
    said.className = "hb-quiz__said hb-noprint";
    said.setAttribute("role", "status");
    Object.entries(CHOICES).forEach(([verdict, words]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "hb-quiz__choice";
      button.textContent = words;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => choose(button, verdict, { item, group, said, details }));
      group.append(button);
    });
    details.before(group, said);
  }

  /* The first choice counts; another one may be tried, and is told of as well. */
  function choose(button, verdict, { item, group, said, details }) {
    const isRight = verdict === item.dataset.hbQuiz;
    const isFirst = !group.querySelector('[aria-pressed="true"]');
    for (const one of group.querySelectorAll("button")) { one.setAttribute("aria-pressed", String(one === button)); }
    said.textContent = isRight ? "That is the handbook's answer, too." : "The handbook says: " + CHOICES[item.dataset.hbQuiz] + ".";
    details.open = true;
    if (!isFirst) { return; }
    answered += 1;
    right += isRight ? 1 : 0;
    score.textContent = right + " of " + answered + " the same as the handbook so far; " + (cases.length - answered) + " to go.";
  }

  cases.forEach(addChoices);
})();
