/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrClean from PrText: spacing first (spacing.c), then folding (fold.c), each change written down. */
#include "normalize/clean.h"

#include "normalize/chars.h"
#include "normalize/spacing.h"

#include <string.h>

static const char *const repair_names[] = {
	"wrap", "number", "space", "width", "compatible", "comparator", "punctuation", "correction"};

const char *
pr_repair_name(PrRepairKind kind)
{
	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(repair_names), "");
	return repair_names[kind];
}

static void
free_repair(gpointer data)
{
	PrRepair *repair = data;

	g_free(repair->from);
	g_free(repair->to);
	g_free(repair->by);
	g_free(repair);
}

void
pr_clean_add_repair(PrClean *clean, PrRepairKind kind, guint at, char *from, char *to)
{
	PrRepair *repair = g_new(PrRepair, 1);

	*repair = (PrRepair){.kind = kind, .at = at, .from = from, .to = to};
	if (clean->repairs == NULL)
		clean->repairs = g_ptr_array_new_with_free_func(free_repair);
	g_ptr_array_add(clean->repairs, repair);
}

void
pr_clean_correct(PrClean *clean, const char *correction, const char *who)
{
	pr_clean_add_repair(clean, PR_REPAIR_CORRECTION, 0, g_strdup(clean->text), g_strdup(correction));
	((PrRepair *)g_ptr_array_index(clean->repairs, clean->repairs->len - 1))->by = g_strdup(who);
	g_free(clean->folded);
	clean->folded = pr_fold(correction);
}

const PrRepair *
pr_repairs_correction(const GPtrArray *repairs)
{
	for (guint i = repairs != NULL ? repairs->len : 0; i > 0; i--) {
		const PrRepair *repair = g_ptr_array_index(repairs, i - 1);

		if (repair->kind == PR_REPAIR_CORRECTION)
			return repair;
	}
	return NULL;
}

static gunichar
valid_char(gunichar ch)
{
	return ch != 0 && g_unichar_validate(ch) ? ch : 0xfffd;
}

/* The characters that are no white space; white space that came as a character counts as a break. */
static PrInk *
take_glyphs(const PrText *text, guint *count, gboolean *has_breaks)
{
	guint length = pr_text_length(text);
	PrInk *glyphs = g_new(PrInk, length + 1);
	PrBreak before = PR_BREAK_NONE;

	*count = 0;
	*has_breaks = FALSE;
	for (guint i = 0; i < length; i++) {
		const PrPlaced *placed = pr_text_at(text, i);

		before = MAX(before, (PrBreak)placed->before);
		if (g_unichar_isspace(placed->ch)) {
			before = MAX(before, placed->ch == '\n' ? PR_BREAK_LINE : PR_BREAK_SPACE);
			continue;
		}
		if (*count == 0)
			before = PR_BREAK_NONE;
		*has_breaks = *has_breaks || before != PR_BREAK_NONE;
		glyphs[(*count)++] = (PrInk){.ch = valid_char(placed->ch),
			.index = i,
			.before = before,
			.height = pr_rect_height(placed->box)};
		before = PR_BREAK_NONE;
	}
	return glyphs;
}

/* Glyphs [first, end) as printed or as meant. */
static char *
spell(const PrInk *glyphs, guint first, guint end, gboolean as_meant)
{
	GString *out = g_string_new(NULL);

	for (guint i = first; i < end; i++) {
		if (i > first && as_meant && glyphs[i].gap != '\0')
			g_string_append_c(out, glyphs[i].gap);
		if (i > first && !as_meant && glyphs[i].before != PR_BREAK_NONE)
			g_string_append_c(out, glyphs[i].before == PR_BREAK_SPACE ? ' ' : '\n');
		g_string_append_unichar(out, glyphs[i].ch);
	}
	return g_string_free(out, FALSE);
}

static gboolean
is_number_part(gunichar ch)
{
	return pr_char_is_digit(ch) || ch == '.' || ch == ',';
}

/* A number with several gaps is one repair. */
static void
record_spacing(PrClean *clean, const PrInk *glyphs, guint count)
{
	guint number_end = 0;

	for (guint i = 1; i < count; i++) {
		const PrInk *glyph = &glyphs[i];
		char printed = glyph->before == PR_BREAK_SPACE ? ' ' : '\n';
		guint first = i - 1, end = i + 1;

		if (glyph->before == PR_BREAK_NONE || glyph->gap == printed || i < number_end)
			continue;
		if (glyph->is_number_joined) {
			while (first > 0 && is_number_part(glyphs[first - 1].ch) &&
				(glyphs[first].before == PR_BREAK_NONE))
				first--;
			while (end < count && is_number_part(glyphs[end].ch) &&
				(glyphs[end].before == PR_BREAK_NONE || glyphs[end].is_number_joined))
				end++;
			number_end = end;
		}
		pr_clean_add_repair(clean,
			glyph->is_number_joined ? PR_REPAIR_NUMBER
			: printed == ' '        ? PR_REPAIR_SPACE
						: PR_REPAIR_WRAP,
			glyphs[first].index, spell(glyphs, first, end, FALSE), spell(glyphs, first, end, TRUE));
	}
}

static void
append_with_origin(GString *text, GArray *origin, gunichar ch, guint32 index)
{
	g_string_append_unichar(text, ch);
	g_array_append_val(origin, index);
}

static void
write_text(PrClean *clean, const PrInk *glyphs, guint count)
{
	GString *text = g_string_sized_new(3 * (gsize)count + 1);

	for (guint i = 0; i < count; i++) {
		if (glyphs[i].gap != '\0')
			append_with_origin(text, clean->origin, (gunichar)glyphs[i].gap, G_MAXUINT32);
		append_with_origin(text, clean->origin, glyphs[i].ch, glyphs[i].index);
	}
	clean->text = g_string_free(text, FALSE);
}

static int
compare_repairs(gconstpointer a, gconstpointer b)
{
	const PrRepair *left = *(PrRepair *const *)a, *right = *(PrRepair *const *)b;

	return left->at != right->at ? (left->at < right->at ? -1 : 1) : (int)left->kind - (int)right->kind;
}

PrClean *
pr_clean_new(const PrText *text)
{
	g_autoptr(PrClean) clean = g_new0(PrClean, 1);
	guint count;
	gboolean has_breaks;
	g_autofree PrInk *glyphs = take_glyphs(text, &count, &has_breaks);

	clean->origin = g_array_sized_new(FALSE, FALSE, sizeof(guint32), count);
	if (has_breaks) {
		pr_spacing_decide(glyphs, count);
		record_spacing(clean, glyphs, count);
	}
	write_text(clean, glyphs, count);
	clean->folded = pr_fold_recorded(clean->text, clean);
	if (clean->repairs != NULL)
		g_ptr_array_sort(clean->repairs, compare_repairs);
	return g_steal_pointer(&clean);
}

void
pr_clean_free(PrClean *clean)
{
	if (clean == NULL)
		return;
	g_free(clean->text);
	g_free(clean->folded);
	g_clear_pointer(&clean->origin, g_array_unref);
	g_clear_pointer(&clean->repairs, g_ptr_array_unref);
	g_free(clean);
}

void
pr_clean_destroy(gpointer clean)
{
	pr_clean_free(clean);
}

char *
pr_cleaned(const PrText *text)
{
	g_autoptr(PrClean) clean = pr_clean_new(text);

	return g_steal_pointer(&clean->text);
}

void
pr_clean_places(const PrClean *clean, const PrText *text, int start, int end, GArray *places)
{
	guint from = (guint)g_utf8_pointer_to_offset(clean->text, clean->text + start);
	guint to = (guint)g_utf8_pointer_to_offset(clean->text, clean->text + end);
	guint first = G_MAXUINT, last = 0;

	for (guint i = from; i < to; i++) {
		guint32 origin = g_array_index(clean->origin, guint32, i);
		if (origin == G_MAXUINT32)
			continue;
		first = MIN(first, origin);
		last = MAX(last, origin);
	}
	if (first > last)
		return;
	g_autoptr(GArray) found = pr_text_places_of(text, first, last - first + 1);
	g_array_append_vals(places, found->data, found->len);
}
