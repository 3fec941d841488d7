"""The configurations for model servers: whole, pinned, with a key, probes and metrics."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

PINNED = re.compile(r"[\w./-]+:v?\d+\.\d+\.\d+")


@pytest.mark.parametrize(("server", "port", "key"), [("vllm", 8000, "VLLM_API_KEY"), ("tgi", 80, "API_KEY")])
def test_compose(root: Path, server: str, port: int, key: str) -> None:
    folder = root / "deploy" / server
    compose: dict[str, Any] = yaml.safe_load((folder / "compose.yaml").read_text())
    services = compose["services"]
    assert set(services) == {server, "prometheus"}
    for service in services.values():
        assert PINNED.fullmatch(service["image"])
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            assert source.startswith("./") or source in compose["volumes"]
    model = services[server]
    assert model["environment"][key].startswith("${EDASCRIBE_MODEL_KEY:?")
    assert f"http://localhost:{port}/health" in model["healthcheck"]["test"]
    assert model["ports"][0].endswith(f":{port}")
    (device,) = model["deploy"]["resources"]["reservations"]["devices"]
    assert device["capabilities"] == ["gpu"]
    (job,) = yaml.safe_load((folder / "prometheus.yaml").read_text())["scrape_configs"]
    assert (job["metrics_path"], job["static_configs"]) == ("/metrics", [{"targets": [f"{server}:{port}"]}])


def test_kubernetes(root: Path) -> None:
    claim, deployment, service = yaml.safe_load_all((root / "deploy/vllm/kubernetes.yaml").read_text())
    assert [one["kind"] for one in (claim, deployment, service)] == ["PersistentVolumeClaim", "Deployment", "Service"]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert labels == deployment["spec"]["selector"]["matchLabels"] == service["spec"]["selector"]
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert PINNED.fullmatch(container["image"])
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}
    assert pod["volumes"][0]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"] == {"path": "/health", "port": container["ports"][0]["name"]}
    assert container["env"][0]["valueFrom"]["secretKeyRef"] == {"name": "edascribe-model", "key": "key"}


def test_both_ways_start_vllm_alike(root: Path) -> None:
    compose = yaml.safe_load((root / "deploy/vllm/compose.yaml").read_text())["services"]["vllm"]
    container = list(yaml.safe_load_all((root / "deploy/vllm/kubernetes.yaml").read_text()))[1]["spec"]["template"]["spec"][
        "containers"
    ][0]
    assert container["image"] == compose["image"]
    names = [[re.split("[= ]", word)[0] for word in words] for words in (container["args"], compose["command"])]
    assert names[0] == names[1]
