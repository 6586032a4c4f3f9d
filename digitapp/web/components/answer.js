// The answer to a drawing, and a live region of its own that outlives it, as a screen reader tells only of what changes in a region
// it knows.

const LIKELIEST = 3; // answers whose bars are always shown

const last = new WeakMap(); // parent element -> which drawing was spoken of last

function show({ looks, source, verdict, doubt, rows, marked, right, said, of }, parent) {
  const find = (name) => parent.querySelector(name);
  const copy = (name) => find(`template.${name}`).content.cloneNode(true);
  const bars = (rows) =>
    rows.map(([name, share, words]) => {
      const row = copy("row").firstElementChild;
      row.className = name === marked ? "verdict" : "";
      [row.cells[0].textContent, row.cells[2].textContent] = [name, words];
      row.querySelector("span").style.width = `${(100 * share).toFixed(1)}%`;
      return row;
    });

  const shown = copy(verdict ? "read" : "empty");
  if (verdict) {
    shown.querySelector(".source").textContent = `Read from ${source}`;
    shown.querySelector(".verdict").textContent = verdict;
    if (doubt) shown.querySelector(".doubt").innerHTML = doubt;
    else shown.querySelector(".doubt").remove();
    shown.querySelector("tbody").append(...bars([...rows].sort((one, other) => other[1] - one[1]).slice(0, LIKELIEST)));
    find(".all tbody").replaceChildren(...bars(rows));
  }
  find(".answer").className = ["answer", ...looks].join(" ");
  find(".answer").replaceChildren(shown);
  find(".all").hidden = !verdict;
  find(".answer").closest(".st-key-draw-says").style.setProperty("--right", JSON.stringify(right ?? ""));

  const region = find(".said");
  // Another text each time, or the same answer to another drawing would not be spoken.
  if (said !== null && last.get(parent) !== of) region.textContent = said + (region.textContent === said ? "\u00A0" : "");
  if (said !== null) last.set(parent, of);
}

export default function ({ parentElement }) {
  const hear = () => window.digitappTold?.answer && show(window.digitappTold.answer, parentElement);
  hear();
  window.addEventListener("digitapp-told", hear);
  return () => window.removeEventListener("digitapp-told", hear);
}
