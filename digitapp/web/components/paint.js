// 64 cells of levels 0 to 16, painted by mouse, finger or keyboard; each is a spin button with a name and a value.

const SIDE = 8;
const MAX_LEVEL = 16;
const NUMBERED = "digitapp.numbered"; // in sessionStorage: whether the numbers are written into the cells
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const grids = new WeakMap(); // parent element -> its grid

const inside = (place) => Math.min(Math.max(place, 0), SIDE - 1);

function build(parent) {
  const element = parent.querySelector(".grid");
  const [numbers, brush, output] = ["[type=checkbox]", "[type=range]", "output"].map((name) => parent.querySelector(name));
  const grid = { levels: Array(SIDE * SIDE).fill(0), given: null, isChanged: false, send: () => {} };
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
    grid.levels[place] = level;
    cells[place].style.setProperty("--level", level);
    cells[place].setAttribute("aria-valuenow", level);
  };
  const paint = (place, level) => {
    if (level === grid.levels[place] || level < 0 || level > MAX_LEVEL) return;
    grid.show(place, level);
    grid.isChanged = true;
    brush.parentElement.hidden = false;
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

  // Where an event lies, in cells from the top left corner.
  const at = ({ clientX, clientY }) => {
    const box = element.getBoundingClientRect();
    return [((clientY - box.top) / box.height) * SIDE, ((clientX - box.left) / box.width) * SIDE];
  };
  let line = null; // that is being painted: by which pointer, in what ink, and where it is
  element.addEventListener("pointerdown", (event) => {
    const place = cells.indexOf(event.target);
    if (line || place < 0 || event.button) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    const ink = grid.levels[place] === Number(brush.value) ? 0 : Number(brush.value);
    line = { pointer: event.pointerId, ink, end: at(event) };
    move(place);
    paint(place, ink);
  });
  element.addEventListener("pointermove", (event) => {
    if (line?.pointer !== event.pointerId) return;
    // A fast pointer skips cells: paint those on the straight line from where it was, too, in steps of a quarter of a cell.
    const start = line.end;
    line.end = at(event);
    const way = line.end.map((end, axis) => end - start[axis]);
    const steps = Math.ceil(4 * Math.hypot(...way));
    for (let step = 1; step <= steps; step++) {
      const [row, column] = start.map((begin, axis) => Math.floor(begin + (way[axis] * step) / steps));
      if (row === inside(row) && column === inside(column)) paint(row * SIDE + column, line.ink);
    }
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    element.addEventListener(end, (event) => {
      if (line?.pointer !== event.pointerId) return;
      line = null;
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

  try {
    numbers.checked = sessionStorage.getItem(NUMBERED) === "true";
  } catch {
    // A browser that keeps nothing
  }
  const write = () => element.classList.toggle("numbered", numbers.checked);
  numbers.addEventListener("change", () => {
    write();
    try {
      sessionStorage.setItem(NUMBERED, numbers.checked);
    } catch {
      // It holds until the page is left.
    }
  });
  write();
  return grid;
}

export default function ({ parentElement, setStateValue }) {
  if (!grids.has(parentElement)) grids.set(parentElement, build(parentElement));
  const grid = grids.get(parentElement);
  grid.send = () => setStateValue("painted", { levels: [...grid.levels], given: grid.given });
  const hear = () => {
    const told = window.digitappTold?.grid;
    if (!told || grid.given === told.given) return;
    grid.given = told.given;
    told.levels.forEach((level, place) => grid.show(place, level));
  };
  hear();
  window.addEventListener("digitapp-told", hear);
  return () => window.removeEventListener("digitapp-told", hear);
}
