// The verdict's HTML, and a live region of its own that outlives it, as a screen reader tells only of what changes in a region it
// knows.

const last = new WeakMap(); // parent element -> what was shown and spoken of last

function show({ shown, said, of }, parent) {
  const [place, region] = [".shown", ".said"].map((name) => parent.querySelector(name));
  const before = last.get(parent) ?? {};
  last.set(parent, { shown, of: said === null ? before.of : of });
  if (before.shown !== shown) {
    const isOpen = place.querySelector("details")?.open;
    place.innerHTML = shown;
    const details = place.querySelector("details");
    if (details && isOpen) details.open = true;
  }
  // Another text each time, or the same answer to another drawing would not be spoken.
  if (said !== null && before.of !== of) region.textContent = said + (region.textContent === said ? "\u00A0" : "");
}

export default function ({ parentElement }) {
  const hear = () => window.digitappTold?.answer && show(window.digitappTold.answer, parentElement);
  hear();
  window.addEventListener("digitapp-told", hear);
  return () => window.removeEventListener("digitapp-told", hear);
}
