/** What the site's scripts leave on the window for one another. */
interface Window {
  /** The ranking of search and finder; see search-ranking.js. */
  HandbookRanking: HandbookRankingClass;
  /** Reads what a question asks; see question-reader.js. */
  HandbookReader: HandbookReaderClass;
  /** Decides whether a question is one that the handbook answers; see question-gate.js. */
  HandbookGate: new (data: HandbookQuestionData) => HandbookQuestionGate;
  /** Shows answers as cards; see answer-cards.js. */
  HandbookCards: new (data: HandbookQuestionData, top: URL, choose: (question: HandbookQuestion) => void) => HandbookAnswerCards;
  /** Every question of the handbook, written by the build into questions.js. */
  HandbookQuestions: HandbookQuestionData;
  /** Light or dark, as the reader chose; see scheme.js. */
  handbookScheme: { read(): string; choose(choice: string): void };
  /** The search index, where a page is opened from a folder and may fetch nothing. */
  __index: HandbookIndex;
}

interface HandbookRankingClass {
  new (index: HandbookIndex): { search(query: string): HandbookHit[] };
  /** A word in its plain form. */
  trim(word: string): string;
}

/** The search index. */
interface HandbookIndex {
  docs: object[];
  synonyms?: string[][];
}

/** A page or a section of one, as the search index holds it. */
interface HandbookEntry {
  location: string;
  title: string;
  text: string;
  answer?: string;
}

/** A page that answers a question. */
interface HandbookHit {
  page: HandbookEntry;
  parts: HandbookEntry[];
  best: HandbookEntry | null;
  score: number;
  /** The share of the question that is on the page, from 0 to 1. */
  fit: number;
}

/** One sentence, read for what it asks. */
interface HandbookSentence {
  text: string;
  /** Who is spoken of, in order. */
  actors: string[];
  negations: number;
  /** The words that turn a question into another one, sorted. */
  turns: string[];
  /** What is left, each word in its plain form. */
  tokens: string[];
  /** The first of them where nobody is spoken of before it. */
  lead: string;
  /** The question word, or ''. */
  wh: string;
  /** May, must, should, is or past. */
  modal: string;
  isPassive: boolean;
  isAsking: boolean;
  isSpanish: boolean;
  /** The sentence by itself, where the one before it was taken along; null where it points back. */
  alone?: HandbookSentence | null;
  /** The words of the whole text. */
  around?: string[];
  length: number;
}

interface HandbookReaderClass {
  new (lexicon: HandbookLexicon): {
    remember(text: string): void;
    readText(text: string): HandbookSentence[];
    readSentence(text: string): HandbookSentence;
    translate(text: string): string;
    toEnglish(text: string): string;
  };
  splitWords(text: string): string[];
}

/** The words that questions are read with. */
interface HandbookLexicon {
  actors: Record<string, string[]>;
  same: string[][];
  spanish: Record<string, string>;
}

interface HandbookQuestion {
  id: string;
  ask: string;
  also: string[];
  for: string[];
  verdict: string;
  style: string;
  label: string;
  text: string;
  page: string;
  links: { before: string; name: string; href: string }[];
}

interface HandbookQuestionData {
  questions: HandbookQuestion[];
  lexicon: HandbookLexicon;
  harm: { question: string; words: string[]; except: string[] }[];
  synonyms: string[][];
  contact: { name: string; email: string };
}

/** What the gate says: `kind` is harm, verdict, offer or none. */
interface HandbookFinding {
  kind: string;
  questions: HandbookQuestion[];
  fit: number;
  isAsking?: boolean;
}

interface HandbookQuestionGate {
  questions: HandbookQuestion[];
  reader: { toEnglish(text: string): string };
  ask(text: string): HandbookFinding;
}

interface HandbookAnswerCards {
  ask(text: string): HandbookFinding;
  toEnglish(text: string): string;
  render(found: HandbookFinding): HTMLElement[];
  say(found: HandbookFinding): string;
}
