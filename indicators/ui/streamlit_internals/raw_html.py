"""HTML handed to `st.html` as it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawHtml:
    """HTML that Streamlit takes by `_repr_html_`: of a plain string it first looks for a file and for lines indented alike."""

    html: str

    def _repr_html_(self) -> str:
        return self.html
