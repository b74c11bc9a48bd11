"""Pages as plain HTML: readable without scripts, by crawlers and on paper, and what Streamlit shows of its own."""
