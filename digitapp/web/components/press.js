// HTML whose buttons with a data-press tell that word, with the number of the slider in their data-row. When it is replaced, a
// slider that was moved stays where it was, and the keyboard in its row, or at the button it was at.

const senders = new WeakMap(); // parent element -> what tells the server, always the latest
const last = new WeakMap(); // parent element -> the HTML that is shown

function told(input) {
  const output = input.closest("[data-row]").querySelector("output");
  if (output) output.textContent = `${input.value} %`;
}

function begin(parent, shown) {
  shown.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-press]");
    if (!button) return;
    const input = button.closest("[data-row]")?.querySelector("input");
    senders.get(parent)("pressed", { word: button.dataset.press, number: input ? Number(input.value) : null });
  });
  shown.addEventListener("input", ({ target }) => told(target));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const shown = parentElement.querySelector(".shown");
  if (!senders.has(parentElement)) begin(parentElement, shown);
  senders.set(parentElement, setTriggerValue);
  if (last.get(parentElement) === data) return;
  last.set(parentElement, data);
  const focused = shown.contains(document.activeElement) ? document.activeElement : null;
  const row = focused?.closest("[data-row]")?.dataset.row;
  const word = focused?.dataset.press;
  const moved = [...shown.querySelectorAll("input")].map(({ name, value }) => [name, value]);
  const open = [...shown.querySelectorAll("details")].map((details) => details.open);
  shown.innerHTML = data;
  shown.querySelectorAll("details").forEach((details, place) => (details.open ||= open[place] ?? false));
  for (const [name, value] of moved) {
    const input = [...shown.querySelectorAll("input")].find((input) => input.name === name);
    if (input) told(Object.assign(input, { value }));
  }
  if (!focused) return;
  const buttons = [...shown.querySelectorAll("[data-press]")].filter((button) => button.closest("[data-row]")?.dataset.row === row);
  (buttons.find((button) => button.dataset.press === word) ?? (row === undefined ? null : buttons[0]))?.focus();
}
