// HTML, and a live region of its own that outlives it, as a screen reader tells only of what changes in a region it knows. What
// canvas and grid are told is theirs by name, now or when they come.

const last = new WeakMap(); // parent element -> what was shown and spoken of last

export default function ({ data, parentElement }) {
  const [shown, said] = [".shown", ".said"].map((name) => parentElement.querySelector(name));
  const before = last.get(parentElement) ?? {};
  last.set(parentElement, { shown: data.shown, of: data.said === null ? before.of : data.of });
  if (before.shown !== data.shown) {
    const isOpen = shown.querySelector("details")?.open;
    shown.innerHTML = data.shown;
    const details = shown.querySelector("details");
    if (details && isOpen) details.open = true;
  }
  // Another text each time, or the same answer to another drawing would not be spoken.
  if (data.said !== null && before.of !== data.of) said.textContent = data.said + (said.textContent === data.said ? "\u00A0" : "");
  window.digitappTold = data.told;
  window.dispatchEvent(new CustomEvent("digitapp-told"));
}
