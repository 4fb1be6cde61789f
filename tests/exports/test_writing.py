import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from refmgr.errors import ExportError
from refmgr.exports.writing import reason, write_text


def test_writes_utf8_with_plain_line_ends_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "größe mit blank.bib"
    write_text(path, "Şimşek\n")
    write_text(path, "β\nγ\n")
    assert path.read_bytes() == "β\nγ\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_rights_stay(tmp_path):
    real = tmp_path / "real.bib"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_of_the_umask(tmp_path):
    (tmp_path / "plain").write_text("")
    write_text(tmp_path / "ours", "")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_device_is_written_not_replaced():
    device = Path(os.devnull)
    write_text(device, "x")
    assert not device.is_file()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/works.bib", "folder does not exist"),
        ("folder", "is a folder"),
        ("file/works.bib", "not a folder"),
        ("x" * 300, "too long"),
        ("a\0b", "not allowed"),
    ],
)
def test_what_cannot_be_written_is_said_in_words(tmp_path, name, words):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match=words) as raised:
        write_text(tmp_path / name, "x")
    assert raised.value.__cause__ is not None
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder"]


def test_text_that_no_file_can_hold(tmp_path):
    path = tmp_path / "works.bib"
    path.write_text("old")
    with pytest.raises(ExportError, match="broken character"):
        write_text(path, "\ud800")
    assert path.read_text() == "old"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "only be read"),
        (errno.EACCES, "may not write"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_reasons(number, words):
    assert words in reason(OSError(number, os.strerror(number)))


def test_the_old_file_stays_when_the_disk_gives_no_more(tmp_path):
    path = tmp_path / "works.bib"
    path.write_text("old")
    script = """
        import resource, sys
        from pathlib import Path
        from refmgr.errors import ExportError
        from refmgr.exports.writing import write_text
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_text(Path(sys.argv[1]), "x" * 5000)
        except ExportError as error:
            sys.exit(0 if "larger than is allowed" in str(error) else 4)
        sys.exit(5)
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(path)],
        env=environment,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
