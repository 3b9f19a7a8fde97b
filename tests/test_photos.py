"""Photos: what of a picture gets to the site, and what is said of pictures that say where they were taken."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from sitegen import intake, photos, pipeline
from sitegen.problems import Level, Refused, Span

RED, BLUE = (255, 0, 0), (0, 0, 255)
LEFT_SIDE_DOWN = 6  # as which Exif tells of a camera that was held upright
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>secret exif:GPSLatitude='48,8N'</x:xmpmeta>"


def exif(turned: int = 1, *, placed: bool = True) -> bytes:
    """What a phone writes: how it was held, and where; the latter only with its version where it did not know."""

    def tag(number: int, kind: int, count: int, value: bytes) -> bytes:
        return struct.pack("<HHI4s", number, kind, count, value)

    place = [tag(1, 2, 2, b"N"), tag(2, 5, 3, bytes([92])), tag(3, 2, 2, b"E"), tag(4, 5, 3, bytes([116]))]
    place = place if placed else [tag(0, 1, 4, b"\2\3\0\0")]
    main = [tag(0x0112, 3, 1, bytes([turned])), tag(0x8825, 4, 1, bytes([38]))]
    tables = b"".join(struct.pack("<H", len(tags)) + b"".join(tags) + bytes(4) for tags in (main, place))
    places = struct.pack("<12I", 48, 1, 8, 1, 30, 1, 11, 1, 34, 1, 0, 1)
    return b"Exif\0\0II*\0\x08\0\0\0" + tables + places


def halves(size: tuple[int, int] = (800, 400), mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new(mode, size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def shown(content: bytes, name: str = "ada.jpg") -> Image.Image:
    """The picture that the site shows."""
    return Image.open(BytesIO(photos.shown(content, Span(name))))


def published(site: Path) -> Image.Image:
    """The photo on the built site."""
    return Image.open(BytesIO((site / "public/files/ada.jpg").read_bytes()))


def refused(content: bytes, name: str = "ada.jpg") -> str:
    with pytest.raises(Refused) as caught:
        photos.shown(content, Span(f"content/{name}"))
    assert caught.value.problem.level is Level.WARNING
    return str(caught.value).partition("\n")[0]


def near(color: object, wanted: tuple[int, ...]) -> bool:
    return isinstance(color, tuple) and all(abs(one - other) < 8 for one, other in zip(color, wanted, strict=True))


def with_secrets(kind: str) -> bytes:
    """A picture with all the metadata that its kind can hold."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "secret")
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    options = {
        "JPEG": {"comment": b"secret", "xmp": XMP, "exif": exif() + b"secret", "dpi": (300, 300)},
        "PNG": {"pnginfo": text, "exif": exif() + b"secret"},
        "WEBP": {"xmp": XMP, "exif": exif() + b"secret"},
        "GIF": {"comment": b"secret", "save_all": True, "append_images": [Image.new("RGB", (800, 400))]},
    }
    return saved(halves(), kind, **options[kind])


@pytest.mark.parametrize("kind", photos.WRITTEN)
def test_a_photo_is_small_and_of_its_own_kind_and_nothing_else_is_in_the_file(kind):
    original = with_secrets(kind)
    assert b"secret" in original
    made = photos.shown(original, Span("ada"))
    picture = Image.open(BytesIO(made))
    assert (picture.format, picture.size, getattr(picture, "n_frames", 1)) == (kind, (512, 256), 1)
    assert not [word for word in (b"secret", b"Exif", b"eXIf", b"EXIF", b"XMP", b"adobe", b"tEXt") if word in made]
    assert not photos.has_position(made)
    assert made == photos.shown(original, Span("ada"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_as_its_camera_was_held(kind):
    picture = shown(saved(halves(), kind, exif=exif(LEFT_SIDE_DOWN)))
    assert picture.size == (256, 512)
    assert near(picture.getpixel((9, 9)), RED)
    assert near(picture.getpixel((9, 500)), BLUE)


def test_a_small_photo_is_not_enlarged():
    assert shown(saved(halves((80, 40)), "PNG")).size == (80, 40)


def test_the_first_frame_stands_for_all():
    frames = [Image.new("RGB", (60, 60), color) for color in (RED, BLUE)]
    picture = shown(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((9, 9)) == RED


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_seen_through_stays_so(kind, mode):
    clear = Image.new("RGBA", (800, 400), (255, 0, 0, 0))
    clear.paste((255, 0, 0, 255), (0, 0, 400, 400))
    picture = shown(saved(clear.convert(mode), kind)).convert("RGBA")
    assert [picture.getpixel((x, 9))[3] for x in (9, 500)] == [255, 0]


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB")])
def test_colors_of_another_profile_become_those_of_every_screen(kind, mode):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"XYZ?").replace(b"bXYZ", b"rXYZ").replace(b"XYZ?", b"bXYZ")  # its red is blue
    picture = shown(saved(halves(mode=mode), kind, icc_profile=swapped))
    assert "icc_profile" not in picture.info
    assert near(picture.convert("RGB").getpixel((9, 9)), BLUE)
    assert near(picture.convert("RGB").getpixel((500, 9)), RED)


@pytest.mark.parametrize(("kind", "mode", "profile"), [("JPEG", "L", True), ("JPEG", "CMYK", False), ("PNG", "I;16", False)])
def test_gray_and_printers_colors_are_shown_as_they_are_meant(kind, mode, profile):
    tone = {"L": 100, "CMYK": (155, 155, 155, 0), "I;16": 100 * 256}[mode]
    said = {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()} if profile else {}
    assert near(shown(saved(Image.new(mode, (600, 600), tone), kind, **said)).convert("RGB").getpixel((9, 9)), (100, 100, 100))


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_a_picture_of_far_too_many_pixels_is_not_unpacked(size):
    assert refused(bomb(*size)) == "content/ada.jpg: warning: has more than 89,478,485 pixels"


@pytest.mark.parametrize(
    "content",
    [b"", b"text", b"%PDF-1.4", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", saved(halves(), "JPEG")[:900]],
    ids=["empty", "text", "PDF", "PostScript", "half"],
)
def test_what_is_no_whole_picture_is_refused_in_one_line(content):
    assert refused(content) == "content/ada.jpg: warning: is no picture that can be read"


def test_an_svg_that_only_shows_a_picture_stays_as_it_is():
    declared = b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    drawing = declared + b'<!-- mine --><svg><use xlink:href="#a"/><rect id="a" fill="url(#b)"/></svg>'
    assert photos.shown(drawing, Span("ada.SVG")) == drawing


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<svg:script/>",
        '<rect onload="x()"/>',
        '<a href="#x"/>',
        '<image href="https://example.org/x.png"/>',
        '<image href="&#104;ttps://example.org/x.png"/>',
        '<use href="x.svg#a"/>',
        "<style>@import 'x.css'</style>",
        '<rect fill="url(https://example.org/x)"/>',
        '<set attributeName="href" to="x"/>',
        "<foreignObject/>",
        "<![CDATA[x]]>",
        '<!DOCTYPE svg [<!ENTITY x "y">]>',
        "\0",
        "\udcff",
    ],
)
def test_an_svg_that_does_more_is_refused(inside):
    drawing = f"<svg>{inside}</svg>".encode("utf-8", "surrogateescape")
    assert refused(drawing, "a.svg") == "content/a.svg: warning: is no SVG that does nothing but show a picture"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_that_says_where_it_was_taken_is_known(kind):
    def picture(placed: bool) -> bytes:  # noqa: FBT001
        return exif(placed=placed)[6:] if kind == "TIFF" else saved(halves(), kind, exif=exif(placed=placed))

    assert photos.has_position(picture(placed=True))
    assert not photos.has_position(picture(placed=False))
    assert not photos.has_position(b"")
    assert photos.has_position(saved(halves(), "PNG") + XMP)


# On a site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site whose owner's photo lies in content/files/."""
    intake.start(tmp_path)
    (tmp_path / "content/files").mkdir()
    (tmp_path / "content/site.yaml").write_text("title: X\nowner: Ada Example\nphoto: files/ada.jpg\n")
    (tmp_path / "content/files/ada.jpg").write_bytes(with_secrets("JPEG"))
    return tmp_path


def built(site: Path) -> list[str]:
    """The first line of each problem with a photo or a file."""
    problems = pipeline.build(site, site / "public").problems
    return [line for problem in problems if "GPS" in (line := str(problem).partition("\n")[0]) or "ada.jpg" in line]


def test_a_photo_among_the_files_is_published_small_and_without_its_place(site):
    assert built(site) == []
    assert published(site).size == (512, 256)
    assert b"secret" not in (site / "public/files/ada.jpg").read_bytes()


def test_other_pictures_stay_as_they_are_and_a_note_names_those_that_say_where_they_were_taken(site):
    (site / "content/files/lab.jpg").write_bytes(with_secrets("JPEG"))
    (site / "content/files/plot.png").write_bytes(saved(halves(), "PNG"))
    (site / "content/pages/me.webp").write_bytes(with_secrets("WEBP"))
    (site / "content/pages/about.md").write_text("---\ntitle: About\n---\n![me](me.webp)\n")
    notes = [f"content/{place}: note: says where it was taken (GPS)" for place in ("pages/me.webp", "files/lab.jpg")]
    assert built(site) == notes
    assert [str(one).partition("\n")[0] for one in pipeline.review(site)[1] if "GPS" in one.message] == notes
    assert (site / "public/files/lab.jpg").read_bytes() == with_secrets("JPEG")
    assert (site / "public/about/me.webp").read_bytes() == with_secrets("WEBP")


def test_a_site_is_built_without_a_photo_that_cannot_be_shown(site):
    (site / "content/files/ada.jpg").write_bytes(b"no picture")
    assert built(site) == ["content/files/ada.jpg: warning: is no picture that can be read"]
    assert "ada.jpg" not in (site / "public/index.html").read_text()


def test_a_photo_that_is_as_it_was_is_not_made_again(site, monkeypatch):
    assert built(site) == []
    monkeypatch.setattr(photos, "shown", lambda *_: b"made again")
    (site / "content/pages/new.md").write_text("---\ntitle: New\n---\n")
    assert built(site) == []
    assert published(site).size == (512, 256)
    (site / "content/files/ada.jpg").write_bytes(with_secrets("PNG"))
    assert built(site) == []
    assert (site / "public/files/ada.jpg").read_bytes() == b"made again"
