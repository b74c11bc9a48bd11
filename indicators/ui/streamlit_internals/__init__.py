"""Everything that leans on what Streamlit does not promise: one module a subject.

`docs/decisions.md` lists what breaks when Streamlit changes it, and
`tests/ui/streamlit_internals` holds the installed Streamlit to each. Outside of this folder only
the style sheet and `assets/*.js` do so: they name elements of Streamlit's page.
"""
