"""What assistive technology meets on a page: roles, names, visibility and styles, as pure functions of a Document."""

from govpagecheck.accessibility.names import accessible_description, accessible_name
from govpagecheck.accessibility.roles import role

__all__ = ["accessible_description", "accessible_name", "role"]
