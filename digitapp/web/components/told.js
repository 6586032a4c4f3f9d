// What is new, for all parts of the page at once: each takes what stands by its name, now or when it comes. What the companion has
// to say of a pen in motion goes back the same way.

export default function ({ data, setStateValue }) {
  window.digitappWrite = (writing) => setStateValue("writing", writing);
  window.digitappTold = Object.fromEntries(data);
  window.dispatchEvent(new CustomEvent("digitapp-told"));
}
