"""Tables as assistive technology reads them: the place of each cell, the headers that apply to it, data or layout."""

from __future__ import annotations

from govpagecheck.accessibility.table_grid import TableCell, TableGrid, all_grids, cell_of, grid, grid_of
from govpagecheck.accessibility.table_headers import cells_of, direction, headers_of
from govpagecheck.accessibility.table_layout import is_layout_table

__all__ = ["TableCell", "TableGrid", "all_grids", "cell_of", "cells_of", "direction", "grid", "grid_of", "headers_of", "is_layout_table"]
