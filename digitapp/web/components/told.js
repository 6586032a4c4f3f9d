// What is new, for all parts of the page at once: each takes what stands by its name, now or when it comes.

export default function ({ data }) {
  window.digitappTold = data;
  window.dispatchEvent(new CustomEvent("digitapp-told"));
}
