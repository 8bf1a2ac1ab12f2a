// Helps with the text of a page: signs around what is marked, links to records, and words pasted
// from a word processor without what came along with them.
(() => {
  "use strict";

  const text = /** @type {HTMLTextAreaElement} */ (document.getElementById("f-body"));
  const tools = /** @type {HTMLElement} */ (document.querySelector(".he-tools"));
  if (!text || !tools) return;
  tools.hidden = false;

  /** Put a text in place of what is marked, as typing would. */
  function put(words) {
    text.focus();
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const marked = () => text.value.slice(text.selectionStart, text.selectionEnd);

  /** Put a sign before each marked line. */
  function begin(sign) {
    const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    text.setSelectionRange(start, text.selectionEnd);
    put(marked().split("\n").map((line) => sign + line).join("\n"));
  }

  tools.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const { around, before } = button.dataset;
    if (around) put(around + (marked() || "words") + around);
    else if (before) begin(before);
    else {
      const field = /** @type {HTMLInputElement} */ (document.getElementById("reference"));
      const named = field.value;
      const options = document.querySelectorAll("#references option");
      const found = /** @type {HTMLOptionElement[]} */ ([...options]).find(
        (option) => option.value === named,
      );
      if (found) put(`[${marked() || named}][${found.dataset.reference}]`);
    }
  });

  const inline = { B: "**", STRONG: "**", I: "*", EM: "*" };
  const blocks = /^(?:P|DIV|H[1-6]|LI|TR|BLOCKQUOTE)$/;

  /** Return the words of pasted HTML as Markdown: headings, lists, bold and links, nothing else. */
  function markdown(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\s\u00a0]+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || /^(?:STYLE|SCRIPT|META|TITLE|XML)$/.test(node.tagName)) return "";
    const inside = [...node.childNodes].map(markdown).join("");
    const name = node.tagName;
    if (name === "BR") return "\n";
    if (inline[name] && inside.trim()) return inline[name] + inside.trim() + inline[name];
    const address = name === "A" ? node.getAttribute("href") || "" : "";
    if (/^https?:/.test(address) && inside.trim()) return `[${inside.trim()}](${address})`;
    if (!blocks.test(name)) return inside;
    const words = inside.trim().replace(/^[\u2022\u00b7\uf0b7o]\s+/, "- ");
    if (!words) return "";
    if (/^H[1-6]$/.test(name)) return `\n\n## ${words}\n\n`;
    return name === "LI" ? `\n- ${words}` : `\n\n${words}\n\n`;
  }

  text.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    // Styles would be refused by the policy of this page, each with a word on the console.
    const plain = html.replace(/<style[\s\S]*?<\/style>|\sstyle=(?:"[^"]*"|'[^']*')/gi, " ");
    const page = new DOMParser().parseFromString(plain, "text/html");
    const words = markdown(page.body).replace(/ *\n */g, "\n").replace(/\n{3,}/g, "\n\n");
    put(words.trim());
  });
})();
