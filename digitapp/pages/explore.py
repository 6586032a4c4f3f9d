"""The Explore page: the data set that the models learn from."""

import streamlit as st

from digitapp import cached
from digitapp.digit import Digit
from digitapp.sections import sees

samples = cached.samples()

st.title("Explore the data set", anchor=False)
st.markdown(
    f"The models learn from **{len(samples):,} digits** that 13 people in Turkey wrote by hand "
    "(`load_digits` of scikit-learn). Each is 64 numbers, as your drawing is."
)
index = st.number_input("Show the sample with the number", 0, len(samples) - 1, key="sample", bind="query-params")
digit = Digit(samples.digits[index])
with st.container(horizontal=True, key="shown", vertical_alignment="center"):
    st.metric("Its writer meant", int(samples.labels[index]), width="content")
    st.image(digit.image(cell=27), alt=f"Sample {index}, 8 by 8 grey cells", width=216)
    st.html(sees.table(digit), width="content")
