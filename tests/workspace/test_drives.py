"""Which folders are on a network drive, by tables as systems print them, and what that forbids."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftkit.errors import WorkspaceError
from draftkit.settings import Settings
from draftkit.workspace import Workspace, drives
from draftkit.workspace.drives import Drive, drive_of, is_share, mounts_of_linux, mounts_of_mac

LINUX = r"""
25 30 0:23 / /proc rw,nosuid - proc proc rw
30 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
41 30 0:40 / /mnt/oa rw,relatime shared:20 - cifs //oa/gongwen rw,vers=3.1.1,addr=10.0.0.5
42 30 0:41 / /mnt/共享\040盘 rw,relatime - nfs4 10.0.0.6:/export rw,vers=4.2
43 41 259:3 / /mnt/oa/local rw,relatime - xfs /dev/sdb1 rw
44 30 0:42 / /users/li/sftp rw - fuse.sshfs li@host:/ rw,user_id=1000
45 30 0:43 / /mnt/c rw,noatime - 9p C:\134 rw,dirsync,trans=fd,rfd=5,wfd=5
46 30 0:44 / /mnt/far rw - 9p srv rw,trans=tcp,port=564
47 30 0:45 / /vm/share rw - virtiofs share rw
48 30 0:46 / /media/stick rw - fuseblk /dev/sdc1 rw
49 30 0:47 / /var/lib/docker/merged rw - overlay overlay rw,lowerdir=/a
50 30 0:48 / /mnt/over rw - nfs srv:/x rw
51 30 0:49 / /mnt/over rw - tmpfs tmpfs rw
no mount at all
"""

MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
//li@oa.example/gongwen on /Volumes/公文 (2024) (smbfs, nodev, nosuid, mounted by li)
srv:/export on /Volumes/nfs (nfs, nodev, nosuid)
li@host:/ on /Volumes/ssh (macfuse_sshfs, nodev)
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/users/li/office", Drive("local", "ext4")),
        ("/mnt/oa/office/.draftkit", Drive("network", "cifs")),
        ("/mnt/oa", Drive("network", "cifs")),
        ("/mnt/oaten", Drive("local", "ext4")),
        ("/mnt/oa/local/office", Drive("local", "xfs")),
        ("/mnt/共享 盘/office", Drive("network", "nfs4")),
        ("/users/li/sftp/x", Drive("network", "fuse.sshfs")),
        ("/mnt/c/Users/li", Drive("shared", "9p")),
        ("/mnt/far/x", Drive("network", "9p")),
        ("/vm/share/x", Drive("shared", "virtiofs")),
        ("/media/stick/x", Drive("local", "fuseblk")),
        ("/var/lib/docker/merged/x", Drive("local", "overlay")),
        ("/mnt/over/x", Drive("local", "tmpfs")),
    ],
)
def test_by_the_mounts_of_linux(folder: str, expected: Drive) -> None:
    assert drive_of(folder, mounts_of_linux(LINUX)) == expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/Users/li/office", Drive("local", "apfs")),
        ("/Volumes/公文 (2024)/office", Drive("network", "smbfs")),
        ("/Volumes/nfs/x", Drive("network", "nfs")),
        ("/Volumes/ssh/x", Drive("network", "macfuse_sshfs")),
    ],
)
def test_by_what_mount_prints_on_macos(folder: str, expected: Drive) -> None:
    assert drive_of(folder, mounts_of_mac(MAC)) == expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (r"\\oa\gongwen\office", True),
        (r"\\?\UNC\oa\gongwen\office", True),
        (r"C:\office", False),
        (r"\\?\C:\office", False),
        (r"\\.\C:\office", False),
    ],
)
def test_names_of_windows(folder: str, expected: bool) -> None:
    assert is_share(folder) is expected


def test_no_table_says_nothing() -> None:
    assert drive_of("/x", mounts_of_linux("")) == Drive("local")


def test_this_machine_can_be_read(tmp_path: Path) -> None:
    assert drives.look(tmp_path / "not" / "there").kind in ("local", "shared")


@pytest.fixture
def _far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything under `net` is on a share."""
    real = drives.look

    def look(folder: Path) -> Drive:
        far = (tmp_path / "net") in (folder, *folder.parents)
        return Drive("network", "cifs") if far else real(folder)

    monkeypatch.setattr(drives, "look", look)


@pytest.mark.usefixtures("_far")
def test_nothing_is_made_or_written_on_a_share(root: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        Workspace.open(tmp_path / "net")
    assert caught.value.key == "drive.refused" and caught.value.exit_code == 2
    assert not (tmp_path / "net").exists()
    office = Path(shutil.copytree(root, tmp_path / "net" / "office"))
    before = (office / ".draftkit" / "archive.db").read_bytes()
    with Workspace.open(office) as workspace:
        assert workspace.search("科普活动").hits, "read it may be"
        for write in (
            lambda: workspace.ingest(office / "past"),
            workspace.reindex,
            lambda: workspace.remove(workspace.rows()[0].id),
        ):
            with pytest.raises(WorkspaceError) as caught:
                write()
            assert "DRAFTKIT_HOME" in str(caught.value) and "cifs" in str(caught.value)
        assert any("network drive" in row.detail for row in workspace.doctor())
    assert (office / ".draftkit" / "archive.db").read_bytes() == before


@pytest.mark.usefixtures("_far")
def test_those_who_know_better_may(root: Path, tmp_path: Path) -> None:
    office = Path(shutil.copytree(root, tmp_path / "net" / "office"))
    settings = Settings.load(office, network_drive="allow")
    with Workspace.open(settings=settings) as workspace:
        assert workspace.ingest(office / "past").counts["unchanged"] == 4
