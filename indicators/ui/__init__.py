"""Everything that imports Streamlit, but for app.py and pages/."""
