"""A PostgreSQL of Debian's packages for a test: on a free port of this machine, in a folder of its own, gone afterwards."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from serving import free_port


def programs():
    """The folder of its programs, which Debian does not put on the path."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")), *map(Path, filter(None, [shutil.which("initdb")]))]
    assert found, "this needs PostgreSQL: apt install postgresql"
    return found[0].parent


@contextmanager
def running():
    """The URL of an empty database. As PostgreSQL does not run as root, root runs it as the user postgres."""
    bin_, port = programs(), free_port()
    with TemporaryDirectory() as where:
        as_user = []
        if os.geteuid() == 0:
            shutil.chown(where, "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]

        def run(program, *arguments):
            command = [*as_user, str(bin_ / program), "-D", f"{where}/data", *arguments]
            subprocess.run(command, check=True, cwd=where, stdout=subprocess.DEVNULL)

        run("initdb", "-A", "trust", "-U", "boards", "--no-sync")
        run("pg_ctl", "-w", "-l", f"{where}/log", "-o", f"-p {port} -k {where} -h 127.0.0.1", "start")
        try:
            yield f"postgresql://boards@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
