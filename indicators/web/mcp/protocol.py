"""The tools, resources and the prompt as the official SDK of the Model Context Protocol serves them.

Schemas say what each argument may be and refuse what is none of it: an argument that there is not, a number beyond
its bounds, an id that the dataset lacks are answered with one sentence and the nearest valid value.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Protocol, TypeAlias, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.prompts.base import UserMessage
from mcp.server.mcpserver.tools.base import Tool
from mcp_types import CallToolResult, ImageContent, TextContent, ToolAnnotations
from pydantic import Field, ValidationError

import indicators
from indicators.export import CODEBOOKS
from indicators.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language
from indicators.i18n.letters import find_nearest
from indicators.model import quantity
from indicators.query import MAX_QUERY_LENGTH, Catalogue
from indicators.reading.claims import VERDICTS
from indicators.web.api.guides import llms_text
from indicators.web.http_messages import Refusal, nearest_hint, quote_input
from indicators.web.mcp.answers import (
    ChartAnswer,
    CheckAnswer,
    ComparisonAnswer,
    FigureDetails,
    FiguresAnswer,
    IndicatorsAnswer,
    ReadingAnswer,
)
from indicators.web.mcp.tools import MAX_COMPARED, MAX_FIGURES, MAX_TEXT_LENGTH, Toolbox, ToolMistake

log = logging.getLogger(__name__)
T = TypeVar("T")

SERVER_NAME: Final = "regional-indicators"
_MAX_IDS: Final = 20
_MAX_ID_LENGTH: Final = 300
_MAX_OFFSET: Final = 1_000_000
_INSTRUCTIONS: Final = """\
Economic figures that articles state about regions, each with its hedge, period, printed words and source.
A figure is an interval, not a point: "over 2 trillion crowns" has no upper bound. Quote `figure` with its hedge and \
its period, give `citation` and `link` with it, and never turn a target into an outcome. Do not add, average, \
interpolate or rank figures yourself: `compare` says which are like with like and which is larger. \
What the dataset does not have it does not have: say so, and guess nothing. \
Start with list_indicators or search_figures; check_text checks a draft, of which nothing is stored."""

_Id = Annotated[str, Field(max_length=_MAX_ID_LENGTH)]
_Ids = Annotated[list[_Id], Field(max_length=_MAX_IDS)]
if TYPE_CHECKING:
    _LanguageId: TypeAlias = Language
    _ReadLanguage: TypeAlias = Language
else:  # in the schemas that assistants get, a list of the ids there are
    _LanguageId, _ReadLanguage = Literal[tuple(LANGUAGES)], Literal[("auto", *LANGUAGES)]
_Lang = Annotated[_LanguageId, Field(description="Language of the answer.")]
_Words = Annotated[
    str,
    Field(
        max_length=MAX_QUERY_LENGTH,
        description="Words to find in names, aliases and printed words, English or Chinese; also numbers, as in '93,200'. Every word must be found.",
    ),
]
_Indicators = Annotated[_Ids, Field(description="Ids of indicators; list_indicators has them.")]
_Regions = Annotated[_Ids, Field(description="Ids of regions.")]
_Topics = Annotated[_Ids, Field(description="Ids of topics.")]
_Sectors = Annotated[_Ids, Field(description="Ids of sectors.")]
_Plans = Annotated[_Ids, Field(description="Ids of plans, such as 14.")]
_Sources = Annotated[_Ids, Field(description="Ids of sources.")]
_Year = Annotated[int, Field(ge=0, le=9999, description="A year; 0 is any.")]
_Statuses = Annotated[
    list[Literal["actual", "expected", "target"]],
    Field(max_length=3, description="Outcomes, expectations, targets; all when left out."),
]
_Offset = Annotated[int, Field(ge=0, le=_MAX_OFFSET, description="Leave out so many first.")]
_Limit = Annotated[int, Field(ge=1, le=MAX_FIGURES, description="List so many at most.")]
_Text = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_TEXT_LENGTH,
        description="Prose in English or Chinese, as it is written. Nothing of it is stored.",
    ),
]
_TextLanguage = Annotated[
    _ReadLanguage, Field(description="Language of the text; auto finds out line by line.")
]


class Worker(Protocol):
    """Runs work that takes a while, away from the event loop, when its turn comes."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]:
        """What `work` returns."""


class FigureServer(MCPServer[Any]):
    """A server whose refusals are sentences, and whose own faults tell nobody what was asked."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Call a tool. Raises ToolError with one sentence."""
        tools = {tool.name: tool for tool in self._tool_manager.list_tools()}
        if name not in tools:
            close = find_nearest(name[:_MAX_ID_LENGTH], tools)
            raise ToolError(f"there is no tool {quote_input(name)}{nearest_hint(close)}")
        known = tools[name].parameters["properties"]
        for given in arguments:
            if given not in known:
                close = find_nearest(given[:_MAX_ID_LENGTH], known)
                raise ToolError(f"{name} has no argument {quote_input(given)}{nearest_hint(close)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_tell_faults(error.__cause__, tools[name].parameters)) from None
            if isinstance(
                error.__cause__, ToolError
            ):  # our own sentence, without the name of the tool before it
                raise ToolError(str(error.__cause__)) from None
            raise


def build_server(
    find_catalogue: Callable[[], Catalogue], find_site: Callable[[], str], work: Worker
) -> FigureServer:
    """The server; at each question it asks for the catalogue of the moment and for the address of the site."""
    tools = _Tools(lambda lang: Toolbox(find_catalogue(), find_site(), lang), work)
    with _logging_as_it_is():
        server = FigureServer(
            SERVER_NAME,
            title="Regional Indicators",
            description=find_catalogue().dataset.about.description.en,
            instructions=_INSTRUCTIONS,
            version=indicators.__version__,
            tools=[_describe_tool(getattr(tools, name)) for name in _TOOLS],
        )
    _add_resources(server, find_catalogue, find_site)
    _add_prompts(server)
    return server


@contextmanager
def _logging_as_it_is() -> Iterator[None]:
    """The SDK sets up the log of the whole process, and logs what was asked: neither is its business here."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


class _Tools:
    """The tools: the signature of each method is its schema, its docstring what an assistant reads."""

    def __init__(self, find_tools: Callable[[Language], Toolbox], work: Worker) -> None:
        self._find_tools, self._work = find_tools, work

    async def _answer(self, lang: Language, question: Callable[[Toolbox], T]) -> T:
        """What the tools in a language answer. Raises ToolError with one sentence."""
        try:
            return await self._work(lambda: question(self._find_tools(lang)))
        except ToolMistake as mistake:
            raise ToolError(str(mistake)) from None
        except Refusal as refusal:  # its turn did not come
            raise ToolError(refusal.faults[0].detail) from None
        except Exception as error:  # neither the message nor the trace of a fault may tell what was asked
            log.error("no answer of a tool: %s", type(error).__name__)  # noqa: TRY400
            raise ToolError("something is wrong here, not with what you asked") from None

    async def search_figures(
        self,
        query: _Words = "",
        indicator: _Indicators = [],  # noqa: B006 - read by the SDK as a schema, never changed
        region: _Regions = [],  # noqa: B006
        topic: _Topics = [],  # noqa: B006
        sector: _Sectors = [],  # noqa: B006
        plan: _Plans = [],  # noqa: B006
        source: _Sources = [],  # noqa: B006
        status: _Statuses = [],  # noqa: B006
        from_year: _Year = 0,
        to_year: _Year = 0,
        superseded: Annotated[
            bool, Field(description="Also statements that a later one superseded.")
        ] = False,
        limit: _Limit = 10,
        offset: _Offset = 0,
        lang: _Lang = DEFAULT_LANGUAGE,
    ) -> FiguresAnswer:
        """Find stated figures by words, ids and years. Each has its hedge, period, citation and
        link: quote them together. An empty answer means that the dataset has no such figure.
        """
        filters = _filters(query, indicator, region, topic, sector, plan) | {
            "source": source,
            "status": status,
            "from": from_year or "",
            "to": to_year or "",
            "vintage": "" if superseded else "current",
        }
        return await self._answer(lang, lambda tools: tools.search_figures(filters, limit, offset))

    async def get_figure(
        self,
        id: Annotated[_Id, Field(min_length=1, description="Id of a figure, as search_figures gives it.")],
        lang: _Lang = DEFAULT_LANGUAGE,
    ) -> FigureDetails:
        """One figure by its id with all that is known: definition, printed words and their place,
        what it is measured against, notes, and how it was stated before or later.
        """
        return await self._answer(lang, lambda tools: tools.get_figure(id))

    async def list_indicators(
        self,
        query: _Words = "",
        topic: _Topics = [],  # noqa: B006
        region: _Regions = [],  # noqa: B006
        limit: _Limit = 25,
        offset: _Offset = 0,
        lang: _Lang = DEFAULT_LANGUAGE,
    ) -> IndicatorsAnswer:
        """What is measured: indicators with their ids, definitions, units and how many figures each
        has. Ask this first where you do not know what there is.
        """
        return await self._answer(
            lang, lambda tools: tools.list_indicators(query, topic, region, limit, offset)
        )

    async def compare(
        self,
        figures: Annotated[
            list[_Id],
            Field(min_length=2, max_length=MAX_COMPARED, description="Ids of the figures to compare."),
        ],
        lang: _Lang = DEFAULT_LANGUAGE,
    ) -> ComparisonAnswer:
        """Put figures side by side by their ids. Says whether they are like with like, and of each
        pair which is larger, or null where the hedges leave it open. Of ranks the larger number is
        the lower place. Use this and do not compare by yourself.
        """
        return await self._answer(lang, lambda tools: tools.compare(figures))

    async def get_chart(
        self,
        chart: Annotated[
            _Id, Field(description="Id of a chart; left out: the first chart of the figures that fit.")
        ] = "",
        query: _Words = "",
        indicator: _Indicators = [],  # noqa: B006
        region: _Regions = [],  # noqa: B006
        topic: _Topics = [],  # noqa: B006
        sector: _Sectors = [],  # noqa: B006
        plan: _Plans = [],  # noqa: B006
        theme: Annotated[Literal["light", "dark"], Field(description="Colours of the picture.")] = "light",
        width: Annotated[int, Field(ge=320, le=1600, description="Width in pixels.")] = 720,
        lang: _Lang = DEFAULT_LANGUAGE,
    ) -> Annotated[CallToolResult, ChartAnswer]:
        """A chart as a PNG with the figures it draws: by the id of a chart, or the first one of the
        figures that words and ids choose. Hedged figures are drawn as bounds.
        """
        filters = _filters(query, indicator, region, topic, sector, plan)
        if not chart and not any(filters.values()):
            raise ToolError("expected chart, or words or ids that choose figures; found nothing")
        drawn, picture = await self._answer(lang, lambda tools: tools.get_chart(chart, filters, theme, width))
        return _chart_result(drawn, picture)

    async def read_text(self, text: _Text, language: _TextLanguage = "auto") -> ReadingAnswer:
        """List every figure that a text states, with hedge, unit, region, period and status as the
        text says them. It does not say whether they are right: check_text does.
        """
        return await self._answer(DEFAULT_LANGUAGE, lambda tools: tools.read_text(text, language))

    async def check_text(
        self, text: _Text, language: _TextLanguage = "auto", lang: _Lang = DEFAULT_LANGUAGE
    ) -> CheckAnswer:
        """Check every figure of a draft against the dataset, as a spell checker does words: a
        verdict, a sentence with what the source says, and wording that would agree. not-found is no
        accusation: the dataset has no such figure.
        """
        return await self._answer(lang, lambda tools: tools.check_text(text, language))


_TOOLS: Final = tuple(name for name in vars(_Tools) if not name.startswith("_"))


def _describe_tool(function: Callable[..., Any]) -> Tool:
    title = function.__name__.replace("_", " ").capitalize()
    description = " ".join((function.__doc__ or "").split())
    hints = ToolAnnotations(
        title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    tool = Tool.from_function(function, title=title, description=description, annotations=hints)
    tool.parameters["additionalProperties"] = False
    return tool


def _filters(
    query: str, indicator: list[str], region: list[str], topic: list[str], sector: list[str], plan: list[str]
) -> dict[str, object]:
    return {
        "q": query,
        "indicator": indicator,
        "region": region,
        "topic": topic,
        "sector": sector,
        "plan": plan,
    }


def _chart_result(drawn: ChartAnswer, picture: bytes | None) -> CallToolResult:
    """The figures, as text and as data, and the picture."""
    content: list[Any] = [TextContent(type="text", text=drawn.model_dump_json(indent=2))]
    if picture is not None:
        data = b64encode(picture).decode()
        content.append(ImageContent(type="image", data=data, mime_type="image/png"))
    return CallToolResult(content=content, structured_content=drawn.model_dump(mode="json"))


def _add_resources(
    server: FigureServer, find_catalogue: Callable[[], Catalogue], find_site: Callable[[], str]
) -> None:
    """What an assistant can read as a whole."""

    @server.resource(
        "indicators://dataset",
        title="The dataset",
        description="What there is: number of figures, version, licence, ids of everything, and how to ask.",
        mime_type="text/markdown",
    )
    def dataset() -> str:
        return llms_text(find_catalogue(), find_site())

    @server.resource(
        "indicators://codebook",
        title="Codebook",
        description="What each column of each table means.",
        mime_type="text/markdown",
    )
    def codebook() -> str:
        return codebook_text()

    @server.resource(
        "indicators://method",
        title="Method",
        description="How printed words become intervals, and what the verdicts of check_text mean.",
        mime_type="text/markdown",
    )
    def method() -> str:
        return method_text()


def codebook_text() -> str:
    """Every table with its columns."""
    parts = ["# Codebook\n"]
    for table, columns in CODEBOOKS.items():
        lines = "\n".join(f"- `{name}`: {meaning}" for name, (_, meaning) in columns.items())
        parts.append(f"## {table}\n\n{lines}\n")
    return "\n".join(parts)


def method_text() -> str:
    """The specification of stated figures as intervals, and the verdicts."""
    verdicts = "\n".join(f"- `{id}`: {verdict.description}" for id, verdict in VERDICTS.items())
    return f"# Method\n\n{(quantity.__doc__ or '').strip()}\n\n## Verdicts of check_text\n\n{verdicts}\n"


def _add_prompts(server: FigureServer) -> None:
    @server.prompt(
        name="check_this_draft",
        title="Check this draft",
        description="Check the figures of a draft and write what to change.",
    )
    def check_this_draft(
        draft: Annotated[str, Field(max_length=MAX_TEXT_LENGTH, description="The text to check.")],
    ) -> list[Any]:
        return [
            UserMessage(
                "Check the figures of the draft below with the tool check_text. Then list, in the order of the "
                "text, only the figures that need a change: the words of the draft, what the source says with "
                "its hedge and period, the wording that would agree, citation and link. Say of figures that are "
                "not found that the dataset does not have them, and nothing more. Change no other word.\n\n"
                f"<draft>\n{draft}\n</draft>"
            )
        ]


def _tell_faults(error: ValidationError, schema: Mapping[str, Any]) -> str:
    """What is wrong with the arguments of a tool, a sentence each."""
    told = [_tell_fault(fault, schema["properties"]) for fault in error.errors()]
    return "; ".join(dict.fromkeys(told))


def _tell_fault(fault: Any, properties: Mapping[str, Any]) -> str:
    name = str(fault["loc"][0]) if fault["loc"] else ""
    schema = properties.get(name, {})
    if fault["type"] == "missing":
        return f"expected {name}: {schema.get('description', 'it is needed')}"
    if schema.get("type") == "array" and len(fault["loc"]) > 1:
        schema = schema.get("items", {})
    given = fault["input"]
    expected, nearest = _expectation(schema, given)
    return f"expected {expected} as {name}; found {_describe_value(given, name)}{nearest}"


def _describe_value(given: object, name: str) -> str:
    """What was given, so far as it may be repeated."""
    if isinstance(given, bool | int | float):
        return str(given).lower()
    if isinstance(given, list):
        return f"a list of {len(given):,}"
    if isinstance(given, str):
        return (
            f"{len(given):,} characters"
            if name == "text" or len(given) > _MAX_ID_LENGTH
            else quote_input(given)
        )
    return "something else"


def _expectation(schema: Mapping[str, Any], given: object) -> tuple[str, str]:
    """What a schema takes, and the valid value that is nearest to what was given."""
    if "enum" in schema:
        choices = [str(choice) for choice in schema["enum"]]
        return f"{', '.join(choices[:-1])} or {choices[-1]}", nearest_hint(
            find_nearest(str(given)[:_MAX_ID_LENGTH], choices)
        )
    if schema.get("type") == "integer":
        least, most = schema.get("minimum", 0), schema.get("maximum", 0)
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        close = str(int(min(max(given, least), most))) if is_number else None
        return f"a whole number from {least:,} to {most:,}", f"; the nearest is {close}" if close else ""
    if schema.get("type") == "array":
        return f"a list of {schema.get('minItems', 0)} to {schema.get('maxItems', 0)}", ""
    if schema.get("type") == "boolean":
        return "true or false", ""
    return f"text of {schema.get('minLength', 0)} to {schema.get('maxLength', 0):,} characters", ""
