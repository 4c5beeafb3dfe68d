/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is this text really seen?
 *
 * The text layer of a PDF holds more than the page shows: text that recognition laid under a scan, white notes on white
 * paper, names under black bars, letters painted twice to look bold. Each character is looked up among the glyphs that
 * were painted:
 *
 *	no glyph of its whole run was painted         → invisible
 *	painted in the colour of what lies under it   → faint
 *	painted, but an opaque mark came later        → covered
 *	beyond the edge of the page                   → off page
 *	the same character stands there already       → duplicate
 *	its code has no meaning                       → unmapped (kept)
 *
 * To lose real text is worse than to keep hidden text, so each doubt ends in "shown": one painted glyph makes its whole
 * run visible (a ligature has one origin for three characters, spelled-out text one for a word); what lies under the
 * text counts only where it is known for sure; a character is faint or covered only if each glyph painted in its place
 * is. */
#include "extract/fate.h"
#include "extract/bins.h"
#include "extract/issue-tags.h"

/* A character painted again no farther aside than this share of its height, overlapping by this share of its area, is
 * one. */
#define DUPLICATE_EMS 0.25f
#define TWIN_EMS 0.12f /* glyphs painted so near to each other make one bold letter */
#define DUPLICATE_SHARE 0.3f
#define DUPLICATE_SIZE 0.1f
/* How many glyphs painted in one place are looked at, and how many earlier characters of one cell. */
#define PAINTED_MAX 16
#define EARLIER_MAX 64
/* The text of an issue is cut after so many characters. */
#define DETAIL_MAX 80

/* Whether one painted glyph is seen: the fate it would give its character. */
static PrFate
judge_painted(const PrMarkGlyph *painted, PrRect box, const PrCover *cover)
{
	if (painted->has_rgb && pr_cover_swallows(cover, box, painted->rgb, painted->alpha, painted->order))
		return PR_FATE_FAINT;
	if (pr_cover_hides(cover, box, painted->order, NULL))
		return PR_FATE_COVERED;
	return PR_FATE_SHOWN;
}

/* Whether two of the glyphs stand in one place: poppler's text has the character once then, and nothing says so. Filled
 * and then outlined is painted once. */
static gboolean
has_twin(PrOrigins *origins, const guint *found, guint count)
{
	for (guint i = 1; i < count; i++) {
		const PrMarkGlyph *a = pr_origins_at(origins, found[i - 1]), *b = pr_origins_at(origins, found[i]);
		if (a->is_outlined == b->is_outlined && hypotf(a->x - b->x, a->y - b->y) <= TWIN_EMS * a->size &&
			fabsf(a->size - b->size) <= TWIN_EMS * a->size)
			return TRUE;
	}
	return FALSE;
}

/* The best fate that any glyph painted in the character's place gives it; PR_FATE_INVISIBLE if there is none. *twins is
 * counted up where the character is painted twice. */
static PrFate
judge_char(const PrGlyph *glyph, PrOrigins *origins, const PrCover *cover, guint *twins)
{
	guint found[PAINTED_MAX];
	guint direction = glyph->direction;
	guint count = pr_origins_find(origins, glyph->box, direction, found, PAINTED_MAX);
	PrFate fate = PR_FATE_INVISIBLE;

	for (guint i = 0; i < count && fate != PR_FATE_SHOWN; i++)
		fate = judge_painted(pr_origins_at(origins, found[i]), glyph->box, cover);
	*twins += fate == PR_FATE_SHOWN && has_twin(origins, found, count);
	return fate;
}

static gboolean
is_off_page(const PrPage *page, PrRect box)
{
	float x = pr_rect_center_x(box), y = pr_rect_center_y(box);

	return x < 0 || y < 0 || x > page->width || y > page->height;
}

/* Characters that cannot be printed are named by their code. */
static void
append_char(GString *text, gunichar ch)
{
	if (g_unichar_isgraph(ch))
		g_string_append_unichar(text, ch);
	else
		g_string_append_printf(text, "U+%04X ", ch);
}

/* The whole run was painted twice, a hair aside or not at all: the way to make bold letters that poppler takes for one
 * already. */
static void
report_twins(const PrPage *page, const PrRun *run, PrIssues *issues)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = run->first; i < run->first + MIN(run->count, DETAIL_MAX); i++)
		append_char(text, g_array_index(page->glyphs, PrGlyph, i).ch);
	pr_issues_add(issues, pr_extract_issue(PR_ISSUE_TEXT_DUPLICATE), page->number, run->box, "%s%s", text->str,
		run->count > DETAIL_MAX ? "…" : "");
}

/* A character without a glyph of its own shares the fate of the one before it in the run; a run without any is
 * invisible. */
static void
judge_run(PrPage *page, const PrRun *run, PrOrigins *origins, const PrCover *cover, PrIssues *issues)
{
	PrGlyph *glyphs = &g_array_index(page->glyphs, PrGlyph, run->first);
	PrFate before = PR_FATE_INVISIBLE;
	guint leading = 0; /* characters before the first that has a glyph */
	guint twins = 0;

	for (guint i = 0; i < run->count; i++) {
		PrFate fate = judge_char(&glyphs[i], origins, cover, &twins);
		if (fate == PR_FATE_INVISIBLE)
			fate = before;
		else if (before == PR_FATE_INVISIBLE)
			leading = i;
		before = fate;
		if (glyphs[i].fate == PR_FATE_SHOWN || fate != PR_FATE_SHOWN)
			glyphs[i].fate = (guint8)fate;
	}
	for (guint i = 0; i < leading; i++)
		if (glyphs[i].fate == PR_FATE_INVISIBLE)
			glyphs[i].fate = glyphs[leading].fate;
	for (guint i = 0; i < run->count; i++)
		if (is_off_page(page, glyphs[i].box))
			glyphs[i].fate = PR_FATE_OFF_PAGE;
	if (twins == run->count)
		report_twins(page, run, issues);
}

static gboolean
is_duplicate(const PrGlyph *glyph, const PrGlyph *earlier)
{
	PrRect a = glyph->box, b = earlier->box, both = pr_rect_intersection(a, b);
	float height = pr_rect_height(a), width = pr_rect_width(a);

	if (glyph->ch != earlier->ch || glyph->direction != earlier->direction || earlier->fate != PR_FATE_SHOWN)
		return FALSE;
	if (fabsf(height - pr_rect_height(b)) > DUPLICATE_SIZE * height ||
		fabsf(width - pr_rect_width(b)) > DUPLICATE_SIZE * height)
		return FALSE;
	float em = glyph->direction == PR_DIRECTION_RIGHT || glyph->direction == PR_DIRECTION_LEFT ? height : width;
	if (fabsf(a.x0 - b.x0) > DUPLICATE_EMS * em || fabsf(a.y0 - b.y0) > DUPLICATE_EMS * em)
		return FALSE;
	return pr_rect_width(both) * pr_rect_height(both) > DUPLICATE_SHARE * width * height;
}

static PrRect
corner_of(gconstpointer data, guint index)
{
	PrRect box = g_array_index((const GArray *)data, PrGlyph, index).box;

	return (PrRect){box.x0, box.y0, box.x0, box.y0};
}

/* Looks for a character among those before it whose corners are near. */
static void
find_duplicate(PrPage *page, guint index, const PrBins *bins)
{
	PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, index);
	float reach = DUPLICATE_EMS * MAX(pr_rect_width(glyph->box), pr_rect_height(glyph->box));
	float x = glyph->box.x0, y = glyph->box.y0;
	PrBinsRange range = pr_bins_range(bins, (PrRect){x - reach, y - reach, x + reach, y + reach});

	for (guint cell_y = range.y0; cell_y <= range.y1; cell_y++)
		for (guint cell_x = range.x0; cell_x <= range.x1; cell_x++) {
			guint length = 0;
			const guint32 *list = pr_bins_list(bins, cell_x, cell_y, &length);
			for (guint i = 0; i < MIN(length, EARLIER_MAX) && list[i] < index; i++)
				if (glyph->fate == PR_FATE_SHOWN &&
					is_duplicate(glyph, &g_array_index(page->glyphs, PrGlyph, list[i])))
					glyph->fate = PR_FATE_DUPLICATE;
		}
}

static const PrIssueTag tags[] = {
	[PR_FATE_INVISIBLE] = PR_ISSUE_TEXT_INVISIBLE,
	[PR_FATE_FAINT] = PR_ISSUE_TEXT_FAINT,
	[PR_FATE_COVERED] = PR_ISSUE_TEXT_COVERED,
	[PR_FATE_OFF_PAGE] = PR_ISSUE_TEXT_OFF_PAGE,
	[PR_FATE_DUPLICATE] = PR_ISSUE_TEXT_DUPLICATE,
	[PR_FATE_UNMAPPED] = PR_ISSUE_TEXT_UNMAPPED,
};

static void
report(const PrPage *page, const PrRun *run, PrIssues *issues)
{
	const PrGlyph *glyphs = &g_array_index(page->glyphs, PrGlyph, run->first);

	for (guint i = 0, end; i < run->count; i = end) {
		PrRect box = glyphs[i].box;
		for (end = i + 1; end < run->count && glyphs[end].fate == glyphs[i].fate; end++)
			box = pr_rect_union(box, glyphs[end].box);
		if (glyphs[i].fate == PR_FATE_SHOWN)
			continue;
		g_autoptr(GString) text = g_string_new(NULL);
		for (guint k = i; k < MIN(end, i + DETAIL_MAX); k++)
			append_char(text, glyphs[k].ch);
		pr_issues_add(issues, pr_extract_issue(tags[glyphs[i].fate]), page->number, box, "%s%s", text->str,
			end - i > DETAIL_MAX ? "…" : "");
	}
}

void
pr_fate_judge(PrPage *page, PrOrigins *origins, const PrCover *cover, PrIssues *issues)
{
	g_autoptr(PrBins) bins = pr_bins_new(page->width, page->height, page->glyphs->len, corner_of, page->glyphs);

	for (guint i = 0; i < page->runs->len && pr_origins_are_known(origins); i++)
		judge_run(page, &g_array_index(page->runs, PrRun, i), origins, cover, issues);
	for (guint i = 0; i < page->glyphs->len; i++)
		find_duplicate(page, i, bins);
	for (guint i = 0; i < page->runs->len; i++)
		report(page, &g_array_index(page->runs, PrRun, i), issues);
}
