"""Links, fragments, assets, and the addresses in sitemap and feeds, as lychee (https://lychee.cli.rs) follows them offline."""

import json
from pathlib import Path

import pytest

from tests.judges.outside import ask, files, nothing, program

OFFLINE = ("--offline", "--include-fragments", "--index-files", "index.html", "--no-progress", "--format", "json")


def lychee(site: Path, root: Path, url: str) -> list[str]:
    """What does not resolve in a site's files when a server shows `root` at "/"; addresses below `url` are the site's own.

    What lychee warns of counts too: a feed in which it sees no address is not judged.
    """
    options = ["--root-dir", root, "--remap", f"{url} {site.as_uri()}"]
    inputs = [*files(site, "*.html"), *files(site, "*.xml")]
    done = ask([program("lychee"), *OFFLINE, *options, *inputs])
    broken = [(page, link) for page, links in json.loads(done.stdout)["error_map"].items() for link in links]
    found = [f"{page}: {link['url']}: {link['status']['text']}" for page, link in broken]
    return found + sorted({line for line in done.stderr.splitlines() if "WARN" in line})


def test_every_link_resolves_below_a_repository(mounted: Path, site_url: str) -> None:
    nothing(lychee(mounted / "some-repository", mounted, site_url))


def test_every_link_resolves_at_the_root_of_a_domain(built_site: Path, site_url: str) -> None:
    found = lychee(built_site, built_site, site_url)
    nothing(line for line in found if "404.html: " not in line)  # it alone is made for one address


@pytest.mark.parametrize("planted", ["../gone/", "#gone", "/rooted/", "gone.css", "https://example.org/repository/gone/"])
def test_a_planted_fault_is_seen(planted: str, tmp_path: Path) -> None:
    site = tmp_path / "repository"
    (site / "rooted").mkdir(parents=True)
    (site / "rooted" / "index.html").write_text("<title>There</title>")
    (site / "index.html").write_text(f'<p id="main"><a href="{planted}">gone</a> <a href="rooted/#">there</a>')
    assert len(lychee(site, tmp_path, "https://example.org/repository")) == 1


def test_planted_faults_in_sitemap_and_feed_are_seen(tmp_path: Path) -> None:
    gone, name = "https://example.org/gone/", "http://www.sitemaps.org/schemas/sitemap/0.9"
    (tmp_path / "sitemap.xml").write_text(f'<urlset xmlns="{name}"><url><loc>{gone}</loc></url></urlset>')
    (tmp_path / "feed.xml").write_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="{gone}"/></feed>')
    (tmp_path / "empty.xml").write_text('<feed xmlns="http://www.w3.org/2005/Atom"/>')
    assert len(lychee(tmp_path, tmp_path, "https://example.org")) == 3


def test_what_is_there_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<p id="main"><a href="./#main">here</a> <a href="https://example.org/#main">here</a>')
    assert lychee(tmp_path, tmp_path, "https://example.org") == []
