// Ranks questions over a small index, as the site does, once as the ranking stands and once more
// for each of its numbers, with that number moved. Reads { ranking, index, questions, lifted, explained } as JSON from
// its input; prints { scores, moved, lifted, explained }: the scores, for each number whether they
// changed, the pages with those behind the nearest questions further up, and how questions were read.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const { ranking, index, questions, lifted, explained } = JSON.parse(readFileSync(0, "utf8"));
const source = readFileSync(ranking, "utf8");
const constants = [...source.matchAll(/^ *const ([A-Z_]+) = ([\d.]+);/gm)];

function make(script) {
  const window = { setTimeout };
  runInNewContext(script, window);
  return window.HandbookRanking.make(structuredClone(index));
}

async function rank(script) {
  const made = await make(script);
  return questions.map((question) => made.search(question).map(({ page, parts, best, score }) => [
    page.title, score.toFixed(4), parts.map((part) => part.title), best?.title ?? ""
  ]));
}

async function lift(script) {
  const made = await make(script);
  return lifted.map(({ ask, near }) => made.lift(made.search(ask), near).map(({ page }) => page.title));
}

async function explain(script) {
  const made = await make(script);
  return explained.map(({ ask, text }) => {
    const { isMeant, also } = made.explain(ask);
    return { also, marked: text.split(" ").filter(isMeant) };
  });
}

const scores = await rank(source);
const read = await explain(source);
const asText = JSON.stringify([scores, read]);

/* Whether some question is answered otherwise with a number halved, or else doubled. */
async function isNoticed(line, value) {
  for (const factor of [0.5, 2]) {
    const other = source.replace(line, line.replace(`= ${value}`, `= ${Number(value) * factor}`));
    if (JSON.stringify([await rank(other), await explain(other)]) !== asText) { return true; }
  }
  return false;
}

const moved = {};
for (const [line, name, value] of constants) { moved[name] = await isNoticed(line, value); }
process.stdout.write(JSON.stringify({ scores, moved, lifted: await lift(source), explained: read }));
