"""What is shipped for operators is well formed and says the same thing everywhere: each file is read by
the linter, schema or program that knows its kind, because no container engine runs in these tests."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from itertools import chain
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from indicators import __version__
from tests.deploy.proxy import DEPLOY, checked, written
from tests.deploy.tools import needed

ROOT = DEPLOY.parent
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
OBJECTS = {
    (item["kind"], item["metadata"]["name"]): item
    for path in MANIFESTS
    if path.name != "kustomization.yaml"
    for item in yaml.safe_load_all(path.read_text(encoding="utf-8"))
}
UNIT = DEPLOY / "systemd" / "regional-indicators@.service"
NAME = "regional-indicators"
NEXT_UPSTREAM = "nginx.ingress.kubernetes.io/proxy-next-upstream"
#: What a replica that is gone looks like to a proxy. Neither of these asks again what is not idempotent.
GONE = ["error", "timeout", "http_502", "http_504"]


def told(*command, **options):
    """What a linter prints; empty when it has nothing to say."""
    run = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=60, **options
    )
    return f"{run.stdout}{run.stderr}" if run.returncode else ""


class TestContainer:
    def test_the_containerfile_has_no_fault(self):
        assert told(Path(sys.executable).with_name("hadolint"), DEPLOY / "Containerfile") == ""

    def test_it_runs_the_wheel_without_privileges_and_can_be_asked_for_its_health(self):
        last = CONTAINERFILE.rpartition("\nFROM ")[2]

        assert "USER 10001:10001\n" in last
        assert "/readyz" in last.partition("HEALTHCHECK")[2]
        assert 'ENTRYPOINT ["indicators", "serve", "--host", "0.0.0.0"' in last
        assert "COPY --from=build" in last
        assert last.count("COPY") == 1, "nothing but the installed wheel"

    def test_the_builder_is_sent_all_that_the_wheel_needs(self, tmp_path):
        """The wheel of just the copied files holds every file of the package, pages, data and translations."""
        copied = [line.split()[1:-1] for line in CONTAINERFILE.splitlines() if re.match(r"COPY (?!--)", line)]
        for name in chain.from_iterable(copied):
            target = tmp_path / "src" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, target)
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path]
        assert told(*build, cwd=tmp_path / "src") == ""

        names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
        bundled = [Path("app.py"), Path(".streamlit/config.toml")]
        for folder in ("pages", "data", "locale"):
            bundled += [path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.suffix in _KEPT]
        package = [p.relative_to(ROOT) for p in (ROOT / "indicators").rglob("*") if p.suffix in _KEPT]
        assert {f"indicators/_bundled/{path.as_posix()}" for path in bundled} <= names
        assert {path.as_posix() for path in package} <= names

    def test_and_nothing_else(self):
        ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        copied = re.findall(r"^COPY (?!--)(.+) \S+$", CONTAINERFILE, re.MULTILINE)

        assert ignored[1] == "*"
        assert sorted(line[1:] for line in ignored if line.startswith("!")) == sorted(
            " ".join(copied).split()
        )


_KEPT = {".py", ".yaml", ".json", ".csv", ".po", ".js", ".svg", ".toml"}


class TestCompose:
    def test_it_fits_the_compose_specification(self):
        schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]

        assert told(*schema, DEPLOY / "compose.yaml") == ""

    @pytest.mark.parametrize("name", list(COMPOSE["services"]))
    def test_no_service_has_rights_it_does_not_need(self, name):
        service = COMPOSE["services"][name]

        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["user"].partition(":")[0] not in ("", "0", "root")
        assert all("noexec" in mount and "size=" in mount for mount in service["tmpfs"])
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
        assert "healthcheck" in service
        assert "privileged" not in service

    def test_only_the_proxy_can_be_reached_and_replicas_reach_nobody(self):
        services = COMPOSE["services"]

        assert [name for name in services if "ports" in services[name]] == ["proxy"]
        assert services["replica"]["networks"] == ["inside"]
        assert COMPOSE["networks"]["inside"] == {"internal": True}

    def test_replicas_share_one_secret_that_must_be_given(self):
        given = COMPOSE["services"]["replica"]["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"]

        assert given.startswith("${COOKIE_SECRET:?")

    def test_every_setting_stands_in_the_example(self):
        used = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
        example = (DEPLOY / "environment.example").read_text(encoding="utf-8")

        assert used == set(re.findall(r"^(\w+)=", example, re.MULTILINE))


class TestProxy:
    @pytest.mark.parametrize("kind", ["local", "compose"])
    def test_nginx_reads_it(self, kind, tmp_path):
        file = written(tmp_path, ["127.0.0.1:8501", "127.0.0.1:8502"], 8080, kind)
        replicas = file.with_name("replicas.conf")
        # Looking names up again is newer than the nginx that Debian has.
        replicas.write_text(replicas.read_text().replace(" resolve ", " "))

        assert "test is successful" in checked(needed("nginx"), file)
        assert replicas.read_text().count("server 127.0.0.1:8502 max_fails=1 fail_timeout=5s;") == 2

    def test_compose_looks_its_replicas_up_again(self):
        servers = re.findall(
            r"server (.+);", (DEPLOY / "nginx" / "replicas-compose.conf").read_text(encoding="utf-8")
        )

        assert {line.split()[0] for line in servers} == {"replica:8501"}
        assert all(" resolve " in line for line in servers)

    def test_the_local_replicas_are_units_of_one_template(self):
        text = (DEPLOY / "nginx" / "replicas-local.conf").read_text(encoding="utf-8")

        assert set(re.findall(r"server (\S+)", text)) == {"127.0.0.1:8501", "127.0.0.1:8502"}


class TestKubernetes:
    @pytest.mark.parametrize("key", list(OBJECTS), ids=" ".join)
    def test_every_object_fits_its_schema_and_has_no_field_beside_it(self, key):
        newest = kubernetes_validate.latest_version()

        kubernetes_validate.validate(OBJECTS[key], newest, strict=True)

    def test_kustomize_takes_every_file(self):
        taken = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))

        assert sorted(taken["resources"]) == [
            path.name for path in MANIFESTS if path.name != "kustomization.yaml"
        ]
        assert taken["images"][0]["name"] == self.container()["image"]
        assert taken["images"][0]["newTag"] == __version__

    @staticmethod
    def container():
        [container] = OBJECTS["Deployment", NAME]["spec"]["template"]["spec"]["containers"]
        return container

    def test_the_pod_is_restricted(self):
        """The restricted Pod Security Standard, and a read-only file system beyond it."""
        pod, container = OBJECTS["Deployment", NAME]["spec"]["template"]["spec"], self.container()

        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"cpu", "memory"} <= set(container["resources"]["limits"])
        assert container["volumeMounts"] == [{"name": "tmp", "mountPath": "/tmp"}]
        assert "emptyDir" in pod["volumes"][0]

    def test_everything_selects_the_same_pods(self):
        labels = OBJECTS["Deployment", NAME]["spec"]["template"]["metadata"]["labels"]

        assert OBJECTS["Deployment", NAME]["spec"]["selector"]["matchLabels"] == labels
        assert OBJECTS["Service", NAME]["spec"]["selector"] == labels
        assert OBJECTS["PodDisruptionBudget", NAME]["spec"]["selector"]["matchLabels"] == labels
        assert OBJECTS["NetworkPolicy", NAME]["spec"]["podSelector"]["matchLabels"] == labels

    def test_readers_stay_with_one_replica_and_programs_with_none(self):
        note = "nginx.ingress.kubernetes.io/affinity"

        assert OBJECTS["Ingress", NAME]["metadata"]["annotations"][note] == "cookie"
        assert note not in OBJECTS["Ingress", f"{NAME}-programs"]["metadata"]["annotations"]
        assert OBJECTS["Service", NAME]["spec"]["sessionAffinity"] == "ClientIP"

    def test_nobody_but_the_ingress_gets_in_and_nothing_gets_out(self):
        policy = OBJECTS["NetworkPolicy", NAME]["spec"]

        assert policy["policyTypes"] == ["Ingress", "Egress"]
        assert policy["egress"] == []
        assert len(policy["ingress"]) == 1

    def test_probes_ask_what_the_container_answers(self):
        container = self.container()
        [port] = container["ports"]
        paths = {
            name: container[f"{name}Probe"]["httpGet"]["path"]
            for name in ("startup", "liveness", "readiness")
        }

        assert port == {"name": "http", "containerPort": 8501}
        assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
        assert f"EXPOSE {port['containerPort']}\n" in CONTAINERFILE
        assert OBJECTS["Service", NAME]["spec"]["ports"][0]["targetPort"] == "http"


class TestSystemd:
    @pytest.fixture
    def unit(self, tmp_path):
        """The unit on a machine that has the program: verify looks whether it is there."""
        program = tmp_path / "opt" / "bin" / "indicators"
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        text = UNIT.read_text(encoding="utf-8")
        assert text.count("ExecStart=/opt/regional-indicators/bin/indicators ") == 1
        file = tmp_path / "regional-indicators@8501.service"
        file.write_text(text.replace("ExecStart=/opt/regional-indicators/", f"ExecStart={tmp_path}/opt/"))
        return file

    def test_systemd_reads_it_without_a_word(self, unit):
        run = subprocess.run(
            [needed("systemd-analyze"), "verify", "--man=no", unit],
            capture_output=True,
            text=True,
            timeout=60,
        )

        assert (run.returncode, run.stderr) == (0, "")

    def test_it_is_as_closed_as_a_network_service_can_be(self, unit):
        """Exposure of at most 1.5 of 10 by systemd's own measure; a unit without any guard has 9.6."""
        rate = [needed("systemd-analyze"), "security", "--offline=true", "--threshold=15", "--no-pager", unit]

        assert told(*rate) == ""


def test_the_workflow_fits_its_schema_and_runs_what_runs_here():
    workflow = DEPLOY.parent / ".github" / "workflows" / "test.yml"
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    subprocess.run([*schema, str(workflow)], check=True, capture_output=True)
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]

    assert jobs["linux"]["steps"][-1] == {"run": ".ci/run"}
    assert jobs["linux"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert jobs["wheel"]["strategy"]["matrix"]["system"] == ["macos-latest", "windows-latest"]


def test_all_ways_to_run_it_agree():
    """Health paths, port, memory and the shared secret are the same by whatever way it is run."""
    unit = UNIT.read_text(encoding="utf-8")
    container = TestKubernetes.container()
    secret = "STREAMLIT_SERVER_COOKIE_SECRET"

    assert "MemoryMax=768M\n" in unit
    assert COMPOSE["services"]["replica"]["deploy"]["resources"]["limits"]["memory"] == "768M"
    assert container["resources"]["limits"]["memory"] == "768Mi"
    assert secret in COMPOSE["services"]["replica"]["environment"]
    assert secret in [variable["name"] for variable in container["env"]]
    assert f"{secret}=" in (DEPLOY / "systemd" / "environment.example").read_text(encoding="utf-8")
    assert "readyz" in COMPOSE["services"]["replica"]["healthcheck"]["test"][-1]


class TestLimits:
    """What the files allow one process is what it needs for the readers that are promised."""

    LIMITS = COMPOSE["services"]["replica"]["deploy"]["resources"]["limits"]
    UNIT_TEXT = UNIT.read_text(encoding="utf-8")

    def unit(self, name):
        return int(re.search(rf"^{name}=(\d+)$", self.UNIT_TEXT, re.MULTILINE)[1])

    def test_two_hundred_readers_who_come_back_at_once_find_their_threads(self):
        assert self.LIMITS["pids"] >= 512
        assert self.unit("TasksMax") >= 512

    def test_every_connection_that_is_taken_finds_its_files(self):
        needed = 4 * 2_000 + 512
        given = COMPOSE["services"]["replica"]["ulimits"]["nofile"]

        assert min(given["soft"], given["hard"], self.unit("LimitNOFILE")) >= needed

    def test_no_proxy_asks_another_replica_for_what_one_refused_for_now(self):
        """A replica that answers 503 says when to ask again; only who looks for one that is ready asks the next."""
        nginx = (DEPLOY / "nginx" / "nginx.conf").read_text(encoding="utf-8")
        asked_again = [
            (path, cases.split())
            for path, block in [("", nginx), *re.findall(r"location ([^{]+?) \{([^}]*)\}", nginx)]
            for cases in re.findall(r"proxy_next_upstream ([^;]*);", re.sub(r"location [^}]*\}", "", block))
        ]
        asked_again += [
            (f"{kind} {name}", item["metadata"]["annotations"][NEXT_UPSTREAM].split())
            for (kind, name), item in OBJECTS.items()
            if kind == "Ingress"
        ]

        assert dict(asked_again) == {
            "": GONE,
            "= /readyz": [*GONE, "http_503"],
            f"Ingress {NAME}": GONE,
            f"Ingress {NAME}-programs": GONE,
        }

    def test_an_ingress_bounds_the_connections_of_one_address(self):
        note = "nginx.ingress.kubernetes.io/limit-connections"

        assert {
            OBJECTS["Ingress", name]["metadata"]["annotations"][note] for name in (NAME, f"{NAME}-programs")
        } == {"200"}

    def test_a_server_raises_its_limit_and_says_when_that_is_not_enough(self):
        cases = [  # the soft and the hard limit it starts with; what is left of them, and the connections it takes
            (16_384, 16_384, 16_384, 2_000),
            (256, 16_384, 8_512, 2_000),
            (256, 8_512, 8_512, 2_000),
            (4_096, 8_511, 8_511, 1_999),
            (1_024, 1_024, 1_024, 128),
            (256, 256, 256, 32),
        ]
        code = (  # a process of its own, which may lower its hard limit again and again
            "import resource, logging, sys; logging.basicConfig(format='%(message)s', stream=sys.stdout);"
            "from indicators.web.uvicorn_server import raise_open_files\n"
            f"for soft, hard in {[case[:2] for case in cases]}:\n"
            "    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))\n"
            "    print(raise_open_files(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT
        )

        said = []
        for _, _, left, taken in cases:
            if taken < 2_000:
                said.append(
                    f"this process may open {left:,} files, 4 for each reader of pages: "
                    f"it takes {taken:,} connections at once, not 2,000; raise ulimit -n to 8,512"
                )
            said.append(f"{taken} {left}")
        assert run.stdout.splitlines() == said
        assert run.stderr == ""
