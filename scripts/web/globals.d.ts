/** What the site's scripts leave on the window for one another. */
interface Window {
  /** The ranking of search and finder; see search-ranking.js. */
  HandbookRanking: new (index: HandbookIndex) => { search(query: string): HandbookHit[] };
  /** What reads a question into what it asks; see question-reader.js. */
  HandbookReader: any;
  /** What decides whether a question has an answer; see question-gate.js. */
  HandbookGate: any;
  /** Answers as a reader sees them; see answer-cards.js. */
  HandbookCards: any;
  /** The handbook's own questions, as the site writes them. */
  HandbookQuestions: object;
  /** Light or dark, as the reader chose; see scheme.js. */
  handbookScheme: { read(): string; choose(choice: string): void };
  /** The search index, where a page is opened from a folder and may fetch nothing. */
  __index: HandbookIndex;
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
  best?: HandbookEntry | null;
  score: number;
}
