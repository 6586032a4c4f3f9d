"""An empty page, to tell what is Streamlit's own."""
