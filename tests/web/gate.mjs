// Asks questions of a small gate, once as it stands and once more for each number of the gate and of
// the nearness, with that number moved. Reads { scripts, data, asks } as JSON from its input; prints
// { found, moved }: what is said to each ask, and for each number whether that changed.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const { scripts, data, asks } = JSON.parse(readFileSync(0, "utf8"));
const sources = scripts.map((path) => readFileSync(path, "utf8"));
const READERS = ["teacher"];

function ask(texts) {
  const window = {};
  texts.forEach((text) => { runInNewContext(text, window); });
  const gate = new window.HandbookGate(structuredClone(data));
  return asks.map((text) => {
    const { kind, questions, fit } = gate.ask(text);
    const sentences = gate.reader.readText(text);
    const chosen = gate.choose(sentences);
    const ranked = [...chosen.flatMap((sentence) => gate.rank(sentence, READERS)), ...gate.rankText(chosen, sentences, READERS)];
    return { said: [kind, ...questions.map(({ id }) => id)], fine: [fit, ranked.map(({ question, score }) => [question.id, score.toFixed(4)])] };
  });
}

const found = ask(sources);
const asText = JSON.stringify(found);
const moved = {};
sources.forEach((source, place) => {
  if (place < sources.length - 2) { return; }
  for (const [line, name, value] of source.matchAll(/^ *const ([A-Z_]+) = (-?[\d.]+);/gm)) {
    moved[name] = [0.5, 2].some((factor) => {
      const other = [...sources];
      other[place] = source.replace(line, line.replace(`= ${value}`, `= ${Number(value) * factor}`));
      return JSON.stringify(ask(other)) !== asText;
    });
  }
});
process.stdout.write(JSON.stringify({ found: found.map(({ said }) => said), moved }));
