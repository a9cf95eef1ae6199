"""Tell a text alternative that was forgotten from a decoration that is announced, and from an image that a script will fill."""

from collections.abc import Iterator

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Element, Miss, explicit_role, known_name, undoes_presentation


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    name = known_name(document, target)
    if isinstance(name, CannotTell):
        yield name
    elif name:
        return
    elif target.get("alt") == "" or explicit_role(document, target) in ("none", "presentation"):
        cause = undoes_presentation(document, target)
        yield Miss("it can receive focus" if cause == "focus" else f"it has `{cause}`", reason="announced-decoration")
    elif any("src" in name for name in target.keys()):  # noqa: SIM118
        yield Miss(reason="no-alt")
    else:
        yield RENDERED_BY_SCRIPT
