"""Another country's dataset: what `init` writes works at once, and nothing that is served knows ours."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

import indicators
from indicators.cli import main
from indicators.cli.edit_commands import starter_files
from indicators.curation.layout import format_data_file
from indicators.i18n import LANGUAGES
from indicators.reading.article import Article
from indicators.web.composition.site_pages import SITE_PAGES
from tests.asgi import waited
from tests.sections import without
from tests.serving import Served, api, serving

ROOT = Path(__file__).parents[2]
MAIN = ROOT / "indicators" / "ui" / "main.py"
#: Words that only our own dataset may bring in, in the code and in whatever is served.
OURS = re.compile(
    "guangzhou|guangdong|greater.bay|hong.?kong|shenzhen|hengqin|canton|beijing|yuan\\b|renminbi|GB/T|five-year"
    "|广州|广东|大湾区|香港|深圳|横琴|北京|人民币|元人民币|万亿元|五年规划|五年计划",
    re.IGNORECASE,
)
#: Only in what is served: code may read any currency sign, and say which country a word comes from.
OUR_COUNTRY = re.compile("\\bchina\\b|中国|¥", re.IGNORECASE)
SERVED = re.compile(f"{OURS.pattern}|{OUR_COUNTRY.pattern}", re.IGNORECASE)


class TestInit:
    @staticmethod
    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="indicators")

    def test_it_writes_a_dataset_and_says_how_to_go_on(self, tmp_path):
        folder = tmp_path / "my" / "region"
        result = self.run("init", folder)

        assert result.exit_code == 0
        assert {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} == {
            "articles/gazette-2026-02.txt",
            "indicators.schema.json",
            "indicators.yaml",
            "not-figures.csv",
        }
        assert result.output.endswith(
            "\n\nGo on with:\n"
            f"  indicators check {folder}/indicators.yaml --watch\n"
            f"  indicators verify {folder}/indicators.yaml --articles {folder}/articles --uncovered\n"
            f"  indicators new observation --data {folder}/indicators.yaml\n"
            f"  indicators serve --data {folder}/indicators.yaml\n"
        )

    def test_every_check_is_content_with_it(self, tmp_path):
        self.run("init", tmp_path)
        data = tmp_path / "indicators.yaml"

        assert self.run("check", data).output == f"{data}: 5 observations, no problems\n"
        assert self.run("verify", data, "--articles", tmp_path / "articles", "--uncovered").exit_code == 0
        assert self.run("audit", data, "--strict").output.endswith("1 relation: reconciles: 1\n")
        assert self.run("format", data, "--check").exit_code == 0

    def test_nothing_is_overwritten(self, tmp_path):
        (tmp_path / "indicators.yaml").write_text("mine", encoding="utf-8")
        result = self.run("init", tmp_path)

        assert result.exit_code == 2
        assert "has indicators.yaml already; nothing was written" in result.output
        assert [path.name for path in tmp_path.iterdir()] == ["indicators.yaml"]

    def test_its_remarks_name_the_words_that_the_checks_know(self):
        text = starter_files()[Path("indicators.yaml")]

        assert format_data_file(text, "f.yaml") == text
        assert "# exact | over | at_least | nearly | under | at_most | about | between\n" in text
        assert "# at | during | cumulative | average | unclear\n" in text
        assert Article(starter_files()[Path("articles/gazette-2026-02.txt")]).has_line(4)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory, small_file):
    """A country with another currency, other plans, dollars beside its money, relations, a chart and no map."""
    text = without(small_file.read_text(encoding="utf-8"), "maps", "charts", "relations").replace(
        "sources:\n",
        "charts:\n  - {id: catches, title: {en: Catches, zh: 捕捞}, selection: {indicator: catch, qualifier: [exact, about]}, kind: dots}\n\nsources:\n",
        1,
    )
    first = "value: 2.4 trillion"
    second = (
        "\n      - {region: isle, period: 2024, timing: during, value: 120 billion, qualifier: exact,"
        " stated: 120 billion crowns, usd: 12 billion, source: gazette, at: [2]}\n"
    )
    assert first in text
    text = text.replace("\n  - id: gdp-growth\n", f"{second.rstrip()}\n  - id: gdp-growth\n")
    text += (
        "\nrelations:\n  - {id: dollars, kind: exchange, members: {figures: [gdp.ostland.2024, gdp.isle.2024]},"
        " note: {en: One rate., zh: 同一汇率。}}\n"
    )
    path = tmp_path_factory.mktemp("elsewhere") / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def served(elsewhere, monkeypatch):
    """This process serves the other dataset."""
    with serving(Served(indicators.load(elsewhere), elsewhere)) as server:
        yield server.live.catalogue


def traces(text):
    """What would give our own dataset away, with what stands around it."""
    return [text[max(0, m.start() - 40) : m.end() + 20] for m in SERVED.finditer(text)]


def shown(app):
    """Everything that a page sends to the browser."""
    return "\n".join(str(element.proto) for element in app.main) + "\n".join(
        str(e.proto) for e in app.sidebar
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_another_dataset_show_nothing_of_ours(served, language):
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    for page in SITE_PAGES:
        if page is not SITE_PAGES[0]:
            app.switch_page(str(ROOT / "pages" / f"{page.slug}.py")).run()

        assert not app.exception, page.slug
        assert traces(shown(app)) == [], page.slug


def test_api_answers_of_another_dataset_show_nothing_of_ours(served):
    async def asked(path):
        transport = httpx.ASGITransport(api(Served(served)))
        async with httpx.AsyncClient(
            transport=transport, base_url="http://here.test", follow_redirects=True
        ) as client:
            return await client.get(path)

    paths = [
        "/llms.txt",
        "/api/v1/openapi.json",
        "/api/v1/catalog.jsonld",
        "/api/v1/observations.csv",
        "/api/v1/relations.json",
    ]
    paths += [
        f"/api/v1/{table}.json"
        for table in ("observations", "indicators", "regions", "plans", "units", "sources")
    ]
    paths += [
        "/api/v1/charts/catches.json",
        "/api/v1/observations/gdp.ostland.2024.json",
        "/api/v1/observations.json?region=guangzhou",
    ]
    for path in paths:
        answer = waited(asked(path))

        assert answer.status_code in (200, 400), path
        assert traces(answer.text.replace("guangzhou", "")) == [], path


def test_files_of_another_dataset_show_nothing_of_ours(served, elsewhere, tmp_path):
    out = tmp_path / "all.zip"
    run = CliRunner().invoke(
        main, ["export", "package", "--format", "zip", "--data", str(elsewhere), "--out", str(out)]
    )
    assert run.exit_code == 0
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as package:
        for name in package.namelist():
            assert traces(package.read(name).decode("utf-8")) == [], name


def test_money_is_in_the_currency_of_the_dataset(served):
    run = CliRunner().invoke(main, ["audit", served.dataset.file])

    assert "2.4 trillion crowns ÷ US$240 billion = 9.979–10.021" in run.output


def test_no_line_of_code_names_anything_of_our_dataset():
    kinds = {".py", ".po", ".toml", ".css", ".js", ".yaml", ".txt", ".csv", ".html"}
    folders = [ROOT / name for name in ("indicators", "pages", "locale", ".streamlit")]
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
    found = {
        str(path.relative_to(ROOT)): line.strip()
        for path in [*paths, ROOT / "app.py"]
        if not {"_bundled", "reading"} & set(path.parts)  # whoever reads prose knows the names of the world
        for line in path.read_text(encoding="utf-8").splitlines()
        if OURS.search(line)
    }

    assert len(paths) > 100
    assert found == {}
