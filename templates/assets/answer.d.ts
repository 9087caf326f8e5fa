/** The element <large-print-answer>. Attributes are strings; a change of one shows the new answer. */
export interface LargePrintReady {
  state: "answer" | "gone" | "unknown" | "list";
  question: string | null;
  moment: string | null;
  code: string;
  release: string | null;
}
export interface LargePrintError {
  reason: string;
}
export interface LargePrintOpen {
  href: string;
  kind: "section" | "question" | "policy" | "web" | "mail" | "tel";
  /** The id of a question or section that opens in place, else "". */
  id: string;
}
export interface LargePrintAnswer extends HTMLElement {
  /** Shows anew what the attributes ask for. */
  renew(): void;
}
declare global {
  interface HTMLElementTagNameMap {
    "large-print-answer": LargePrintAnswer;
  }
  interface HTMLElementEventMap {
    "largeprint-ready": CustomEvent<LargePrintReady>;
    "largeprint-error": CustomEvent<LargePrintError>;
    "largeprint-open": CustomEvent<LargePrintOpen>;
  }
}
