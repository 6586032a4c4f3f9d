"""The data: what load_digits is, its samples, the mean and spread of each digit, maps, and who misreads what."""

from collections.abc import Callable, Mapping

import numpy as np
import streamlit as st

from digitapp.drawing import links, pictures
from digitapp.drawing.digit import Digit, readable
from digitapp.learning.samples import BLOCK_STARTS, Samples, description
from digitapp.measuring import lines_data, maps
from digitapp.measuring.notebook import Lines
from digitapp.web import cached, figures
from digitapp.web.components import canvas
from digitapp.web.draw import visit
from digitapp.web.explore import misread, parts, people

MAPS: Mapping[str, Callable[[Digit | None], Lines]] = {"PCA": lines_data.pca, "t-SNE": lines_data.tsne}
PAGE_SIZE = 40  # pictures in the gallery

CHOSEN = "explore.part"


@st.fragment
def show() -> None:
    """Show the part that the visitor chose, and compute no other."""
    word = st.query_params.get("part", "overview")
    st.session_state[CHOSEN] = word if word in PARTS else "overview"
    with st.container(key="explore-parts"):
        part = st.segmented_control(
            "Part",
            list(PARTS),
            format_func=lambda word: PARTS[word][0],
            key=CHOSEN,
            default="overview",
            required=True,
            on_change=_go,
            label_visibility="collapsed",
        )
    PARTS[part][1](cached.samples())
    parts.offer_notebook("The data", "the-data", lines_data.every(_drawing()))


def _go() -> None:
    # As the sections do: the word in the address is short and stays, and the browser's Back goes through the parts.
    st.query_params["part"] = st.session_state[CHOSEN]


def _overview(data: Samples) -> None:
    st.header("What load_digits is", anchor=False)
    st.markdown(
        f"**{len(data):,} small pictures of handwritten digits**, each with the digit that its writer meant (the label). "
        "13 people wrote them on paper forms. A program cut out each digit, scaled it to 32 by 32 pixels, black or white, "
        "and counted the black ones in each block of 4 by 4: **64 numbers from 0 to 16** (the features). There are "
        "**10 kinds** (the classes), about equally many of each."
    )
    counts = [int((data.labels == digit).sum()) for digit in range(10)]
    firsts = [int((data.labels == digit).argmax()) for digit in range(10)]
    shown = [
        figures.figure(
            pictures.grey(data.digits[first]), f"A handwritten {digit}", str(digit), f"{count}\N{MULTIPLICATION SIGN}"
        )
        for digit, (first, count) in enumerate(zip(firsts, counts, strict=True))
    ]
    st.html(figures.grid(shown, "ten"))
    st.caption("The first of each digit, and how many there are of it.")
    parts.numbers({"digit": range(10), "pictures": counts}, "counts")
    parts.code(lines_data.counts())
    words = "What scikit-learn says about it"
    with st.expander(words, key="explore.description", icon=":material/description:", on_change="rerun") as section:
        if section.open:
            st.code(description(), language=None, wrap_lines=True)


def _gallery(data: Samples) -> None:
    st.header("Gallery", anchor=False)
    digit = st.pills("Digit", range(10), key="digit", on_change=_to_first_page, bind="query-params")
    block = st.selectbox(
        "Written by",
        [None, *range(len(BLOCK_STARTS))],
        format_func=lambda block: "All writers" if block is None else f"Block {block + 1}",
        key="block",
        on_change=_to_first_page,
        bind="query-params",
        help="The samples come in 14 blocks, each from one form. There were 13 writers, so a block is not quite a writer.",
    )
    chosen = np.ones(len(data), dtype=bool)
    if digit is not None:
        chosen &= data.labels == digit
    if block is not None:
        chosen &= data.blocks == block
    found = np.flatnonzero(chosen)
    st.markdown(f"**{figures.count(len(found), 'picture')}**, each with its digit and its number.")
    page = st.pagination(-(-len(found) // PAGE_SIZE), key="page", bind="query-params")
    shown = [
        figures.figure(pictures.grey(data.digits[number]), f"Sample {number}", str(data.labels[number]), f"no. {number}")
        for number in found[PAGE_SIZE * (page - 1) : PAGE_SIZE * page]
    ]
    st.html(figures.grid(shown, "views"))
    parts.numbers(
        {"sample": found.tolist(), "digit": data.labels[found].tolist(), "block": (data.blocks[found] + 1).tolist()},
        "gallery",
        show=False,
    )
    parts.code(lines_data.gallery(digit, block))


def _to_first_page() -> None:
    st.session_state["page"] = 1


def _sample(data: Samples) -> None:
    st.header("One sample", anchor=False)
    number = st.number_input(
        f"Its number, from 0 to {len(data) - 1}", 0, len(data) - 1, key="sample", bind="query-params", width=220
    )
    digit, label, block = Digit(data.digits[number]), data.labels[number], data.blocks[number] + 1
    with st.container(horizontal=True, gap="medium"):
        picture = figures.figure(
            digit.image(cell=1), f"Sample {number}", f"Sample {number} is {figures.a(label)}", f"from block {block}"
        )
        st.html(figures.grid([picture], "large"), width=290)
        st.html(figures.levels(digit), width="content")
    st.page_link(
        "draw.py",
        label="Open it on the Draw page",
        icon=":material/draw:",
        query_params={visit.LINK: links.pack(digit)},
    )
    parts.numbers({str(column): digit.levels[:, column].tolist() for column in range(8)}, f"sample_{number}", show=False)
    parts.code(lines_data.sample(number))


def _mean(data: Samples) -> None:
    st.header("Mean and spread", anchor=False)
    by_digit = [data.where(data.labels == digit) for digit in range(10)]
    means, spreads = [some.mean() for some in by_digit], [some.spread() for some in by_digit]
    st.markdown("All pictures of one digit laid over each other give its **mean**: dark where nearly everyone has ink.")
    shown = [figures.figure(pictures.grey(mean), f"Mean of the digit {digit}", str(digit)) for digit, mean in enumerate(means)]
    st.html(figures.grid(shown, "ten"))
    st.markdown(
        "The **spread** (standard deviation) is dark where people differ: some have ink there, others none. "
        "It has a scale of its own: white is 0, everyone alike; black is 8, the most there can be."
    )
    shown = [
        figures.figure(pictures.grey(spread, most=8), f"Spread of the digit {digit}", str(digit))
        for digit, spread in enumerate(spreads)
    ]
    st.html(figures.grid(shown, "ten"))
    digits, rows, columns = zip(*np.ndindex(10, 8, 8), strict=True)
    cells: parts.Columns = {
        "digit": digits,
        "row": rows,
        "column": columns,
        "mean": np.ravel(means).tolist(),
        "spread": np.ravel(spreads).tolist(),
    }
    parts.numbers(cells, "mean_and_spread", show=False)
    parts.code(lines_data.mean_and_spread())


def _map(data: Samples) -> None:
    from digitapp.web.explore import sample_map  # only here, as Altair takes a while to load

    st.header("Map of all samples", anchor=False)
    st.markdown(
        "Each sample is 64 numbers, so it has a place in a space with 64 directions. Paper has two. "
        "These maps bring similar samples close together; point at a digit to see how it was written."
    )
    kind = st.segmented_control("How the map is made", list(MAPS), key="map", default="PCA", required=True, bind="query-params")
    drawing = _drawing()
    neighbours, own = np.array([], dtype=int), None
    if kind == "PCA":
        pca, places = cached.pca()
        shares = pca.explained_variance_ratio_
        st.markdown(
            "This map looks at the samples from the side where they differ most, like the shadow of an object on a wall "
            f"(principal component analysis). The two directions of this map show {figures.percent(shares.sum())} of all "
            "differences, so unlike digits may fall on the same spot."
        )
        if drawing is not None:
            [own] = pca.transform(drawing.levels.reshape(1, -1))
            st.markdown("The large ring is **your drawing**, at its exact place.")
    else:
        places = cached.tsne()
        st.markdown(
            "This map moves the samples about until those that are alike stand together (t-distributed stochastic neighbour "
            "embedding). Near means alike; how far apart two groups are means little."
        )
        if drawing is not None:
            neighbours = maps.nearest(data, drawing)
            own = maps.beside(places, neighbours)
            st.markdown(
                f"The large ring is **your drawing**, beside its {len(neighbours)} nearest neighbours (small rings). This is "
                "only roughly where it belongs: t-SNE cannot place a new drawing exactly."
            )
    if drawing is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("Draw a digit on the Draw page and it appears here.", width="content")
            st.page_link("draw.py", label="Draw a digit", icon=":material/draw:")
    map_box = st.container(key="explore-map")
    map_box.altair_chart(
        sample_map.chart(
            data,
            places,
            cached.sample_pictures(),
            None if drawing is None or own is None else (own, pictures.data_url(drawing.image(cell=8))),
            neighbours,
        ),
        height="stretch",
        alt=f"Map of all {len(data):,} samples by {kind}. Each is written as its digit, near those that are like it."
        + ("" if own is None else f" Your drawing is {own[0]:.1f} across and {own[1]:.1f} up."),
    )
    columns = {
        "sample": range(len(data)),
        "digit": data.labels.tolist(),
        "block": (data.blocks + 1).tolist(),
        "across": places[:, 0].tolist(),
        "up": places[:, 1].tolist(),
    }
    parts.numbers(columns, f"map_{kind}", show=False)
    parts.code(MAPS[kind](drawing))


def _drawing() -> Digit | None:
    """What the visitor drew on the Draw page; None if there is nothing to read."""
    strokes = canvas.kept()
    found = None if strokes is None else readable(strokes)
    return None if found is None else Digit.of(found)


def _misread(data: Samples) -> None:
    misread.show(data, cached.comparison().comparison.scores)


def _people(data: Samples) -> None:
    people.show(data, cached.comparison().comparison.scores["new"])


# By its word in the address, which stays what it is whatever the title
PARTS = {
    "overview": ("Overview", _overview),
    "gallery": ("Gallery", _gallery),
    "sample": ("One sample", _sample),
    "mean": ("Mean", _mean),
    "map": ("Map", _map),
    "misread": ("Misread", _misread),
    "people": ("Your turn", _people),
}
