"""Runs one program shut in: no network, an own small file system, limits of time, memory and output."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

CPU_SECONDS = 6
WALL_SECONDS = 20
MEMORY_BYTES = 1 << 30
FILE_BYTES = 8 << 20
FOLDER_BYTES = 24 << 20
OUTPUT_BYTES = 32 << 20
PROCESSES = 128
NOBODY = "65534"
WORK = "/work"
STDOUT = ".stdout"
# The tools live in /usr; what is installed beside them, in /usr/local and as Python packages, stays hidden.
VISIBLE = ("/usr/bin", "/usr/lib", "/usr/share/yosys", "/usr/share/tcltk", "/usr/share/qflow", "/etc/alternatives")
HIDDEN = ("/usr/lib/python3",)
# Everything that the program leaves comes back as one archive, cut off where it is too much.
WRAPPER = (
    f'"$@" >{STDOUT} 2>&1 </dev/null; find . -type f GIVEN -print0 | tar -cf - --null -T - 2>/dev/null | head -c {OUTPUT_BYTES}'
)


class SandboxError(Exception):
    """The sandbox itself cannot be used here; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run left: the files it wrote by name, or why there are none. `sandboxed` is false where it ran unprotected."""

    files: dict[str, bytes]
    failure: str = ""
    sandboxed: bool = True

    def text(self, name: str) -> str | None:
        """A file's text, or None where it was not written."""
        return self.files[name].decode(errors="replace") if name in self.files else None


def run(program: list[str], files: dict[str, Path], *, mounts: dict[str, Path] | None = None, unprotected: bool = False) -> Result:
    """Runs a program in a folder that holds `files`, which it cannot change, and returns what it wrote there.

    `mounts` are folders that it may read besides, by the path at which it sees them.

    Its stdout and stderr are the file `STDOUT`. With `unprotected` it is an ordinary process in a scratch folder, with limits
    of time and of sizes only: for machines without bubblewrap, and scripts that are trusted.

    Raises:
        SandboxError: bubblewrap or prlimit is missing.
    """
    needed = ["prlimit"] if unprotected else ["bwrap", "prlimit", "setpriv", "unshare"]
    missing = [name for name in needed if not shutil.which(name)]
    if missing:
        raise SandboxError(f"Not installed: {', '.join(missing)}. Debian: apt install bubblewrap util-linux.")
    limits = ["prlimit", f"--cpu={CPU_SECONDS}", f"--as={MEMORY_BYTES}", f"--fsize={FILE_BYTES}", "--core=0"]
    with tempfile.TemporaryDirectory(prefix="edascribe-evals-") as scratch:
        # The sources may lie where the other user cannot read, so copies are mounted.
        folder = Path(scratch)
        folder.chmod(0o755)
        for name, source in files.items():
            shutil.copyfile(source, folder / name)
            (folder / name).chmod(0o644)
        given = " ".join(f"! -path './{name}'" for name in files)
        wrapped = ["/bin/sh", "-c", WRAPPER.replace("GIVEN", given), "sh", *program]
        if unprotected:
            archive, failure = capture([*limits, *wrapped], folder)
            return Result(files=unpack(archive), failure=failure, sandboxed=False)
        # Processes are counted inside: outside, all sandboxes of the machine would share one count.
        few = ["prlimit", f"--nproc={PROCESSES}"]
        archive, failure = capture([*limits, *shut_in(folder, files, mounts or {}), *few, *wrapped], folder)
    try:
        return Result(files=unpack(archive), failure=failure)
    except tarfile.TarError:
        return Result(files={}, failure=failure or "It wrote too much, or ended what watched over it.")


def shut_in(folder: Path, files: dict[str, Path], mounts: dict[str, Path]) -> list[str]:
    """The command line that enters the sandbox and becomes another user there.

    Root builds it as root, since the mounts may lie where the other user cannot read, and gives it a user namespace of its own
    then, by which processes are counted.
    """
    root = os.geteuid() == 0
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    if root:
        command[1:2] = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    command += ["--setenv", "PATH", "/usr/bin", "--setenv", "HOME", WORK, "--setenv", "LC_ALL", "C.UTF-8"]
    for path in sorted({str(parent) for inside in (*VISIBLE, *mounts) for parent in Path(inside).parents} - {"/"}):
        command += ["--perms", "0755", "--dir", path]
    for path in VISIBLE:
        command += ["--ro-bind-try", path, path]
    for path in HIDDEN:
        command += ["--tmpfs", path, "--remount-ro", path]
    for inside, outside in mounts.items():
        command += ["--ro-bind", str(outside), inside]
    for name in ("bin", "lib", "lib64"):
        command += ["--symlink", f"usr/{name}", f"/{name}"]
    command += ["--ro-bind-try", "/usr/lib64", "/usr/lib64", "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
    for path in ("/tmp", WORK):  # noqa: S108
        command += ["--perms", "0777", "--size", str(FOLDER_BYTES), "--tmpfs", path]
    for name in files:
        command += ["--ro-bind", str(folder / name), f"{WORK}/{name}"]
    command += ["--remount-ro", "/", "--chdir", WORK]
    if root:
        command += ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--no-new-privs", "--bounding-set=-all"]
        command += ["unshare", "--user"]
    return command


def capture(command: list[str], folder: Path) -> tuple[bytes, str]:
    """The command's stdout and why it was ended, if it was."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=folder, start_new_session=True
    ) as process:
        try:
            out, err = process.communicate(timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return b"", f"It ran for more than {WALL_SECONDS} s."
    if err.startswith((b"bwrap:", b"setpriv:", b"unshare:", b"prlimit:")):
        raise SandboxError(f"The sandbox does not work here: {err.decode(errors='replace').strip()}")
    return out, ""


def unpack(archive: bytes) -> dict[str, bytes]:
    """The regular files of an archive by name, in memory: nothing of it is ever written.

    Raises:
        tarfile.TarError: the archive is cut off or none.
    """
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as members:
        for member in members:
            stream = members.extractfile(member) if member.isreg() else None
            if stream is not None:
                data = stream.read()
                if len(data) != member.size:
                    raise tarfile.ReadError("cut off")
                files[member.name.removeprefix("./")] = data
    return files
