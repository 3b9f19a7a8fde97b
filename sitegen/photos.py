"""Photos: how a picture of a person gets to the site, small, upright, in colors that every screen shows, and with nothing in it
that says where, when or by what it was taken.

It is made anew only where the file has changed: what was made is kept in `.sitegen/`, and nothing depends on that.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import msgspec
import PIL
from msgspec.structs import replace
from PIL import ExifTags, Image, ImageCms, ImageOps

import sitegen
from sitegen import files
from sitegen.problems import Level, Problem, Refused, Span, warning
from sitegen.records import Record

PLACE = ".sitegen/photos"
EDGE = 512  # pixels of the longer side at most; the layout shows 112 of the shorter one, on sharp screens of twice as many
# What browsers show and Pillow writes, each with how it is written.
WRITTEN: Mapping[str, Mapping[str, int]] = {
    "JPEG": {"quality": 85, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85},
    "GIF": {},
}
# What runs, leads away or asks another host in an SVG that is opened by itself, as
# https://www.w3.org/TR/SVG2/conform.html#secure-static-mode has it, and declarations in which such things can hide.
ALIVE = re.compile(
    r"""<!(?!--|doctype\s+svg\b[^\[>]*>)|<\?xml-|@import|\0|url\(\s*["']?(?!\#)|\bon\w+\s*="""
    r"""|<(?:[\w.-]+:)?(?:script|handler|listener|foreignobject|iframe|object|embed|animate\w*|set|a)\b"""
    r"""|\b(?:href|src|base)\s*=\s*["'](?!\#|data:image/(?:png|jpeg|webp|gif)[;,])""",
    re.IGNORECASE,
)
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".avif", ".heic")
# Exif is a TIFF (CIPA DC-008). In a file that is none itself it lies in so many bytes at one of the ends, as does XMP.
EXIF = (b"II*\0", b"MM\0*")
ENDS = 2**18
LATITUDE, LONGITUDE = 2, 4
MAKER = f"{sitegen.__version__} {PIL.__version__}".encode()


class Kept(Record):
    """A photo as the site shows it, and a digest of all that it was made from."""

    key: str
    content: bytes


def load(folder: Path, names: Iterable[str]) -> tuple[dict[str, bytes], list[Problem]]:
    """The photos as the site shows them, by their place below content/, which is that on the site too.

    A warning for each that is not there, is no picture, or has more pixels than is good for a machine; it is left out.
    """
    before, now = _kept(folder), {}
    problems = []
    for name in names:
        try:
            content = files.read_bytes(folder / "content" / name, folder)
            key = blake2b(content, key=MAKER, digest_size=16).hexdigest()
            known = before.get(name)
            now[name] = known if known and known.key == key else Kept(key=key, content=shown(content, Span(f"content/{name}")))
        except Refused as refused:
            hint = refused.problem.hint or "put the photo there, or take `photo` out"
            problems.append(replace(refused.problem, level=Level.WARNING, hint=hint))
    if now != before:
        files.keep(folder / PLACE, msgspec.msgpack.encode(now), folder)
    return {name: one.content for name, one in now.items()}, problems


def shown(content: bytes, span: Span) -> bytes:
    """A photo of EDGE pixels at most, upright, in sRGB, of its first frame, in its own format, and without any metadata.

    It is never enlarged. An SVG stays as it is. The same bytes from the same version of Pillow. Raises Refused for what is
    no picture, is broken, has more than 89 million pixels, or is an SVG that does more than to show a picture.
    """
    if span.path.lower().endswith(".svg"):
        return _still(content, span)
    hint = "save it as JPEG, PNG, WebP or GIF, or take `photo` out"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _small(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(warning(span, f"has more than {Image.MAX_IMAGE_PIXELS:,} pixels", "put a smaller copy there")) from None
    except Exception:  # noqa: BLE001  -- broken files make Pillow raise whatever it may
        raise Refused(warning(span, "is no picture that can be read", hint)) from None


def has_position(content: bytes) -> bool:
    """Whether a picture says where on earth it was taken, in its Exif or its XMP; nothing of it is drawn for that."""
    ends = content[:ENDS] + content[-ENDS:]
    whole = [content] if content.startswith(EXIF) else []
    return b"GPSLatitude" in ends or any(map(_is_placed, (*whole, *(exif for mark in EXIF for exif in _from_each(mark, ends)))))


def _small(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=list(WRITTEN)) as opened:
        image: Image.Image = opened
        kind = "JPEG" if opened.format == "MPO" else str(opened.format)  # as which a phone keeps several pictures
        profile = opened.info.get("icc_profile")
        if image.mode.startswith("I"):  # 16 bits of gray
            image = image.point(lambda value: value / 256).convert("L")
        elif image.has_transparency_data or image.mode not in {"L", "RGB", "CMYK"}:
            image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS, reducing_gap=1.5)
        ImageOps.exif_transpose(image, in_place=True)
        image = _in_srgb(image, profile) if profile else image
        image = image.convert("RGB") if image.mode == "CMYK" else image
        image.info = {}
        file = BytesIO()
        image.save(file, kind, **WRITTEN[kind])
    return file.getvalue()


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in the colors of sRGB; as it is where the profile is none, or one of another kind of picture."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        there, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image.convert("RGB") if alpha else image, there, srgb, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        return image
    if alpha:
        turned.putalpha(alpha)
    return turned


def _still(content: bytes, span: Span) -> bytes:
    text = content.decode("utf-8", "replace")
    if "<svg" in text and "\ufffd" not in text and not ALIVE.search(text):
        return content
    hint = "save it as JPEG, PNG or WebP, or without scripts, links and styles of others"
    raise Refused(warning(span, "is no SVG that does nothing but show a picture", hint))


def _from_each(mark: bytes, content: bytes) -> Iterator[bytes]:
    """What begins with each occurrence of the mark."""
    place = content.find(mark)
    while place >= 0:
        yield content[place:]
        place = content.find(mark, place + 1)


def _is_placed(exif: bytes) -> bool:
    found = Image.Exif()
    try:
        found.load(exif)
        return {LATITUDE, LONGITUDE} <= found.get_ifd(ExifTags.IFD.GPSInfo).keys()
    except Exception:  # noqa: BLE001  -- see above
        return False


def _kept(folder: Path) -> dict[str, Kept]:
    try:
        return msgspec.msgpack.decode(files.read_bytes(folder / PLACE, folder), type=dict[str, Kept])
    except (Refused, msgspec.DecodeError):
        return {}
