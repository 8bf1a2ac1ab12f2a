/** What the site's scripts leave on the window for one another. */
interface Window {
  /** The ranking of search and finder; see search-ranking.js. */
  HandbookRanking: new (index: { docs: object[]; synonyms: string[][] }) => {
    search(query: string): HandbookHit[];
  };
  /** Light or dark, as the reader chose; see scheme.js. */
  handbookScheme: { read(): string; choose(choice: string): void };
  /** The search index, where a page is opened from a folder and may fetch nothing. */
  __index: { docs: object[]; synonyms: string[][] };
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
}
