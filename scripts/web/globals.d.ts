/** What the site's scripts leave on the window for one another. */
interface Window {
  /** The ranking of search and finder; see search-ranking.js. */
  HandbookRanking: HandbookRankingClass;
  /** Reads what a question asks; see question-reader.js. */
  HandbookReader: HandbookReaderClass;
  /** Finds the questions nearest to one; see question-nearness.js. */
  HandbookNearness: HandbookNearnessClass;
  /** Decides whether a question is one that the handbook answers; see question-gate.js. */
  HandbookGate: new (data: HandbookQuestionData) => HandbookQuestionGate;
  /** Shows answers as cards; see answer-cards.js. */
  HandbookCards: new (data: HandbookQuestionData, top: URL, choose: (question: HandbookQuestion) => void) => HandbookAnswerCards;
  /** Every question of the handbook, written by the build into questions.js. */
  HandbookQuestions: HandbookQuestionData;
  /** What every text code says, written by the build into editions-data.js. */
  HandbookEditions: HandbookPaper[];
  /** Light or dark, as the reader chose; see scheme.js. */
  handbookScheme: { read(): string; choose(choice: string): void };
  /** The search index, where a page is opened from a folder and may fetch nothing. */
  __index: HandbookIndex;
}

interface HandbookRankingClass {
  /** Reads an index a little at a time. */
  make(index: HandbookIndex): Promise<{
    search(query: string): HandbookHit[];
    /** How a question was read: which words were looked for, and which beside those typed. */
    explain(query: string): { isMeant(word: string): boolean; also: string[] };
    lift(found: HandbookHit[], locations: string[]): HandbookHit[];
  }>;
  /** A word in its plain form. */
  trim(word: string): string;
  /** A word without its ending. */
  stem(word: string): string;
  /** How many letters two words differ by; above the limit, only that. */
  countEdits(one: string, other: string, limit: number): number;
}

interface HandbookNearnessClass {
  new (reader: HandbookQuestionReader, questions: HandbookReadQuestion[], synonyms: string[][]): {
    /** Reads the questions, a step at a time. */
    read(): Generator<void>;
    /** A sentence with its slips of the hand mended. */
    mend(sentence: HandbookSentence): HandbookSentence;
    /** How near each question is, by its place. */
    measure(sentence: HandbookSentence): Map<number, number>;
    /** Tells the share of a sentence that a question has, by its place. */
    cover(sentence: HandbookSentence): (place: number) => number;
  };
}

/** A question with its wordings read. */
interface HandbookReadQuestion extends HandbookQuestion {
  /** The wordings that its answer is given to. */
  phrases: HandbookSentence[];
  /** Those, and what else leads to it. */
  hints: HandbookSentence[];
  /** Its answer. */
  told: HandbookSentence;
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
  words: string[];
  /** Which of them were taken for slips of the hand. */
  mended?: Set<string>;
  /** Who is spoken of, in order. */
  actors: string[];
  negations: number;
  /** The words that turn a question into another one, sorted. */
  turns: string[];
  /** What is left, each word in its plain form. */
  tokens: string[];
  /** Where each of them begins among the words, and how many words it is. */
  starts: [number, number][];
  /** The first of them where nobody is spoken of before it. */
  lead: string;
  /** The question word, or ''. */
  wh: string;
  /** May, must, should, is or past. */
  modal: string;
  isPassive: boolean;
  /** Whether its words turn the answer around, as 'refuse' does. */
  isTurned: boolean;
  isAsking: boolean;
  isSpanish: boolean;
  /** The sentence by itself, where the one before it was taken along; null where it points back. */
  alone?: HandbookSentence | null;
  /** The words of the whole text. */
  around?: string[];
  length: number;
}

interface HandbookQuestionReader {
  isKnown(word: string): boolean;
  remember(text: string): void;
  readText(text: string): HandbookSentence[];
  readSentence(text: string): HandbookSentence;
  translate(text: string): string;
  toEnglish(text: string): string;
}

interface HandbookReaderClass {
  new (lexicon: HandbookLexicon): HandbookQuestionReader;
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
  /** Words that lead to it, in another sense. */
  foundBy: string[];
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
  harm: { question: string; words: string[]; acts: string[]; except: string[] }[];
  synonyms: string[][];
  contact: { name: string; email: string };
  /** The questions to begin with. */
  examples: string[];
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
  /** Reads the questions a little at a time. */
  prepare(): Promise<void>;
  toEnglish(text: string): string;
  ask(text: string): HandbookFinding;
}

interface HandbookAnswerCards {
  /** Reads the questions a little at a time. */
  prepare(): Promise<void>;
  ask(text: string): HandbookFinding;
  toEnglish(text: string): string;
  render(found: HandbookFinding): HTMLElement[];
  renderExamples(): HTMLElement;
  say(found: HandbookFinding): string;
}

/** The words of a form as an edition had them, and what became of them. */
interface HandbookPaper {
  code: string;
  /** The name of the form's page. */
  form: string;
  title: string;
  editions: string[];
  /** The form's page from the top of the site, or '' where there is none any more. */
  page: string;
  current: boolean;
  /** Whether those who signed must sign again; null where nobody has decided. */
  sign: boolean | null;
  because: string[];
  /** What was removed, what was added, and whether that is a blank or a signature. */
  changes: [string, string, string][];
}
