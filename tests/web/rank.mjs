// Ranks questions over a small index, as the site does, once as the ranking stands and once more
// for each of its numbers, with that number moved. Reads { ranking, index, questions } as JSON from
// its input; prints { scores, moved, lifted }: the scores, for each number whether they changed, and the
// pages with those behind the nearest questions further up.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const { ranking, index, questions, lifted } = JSON.parse(readFileSync(0, "utf8"));
const source = readFileSync(ranking, "utf8");
const constants = [...source.matchAll(/^ *const ([A-Z_]+) = ([\d.]+);/gm)];

function rank(script) {
  const window = {};
  runInNewContext(script, window);
  const made = new window.HandbookRanking(structuredClone(index));
  return questions.map((question) => made.search(question).map(({ page, parts, best, score }) => [
    page.title, score.toFixed(4), parts.map((part) => part.title), best?.title ?? ""
  ]));
}

function lift(script) {
  const window = {};
  runInNewContext(script, window);
  const made = new window.HandbookRanking(structuredClone(index));
  return lifted.map(({ ask, near }) => made.lift(made.search(ask), near).map(({ page }) => page.title));
}

const scores = rank(source);
const asText = JSON.stringify(scores);
const moved = Object.fromEntries(constants.map(([line, name, value]) => [name, [0.5, 2].some((factor) => {
  const other = line.replace(`= ${value}`, `= ${Number(value) * factor}`);
  return JSON.stringify(rank(source.replace(line, other))) !== asText;
})]));
process.stdout.write(JSON.stringify({ scores, moved, lifted: lift(source) }));
