"""The door for commands; what they do is tested in the wings."""

import subprocess
import sys

import pytest
from serving import ROOT

from digitapp.__main__ import main


@pytest.mark.parametrize("command", [[], ["benchmark"], ["compare"], ["train"], ["map"], ["lesson"]])
def test_every_command_says_what_it_does(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: {' '.join(['python -m digitapp', *command])}")


def test_help_needs_no_library():
    imports = [sys.executable, "-X", "importtime", "-m", "digitapp", "--help"]
    run = subprocess.run(imports, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "argparse" in run.stderr
    assert "numpy" not in run.stderr


def test_a_command_that_does_not_exist_is_refused():
    run = subprocess.run([sys.executable, "-m", "digitapp", "tune"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "invalid choice: 'tune'" in run.stderr
