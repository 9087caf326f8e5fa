// Types of answers.json, version 1. The form changes only by adding: pass over properties that you do not know.
// The schema beside this file, answers-1.json, says the same for validators.

/** A calendar day, as 2026-03-01. */
export type Day = string;

/** An address, relative to the file or absolute. */
export type Href = string;

/**
 * Sanitised HTML, as the pages show it: every element is closed, every attribute stands in double quotes, named
 * entities are XML's five only. Nothing in it acts, and it has no ids. The number of a sentence stands behind it as
 * <span class="lp-n" data-n="1"></span>, where evidence names it.
 */
export type SafeHtml = string;

/** The same words as text (blocks parted by a line break) and as safe HTML. */
export interface Both {
  text: string;
  html: SafeHtml;
}

/** A footnote, by its number on the page. */
export interface Note extends Both {
  number: number;
}

/** A row of the key facts. */
export interface Fact {
  /** what, why, who, where, long, or "" for no sign; more may come. */
  kind: string;
  label: string;
  value: Both;
}

/** A link that leaves the policy: hand it to the system. */
export interface Action {
  href: Href;
  text: string;
  /** web, mail or tel; more may come. */
  kind: string;
}

/** A link to a section that an answer rests on. */
export interface Link {
  /** The anchor of the section; "" for words before any heading. */
  section: string;
  text: string;
  href: Href;
}

/** Exact words that an answer rests on. */
export interface Evidence {
  section: string;
  /** "" where it rests on the whole section. */
  quote: string;
  /** Numbers of sentences, labels of key facts. */
  names: string[];
}

export interface Question {
  id: string;
  question: string;
  answer: Both;
  /** The heads of the two columns of key facts. */
  head: [string, string] | null;
  facts: Fact[];
  notes: Note[];
  actions: Action[];
  links: Link[];
  evidence: Evidence[];
  /** The moments at which an app shows this answer. */
  moments: string[];
  /** sha256 of its words and links, in hex. */
  digest: string;
  href: Href;
  /** The page of this answer without chrome. */
  embed: Href;
}

/** A section of the full text, without the sections below it. */
export interface Section extends Both {
  /** "" for words before any heading. */
  anchor: string;
  /** 1 for the title of the whole, 2 for a chapter; 0 for words before any heading. */
  level: number;
  heading: string;
  notes: Note[];
  href: Href;
}

/** An id that was once in use and has no question or section of its own any more. */
export interface Gone {
  id: string;
  /** question, section or place; more may come. */
  kind: string;
  heading: string;
  state: "moved" | "withdrawn";
  /** Where its words stand now; null where they are gone. */
  to: string | null;
  on: Day | null;
  because: string;
  /** What became of it, in a ready sentence or two, with the day and the reason. */
  note: string;
}

export interface Policy {
  id: string;
  title: string;
  publisher: string;
  contact: { text: string; href: Href } | null;
  intro: Both;
  /** A tag of BCP 47. */
  language: string;
  direction: "ltr" | "rtl";
  /** The language whose text decides. */
  binding: string;
  applies: Day | null;
  changed: Day | null;
  /** The name of the release; null for a draft. */
  release: string | null;
  state: "released" | "draft";
  /** A sentence to show where the policy is a demonstration, else "". */
  demonstration: string;
  /** Eight characters that stand for the text, for the eye. */
  code: string;
  /** sha256 of all words, in hex. */
  digest: string;
  href: Href;
  /** The page of all answers without chrome. */
  embed: Href;
  /** Empty where there is one language. */
  languages: { language: string; name: string; href: Href }[];
}

/** Our own words around the answers, in the language of the text; more may come. */
export interface Words {
  more: string;
  facts: string;
  actions: string;
  web: string;
  mail: string;
  tel: string;
  exact: string;
  for: string;
  begins: string;
  ends: string;
  whole: string;
  from: string;
  back: string;
  all: string;
  full: string;
  unknown: string;
  gone: string;
  instead: string;
  draft: string;
  demonstration: string;
  /** Of which day the text is, in a few words; "" where nobody has said. */
  dated: string;
  /** Stands before the text code. */
  code: string;
  [key: string]: string;
}

export interface Answers {
  version: 1;
  policy: Policy;
  words: Words;
  questions: Question[];
  sections: Section[];
  gone: Gone[];
}
