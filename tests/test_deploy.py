"""The files of deploy/ fit each other and the code; browser/test_deploy.py runs nginx."""

import re

import pytest
import yaml
from serving import ROOT
from sqlalchemy import make_url

from digitapp.board import database, store
from digitapp.drawing.ink import MAX_BYTES

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
MB = 10**6
POSTGRESQL_ALLOWS = 97  # connections: its max_connections, 100, less its superuser_reserved_connections


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


COMPOSE = read(DEPLOY / "compose.yaml")
WITH_POSTGRESQL = read(DEPLOY / "compose.postgresql.yaml")
KUSTOMIZATION = read(KUBERNETES / "kustomization.yaml")
APPLIED = {found["kind"]: found for found in (read(KUBERNETES / name) for name in KUSTOMIZATION["resources"])}
SECRET = read(KUBERNETES / "secret.example.yaml")
POD = APPLIED["Deployment"]["spec"]["template"]
[CONTAINER] = POD["spec"]["containers"]


def copied():
    """What the Dockerfile takes from the repository."""
    return [line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")]


def set_by(name):
    return re.search(rf"\b{name}=(\S+)", DOCKERFILE)[1]


def test_the_image_gets_all_that_the_app_needs():
    known = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for path in copied():
        assert (ROOT / path).exists()
        assert f"!{path}" in known, "otherwise Docker does not see it"
    assert {"app.py", ".streamlit", "assets", "digitapp", "requirements.txt"} <= {*copied()}
    [installed] = re.findall(r"pip install .*-r (\S+)", DOCKERFILE)
    assert installed in copied()
    assert "psycopg" in (ROOT / installed).read_text(encoding="utf-8")
    [also] = re.findall(r"^-r (\S+)", (ROOT / installed).read_text(encoding="utf-8"), re.MULTILINE)
    assert (ROOT / installed).parent.joinpath(also).resolve() == ROOT / "requirements.txt"


def test_one_process_keeps_its_boards_in_a_volume_that_its_user_may_write_to():
    file, [user] = set_by(store.VARIABLE), re.findall(r"^USER (\d+)$", DOCKERFILE, re.MULTILINE)
    [folder] = re.findall(r"^VOLUME (\S+)$", DOCKERFILE, re.MULTILINE)
    assert file.startswith(f"{folder}/")
    assert f"useradd --uid {user} --create-home digitapp" in DOCKERFILE
    assert re.search(rf"install --directory --owner=digitapp .*{folder}$", DOCKERFILE, re.MULTILINE)
    app = COMPOSE["services"]["app"]
    assert app["read_only"]
    assert app["volumes"] == [f"boards:{folder}"]
    assert "boards" in COMPOSE["volumes"]
    assert app["deploy"]["replicas"] == "${REPLICAS:-1}"
    assert database.file_of(database.engine_of(file)).as_posix() == file


def test_several_processes_share_a_postgresql_whose_password_is_in_no_file():
    services = WITH_POSTGRESQL["services"]
    assert set(services) == {"app", "postgresql"}
    environment, database_of = services["app"]["environment"], services["postgresql"]["environment"]
    url = make_url(environment[store.VARIABLE])
    assert database.engine_of(environment[store.VARIABLE]).dialect.name == "postgresql"
    assert (url.host, url.username, url.database) == ("postgresql", database_of["POSTGRES_USER"], "digitapp")
    assert database_of["POSTGRES_USER"] == "digitapp", "the image names the database like the user"
    assert url.password is None
    assert environment["PGPASSWORD"] == database_of["POSTGRES_PASSWORD"]
    assert environment["PGPASSWORD"].startswith("${POSTGRES_PASSWORD:?"), "no start without one"
    [volume] = services["postgresql"]["volumes"]
    assert volume.partition(":")[0] in WITH_POSTGRESQL["volumes"]
    assert "pg_isready" in services["postgresql"]["healthcheck"]["test"]


def test_everything_speaks_of_one_port():
    [port] = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)
    assert f"--server.port={port}" in DOCKERFILE
    assert f"localhost:{port}/_stcore/health" in DOCKERFILE
    assert f"digitapp-app-%.0f:{port} " in COMPOSE["services"]["nginx"]["command"][-1]
    assert COMPOSE["name"] == "digitapp", "containers are named after it"
    [of_container], [of_service] = CONTAINER["ports"], APPLIED["Service"]["spec"]["ports"]
    assert str(of_container["containerPort"]) == port
    assert of_service["targetPort"] == of_container["name"]
    for probe in ("readinessProbe", "livenessProbe"):
        assert CONTAINER[probe]["httpGet"] == {"path": "/_stcore/health", "port": of_container["name"]}
    [rule] = APPLIED["Ingress"]["spec"]["rules"]
    [path] = rule["http"]["paths"]
    assert path["backend"]["service"] == {"name": "digitapp", "port": {"name": of_service["name"]}}
    assert [rule["host"]] == APPLIED["Ingress"]["spec"]["tls"][0]["hosts"]


def test_the_parts_find_each_other():
    labels = POD["metadata"]["labels"]
    assert APPLIED["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert APPLIED["Service"]["spec"]["selector"] == labels
    assert APPLIED["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert {found["metadata"]["name"] for found in APPLIED.values()} == {"digitapp"}
    target = APPLIED["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert target == {key: APPLIED["Deployment"][key] for key in ("apiVersion", "kind")} | {"name": "digitapp"}
    assert "replicas" not in APPLIED["Deployment"]["spec"], "applying it would undo what the autoscaler did"
    assert [image["name"] for image in KUSTOMIZATION["images"]] == [CONTAINER["image"]]


def test_the_processes_of_a_cluster_read_the_url_from_a_secret_of_which_the_repository_has_the_form_only():
    [variable] = CONTAINER["env"]
    assert variable["name"] == store.VARIABLE
    assert variable["valueFrom"] == {"secretKeyRef": {"name": SECRET["metadata"]["name"], "key": "url"}}, "and not optional"
    assert set(SECRET["stringData"]) == {"url"}
    url = make_url(SECRET["stringData"]["url"])
    assert database.engine_of(SECRET["stringData"]["url"]).dialect.name == "postgresql"
    assert (url.username, url.password, url.host) == ("USER", "PASSWORD", "HOST")
    assert "Secret" not in APPLIED, "or it would overwrite the real one"


def test_a_cluster_s_processes_may_do_little_and_write_to_tmp_only():
    pod, container = POD["spec"]["securityContext"], CONTAINER["securityContext"]
    assert pod["runAsNonRoot"]
    assert f"USER {pod['runAsUser']}\n" in DOCKERFILE
    assert container["readOnlyRootFilesystem"]
    assert not container["allowPrivilegeEscalation"]
    assert container["capabilities"] == {"drop": ["ALL"]}
    assert [mount["mountPath"] for mount in CONTAINER["volumeMounts"]] == [set_by("HOME")]


def test_the_processes_never_open_more_connections_than_postgresql_allows():
    pool = database.engine_of("postgresql://digitapp@localhost/digitapp").pool
    most = APPLIED["HorizontalPodAutoscaler"]["spec"]["maxReplicas"]
    added = APPLIED["Deployment"]["spec"]["strategy"]["rollingUpdate"]["maxSurge"]
    assert (most + added) * (pool.size() + pool._max_overflow) <= POSTGRESQL_ALLOWS


@pytest.mark.parametrize(
    ("setting", "annotation"),
    [("client_max_body_size", "proxy-body-size"), ("proxy_read_timeout", "proxy-read-timeout")],
)
def test_the_ingress_allows_what_nginx_allows(setting, annotation):
    said = APPLIED["Ingress"]["metadata"]["annotations"][f"nginx.ingress.kubernetes.io/{annotation}"]
    [known] = re.findall(rf"\b{setting} (\S+);", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert said == known.removesuffix("s")
    assert annotation != "proxy-body-size" or int(said.removesuffix("m")) * MB > MAX_BYTES


def test_the_ingress_keeps_visitors_by_cookie_and_logs_no_address():
    annotations = APPLIED["Ingress"]["metadata"]["annotations"]
    said = {key.removeprefix("nginx.ingress.kubernetes.io/"): value for key, value in annotations.items()}
    assert all(isinstance(value, str) for value in said.values()), "Kubernetes refuses anything else"
    assert (said["affinity"], said["enable-access-log"]) == ("cookie", "false")
    assert not [key for key in said if "cookie-expires" in key or "max-age" in key], "it ends with the browser's session"
