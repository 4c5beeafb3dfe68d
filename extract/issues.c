/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The issues of the extract stage. A tag, once published, keeps its meaning. */
#include "extract/issue-tags.h"

const PrIssueKind pr_extract_issues[] = {
	[PR_ISSUE_TEXT_INVISIBLE] = {"text-invisible", PR_SEVERITY_NOTE, "text that is never painted",
		"The file holds this text, but paints none of it: it is set in the invisible mode that text recognition uses, or cut "
		"away by a clip. It is left out. If the page is a scan, its text may be worth having: compare it with the picture."},
	[PR_ISSUE_TEXT_FAINT] = {"text-faint", PR_SEVERITY_NOTE, "text in the colour of what lies under it",
		"The text is painted in the very colour it stands on, as white on white, and nobody can read it in print. It is left "
		"out. Hidden text in a filing deserves a question."},
	[PR_ISSUE_TEXT_COVERED] = {"text-covered", PR_SEVERITY_WARNING, "text under an opaque patch",
		"The text was painted and then covered by a filled area or a picture. It is left out, as a reader of the page does not "
		"see it. If it was meant to be blacked out, note that the file still contains it."},
	[PR_ISSUE_TEXT_OFF_PAGE] = {"text-off-page", PR_SEVERITY_NOTE, "text outside of the page",
		"The text lies beyond the visible edge of the page. It is left out. Mostly only the number of its characters is known: what is "
		"painted out there has no text layer."},
	[PR_ISSUE_TEXT_DUPLICATE] = {"text-duplicate", PR_SEVERITY_NOTE, "a character painted twice",
		"The same character is painted twice, a hair apart: a common way to make bold or shadowed letters. It is kept once."},
	[PR_ISSUE_TEXT_UNMAPPED] = {"text-unmapped", PR_SEVERITY_WARNING, "characters without a meaning",
		"The file does not say which characters these shapes stand for (its fonts carry no usable table). They are kept where "
		"the output can carry them, but the text is not to be trusted there: compare it with the page."},
	[PR_ISSUE_TEXT_WITHOUT_PLACES] = {"text-without-places", PR_SEVERITY_ERROR, "text whose places cannot be told",
		"The number of characters and the number of places that the reader of PDF gave for this page do not agree. Characters "
		"beyond the lesser of the two are missing, and places may be shifted."},
	[PR_ISSUE_PAGE_TOO_FULL] = {"page-too-full", PR_SEVERITY_ERROR, "more lines or characters than are read",
		"The page holds more paint or text than the limit for one page; what came later is left out."},
	[PR_ISSUE_FIELD_WITHOUT_APPEARANCE] = {"field-without-appearance", PR_SEVERITY_NOTE,
		"a form field that does not say how it looks",
		"The form field has a value, but the file holds no picture of it. The value is set into the field's rectangle, on one "
		"line; where exactly each character stands is not known."},
	[PR_ISSUE_TABLE_TOO_LARGE] = {"table-too-large", PR_SEVERITY_ERROR, "a grid with more cells than the limit",
		"The rulings of the page make up more cells, or cross more often, than the limit for one table. The grid is not read as a "
		"table; its text is kept as paragraphs."},
	[PR_ISSUE_TABLE_NOT_TILED] = {"table-not-tiled", PR_SEVERITY_ERROR, "cells that do not tile their table",
		"A slot of the table is covered by no cell, or by two. The text is all there, but rows and columns are not to be trusted."},
	[PR_ISSUE_TEXT_LOST] = {"text-lost", PR_SEVERITY_ERROR, "characters that found no place",
		"The page shows characters that stand in no cell, caption or paragraph of the output. Please report the file."},
	[PR_ISSUE_NO_TEXT_LAYER] = {"no-text-layer", PR_SEVERITY_WARNING, "a page without text",
		"The page shows pictures or lines, but holds no text: most likely a scan. Nothing can be read from it without text "
		"recognition."},
	[PR_ISSUE_REGION_EMPTY] = {"region-empty", PR_SEVERITY_WARNING, "a region without text",
		"The region that was given for a table holds no text that is free for it: nothing is there, another region took it before, or "
		"it is a picture. No table is made of it. Regions are in points, from the top left of the page as displayed."},
	[PR_ISSUE_TAGS_CONTRADICT] = {"tags-contradict", PR_SEVERITY_NOTE,
		"a tagged table that is not what the page shows",
		"The document says by its tags how the rows and columns of a table go, but the text that stands there on the page cannot be cut "
		"that way: characters are missing or too many, or stand where another cell is. The tags are not used; the table is read from "
		"the page alone."},
	[PR_ISSUE_COUNT] = {NULL, PR_SEVERITY_NOTE, NULL, NULL},
};
