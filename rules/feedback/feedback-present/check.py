"""Quote a question in the page's language where the page asks none."""

from collections.abc import Iterator

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Feedback, Metadata, Miss, example_of, find_part


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    feedback = find_part(context.document, "feedback")
    words = {"example": example_of(context, "feedback-prompts", "prompt")}
    metadata = find_part(context.document, "metadata")
    if feedback is None and isinstance(metadata, Metadata) and metadata.is_app_shell:
        yield RENDERED_BY_SCRIPT
    elif not isinstance(feedback, Feedback):
        yield Miss(reason="missing-feedback", words=words)
    elif feedback.kind == "link":
        yield Miss(feedback.text, reason="link-only", element=feedback.element, words=words)
