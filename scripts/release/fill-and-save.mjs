// Fills in every field of PDF forms as the viewer pdf.js does, saves them, and reads the copies.
// Usage: node fill-and-save.mjs PATH-OF-PDF.MJS FORM...; the status is 1 where a value is not back.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [viewer, ...paths] = process.argv.slice(2);
const { getDocument, VerbosityLevel } = await import(pathToFileURL(viewer));

const open = data => getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;

// Every box of every page, in reading order.
async function boxes(form) {
  const numbers = Array.from({ length: form.numPages }, (_, place) => place + 1);
  const pages = await Promise.all(numbers.map(number => form.getPage(number)));
  return (await Promise.all(pages.map(page => page.getAnnotations())))
    .flat()
    .filter(one => one.fieldType && one.fieldType !== "Sig");
}

// What a person does to each box: the value to give it, and what its field must hold afterward.
function answer(box, place, last) {
  if (box.checkBox) return { given: true, kept: box.exportValue };
  if (box.radioButton) {
    const chosen = last.get(box.fieldName);
    return { given: box === chosen, kept: chosen.buttonValue };
  }
  if (box.options) {
    const value = box.options.at(-1).exportValue;
    return { given: value, kept: value };
  }
  const words = `Ó ${place} Keali\u02bbi Nguyễn` + (box.multiLine ? "\nand more" : "");
  return { given: words, kept: words };
}

const plain = value => (Array.isArray(value) ? value.join() : String(value)).replace(/\r\n?/g, "\n");

async function faults(path) {
  const form = await open(new Uint8Array(await readFile(path)));
  const found = await boxes(form);
  const last = new Map(found.map(box => [box.fieldName, box]));
  const expected = new Map();
  found.forEach((box, place) => {
    const { given, kept } = answer(box, place, last);
    form.annotationStorage.setValue(box.id, { value: given });
    expected.set(box.fieldName, kept);
  });
  const copy = await open(await form.saveDocument());
  const read = new Map((await boxes(copy)).map(box => [box.fieldName, plain(box.fieldValue)]));
  const wrong = [...expected].filter(([name, value]) => read.get(name) !== value);
  const nameless = found.filter(box => !box.alternativeText);
  if (expected.size === 0) return { count: 0, told: ["no field to fill in"] };
  return {
    count: expected.size,
    told: [
      ...wrong.map(([name, value]) => `${name}: filled in ${JSON.stringify(value)}, read ${JSON.stringify(read.get(name))}`),
      ...nameless.map(box => `${box.fieldName}: no words for people who hear the form`),
    ],
  };
}

let failed = 0;
for (const path of paths) {
  const { count, told } = await faults(path);
  console.log(`${told.length ? "FAIL" : "pass"}  ${path}: ${count} fields`);
  for (const one of told) console.log(`        ${one}`);
  failed += told.length ? 1 : 0;
}
console.log(`${paths.length} forms, ${failed} of them with faults.`);
process.exitCode = failed || !paths.length ? 1 : 0;
