"""The Class page: which of its screens the address asks for. What it says is all that is known of a board here."""

import streamlit as st

from digitapp.board.limits import BoardError
from digitapp.web.components import calm

asked = st.query_params.to_dict()
try:
    match asked:
        case {"host": code, "key": token}:
            from digitapp.web.board import host

            host.show(code, token)
        case {"wall": code}:
            from digitapp.web.board import wall

            wall.show(code)
        case {"board": code}:
            from digitapp.web.board import phone

            phone.show(code)
        case _:
            from digitapp.web.board import joining, lesson, opening

            st.title("A class together", anchor=False)
            joining.show()
            opening.show()
            lesson.show()
except BoardError as error:
    st.error(str(error), icon=":material/error:")
    if "board" in asked:
        from digitapp.web.board import joining

        joining.show()
calm.keep_calm()
