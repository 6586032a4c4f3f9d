// 64 cells of levels 0 to 16, painted by mouse, finger or keyboard; each is a spin button with a name and a value.

const SIDE = 8;
const MAX_LEVEL = 16;
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const grids = new WeakMap(); // parent element -> its grid

const inside = (place) => Math.min(Math.max(place, 0), SIDE - 1);

function build(parent) {
  const element = parent.querySelector(".grid");
  const brush = parent.querySelector("input");
  const output = parent.querySelector("output");
  const grid = { levels: Array(SIDE * SIDE).fill(0), revision: null, isChanged: false, send: () => {} };
  const cells = grid.levels.map((_, place) => {
    const cell = document.createElement("div");
    cell.setAttribute("role", "spinbutton");
    cell.setAttribute("aria-label", `row ${Math.floor(place / SIDE) + 1}, column ${(place % SIDE) + 1}`);
    cell.setAttribute("aria-valuemin", 0);
    cell.setAttribute("aria-valuemax", MAX_LEVEL);
    cell.tabIndex = place ? -1 : 0; // one stop for Tab, arrow keys inside
    element.append(cell);
    return cell;
  });

  grid.show = (place, level) => {
    const grey = Math.round(255 * (1 - level / MAX_LEVEL));
    grid.levels[place] = level;
    cells[place].style.background = level ? `rgb(${grey}, ${grey}, ${grey})` : "";
    cells[place].setAttribute("aria-valuenow", level);
  };
  const paint = (place, level) => {
    if (level === grid.levels[place] || level < 0 || level > MAX_LEVEL) return;
    grid.show(place, level);
    grid.isChanged = true;
  };
  const send = () => {
    if (grid.isChanged) grid.send();
    grid.isChanged = false;
  };
  const move = (place) => {
    for (const cell of cells) cell.tabIndex = -1;
    cells[place].tabIndex = 0;
    cells[place].focus();
  };

  let ink = null; // of the line that is being painted
  element.addEventListener("pointerdown", (event) => {
    const place = cells.indexOf(event.target);
    if (place < 0 || event.button) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    ink = grid.levels[place] === Number(brush.value) ? 0 : Number(brush.value);
    move(place);
    paint(place, ink);
  });
  element.addEventListener("pointermove", (event) => {
    if (ink === null) return;
    const box = element.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * SIDE);
    const column = Math.floor(((event.clientX - box.left) / box.width) * SIDE);
    if (row === inside(row) && column === inside(column)) paint(row * SIDE + column, ink);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    element.addEventListener(end, () => {
      ink = null;
      send();
    });
  }
  element.addEventListener("keydown", (event) => {
    const place = cells.indexOf(event.target);
    const level = grid.levels[place];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in MOVES) {
      const [down, right] = MOVES[event.key];
      move(inside(Math.floor(place / SIDE) + down) * SIDE + inside((place % SIDE) + right));
    } else if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) paint(place, level ? 0 : MAX_LEVEL);
    } else if (event.key === "+" || event.key === "=") paint(place, level + 1);
    else if (event.key === "-") paint(place, level - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener("keyup", send);
  element.addEventListener("focusout", send);

  const tell = () => (output.textContent = brush.value);
  brush.addEventListener("input", tell);
  tell();
  return grid;
}

export default function ({ data, parentElement, setStateValue }) {
  if (!grids.has(parentElement)) grids.set(parentElement, build(parentElement));
  const grid = grids.get(parentElement);
  grid.send = () => setStateValue("painted", { levels: [...grid.levels], revision: grid.revision });
  if (grid.revision !== data.revision) {
    grid.revision = data.revision;
    data.levels.forEach((level, place) => grid.show(place, level));
  }
}
