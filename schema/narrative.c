/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a document in order.
 *
 *   page 1   某市某局                  COVER     the lines of the first page with text, until the next page, a table or a sentence; patterns
 *            2024年度部门决算                    of the definitions find in them who the document is of, and which year
 *   page 2   目录                      CONTENTS  from this word to the first sentence, or to a line that the contents have named before
 *            一、…  二、…
 *   page 4   第一部分 …概况            HEADING   numbered and short, without a full stop; its kind of number gives the level
 *            一、主要职能
 *            1.履行 …                  BODY
 *   page 22  … 医疗保险单位部          a passage: paragraphs that a page break, or a stray line end, cut apart, and one that ends with a
 *   page 23  分降低，导致 …            stop ends the passage. Sentences are looked for in passages; what they tell goes with the
 *                                      paragraph that the passage ends with
 *
 * So a piece is held back until its passage is whole; running heads and feet between the parts wait with it. */
#include "schema/narrative.h"

#include <string.h>

#include "schema/sentences.h"

#define COVER_LINES_MAX 12u
/* A passage is closed when it is this long. */
#define PASSAGE_MAX 8000u
/* A heading is no longer than this. */
#define HEADING_MAX 40
/* A line of the contents is no longer, with its dots. */
#define CONTENTS_BYTES_MAX 1200
/* A short item of a list looks like a heading of this level; but it may be cut by the page. */
#define ITEM_LEVEL 4

struct PrNarrative {
	const PrForms *forms;
	GQueue *waiting, *out; /* of PrPiece */
	PrText passage;        /* that is open */
	PrPiece *last;         /* the paragraph that it ends with so far; borrowed from `waiting` */
	gboolean is_cut;       /* it may go on in the next paragraph */
	PrPiece *bare;         /* a form without figures: the next line may say why; else NULL */
	PrText cover;          /* lines of it, paragraphs apart */
	guint cover_lines;
	int cover_page;       /* 0: no line yet; -1: read */
	GString *contents;    /* keys of the lines of the contents, while they are read; else NULL */
	int contents_page;    /* where they began */
	PrSubject *subject;   /* NULL: unknown */
	const PrForm *report; /* whose subject it is */
	int sentences;        /* how many were found */
};

PrNarrative *
pr_narrative_new(const PrForms *forms)
{
	PrNarrative *narrative = g_new0(PrNarrative, 1);

	narrative->forms = forms;
	narrative->waiting = g_queue_new();
	narrative->out = g_queue_new();
	return narrative;
}

void
pr_narrative_free(PrNarrative *narrative)
{
	if (narrative == NULL)
		return;
	g_queue_free_full(narrative->waiting, (GDestroyNotify)pr_piece_free);
	g_queue_free_full(narrative->out, (GDestroyNotify)pr_piece_free);
	pr_piece_free(narrative->bare);
	pr_text_clear(&narrative->passage);
	pr_text_clear(&narrative->cover);
	if (narrative->contents != NULL)
		g_string_free(narrative->contents, TRUE);
	pr_subject_free(narrative->subject);
	g_free(narrative);
}

/* ---- the cover ---- */

/* The text and places of a named group; FALSE where it took no part. */
static gboolean
read_group(const PrPassage *passage, const PrPattern *pattern, const PrMatch *match, const char *name, char **text,
	GArray *places)
{
	int group = pr_pattern_group(pattern, name);

	if (group < 0 || group >= PR_PATTERN_GROUPS || match->start[group] < 0)
		return FALSE;
	g_free(*text);
	*text = g_strstrip(pr_match_text(match, passage->clean->text, group));
	g_array_set_size(places, 0);
	pr_clean_places(passage->clean, passage->text, match->start[group], match->end[group], places);
	return **text != '\0';
}

static PrSubject *
read_subject(const PrPassage *passage, const PrForm *form)
{
	for (guint i = 0; i < form->subjects->len; i++) {
		const PrPattern *pattern = g_ptr_array_index(form->subjects, i);
		g_autofree char *year = NULL;
		g_autoptr(GArray) ignored = g_array_new(FALSE, FALSE, sizeof(PrPlace));
		PrMatch match;

		if (!pr_pattern_find(pattern, passage->clean->text, 0, &match))
			continue;
		PrSubject *subject = g_new0(PrSubject, 1);
		subject->kind = g_strdup(form->id);
		subject->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
		if (!read_group(passage, pattern, &match, "entity", &subject->entity, subject->places))
			g_clear_pointer(&subject->entity, g_free);
		if (read_group(passage, pattern, &match, "year", &year, ignored)) {
			g_autofree char *folded = pr_fold(year);
			PrValueContext context = {.expect = PR_EXPECT_YEAR};
			PrValue value = {0};

			pr_value_parse(folded, &context, &value);
			subject->year = value.kind == PR_VALUE_DATE ? value.from.year : 0;
			pr_value_clear(&value);
		}
		return subject;
	}
	return NULL;
}

/* Reads the lines that were gathered; the subject goes with `piece`, in front of it. */
static void
read_cover(PrNarrative *narrative, PrPiece *piece)
{
	if (narrative->cover_page < 0)
		return;
	narrative->cover_page = -1;
	if (pr_text_length(&narrative->cover) == 0)
		return;
	g_autoptr(PrClean) clean = pr_clean_new(&narrative->cover);
	PrPassage passage = {.text = &narrative->cover, .clean = clean};
	for (guint i = 0; i < pr_forms_count(narrative->forms) && narrative->subject == NULL; i++) {
		narrative->report = pr_forms_at(narrative->forms, i);
		narrative->subject = read_subject(&passage, narrative->report);
	}
	if (narrative->subject == NULL) {
		narrative->report = NULL;
		return;
	}
	if (piece != NULL)
		piece->subject = pr_subject_copy(narrative->subject);
}

static gboolean
is_running(const PrParagraph *paragraph)
{
	return paragraph->kind == PR_PARAGRAPH_PAGE_HEADER || paragraph->kind == PR_PARAGRAPH_PAGE_FOOTER;
}

/* Takes a line of the cover; FALSE where the cover is over. */
static gboolean
take_cover_line(PrNarrative *narrative, const PrParagraph *paragraph, const char *text)
{
	if (narrative->cover_page < 0 || strstr(text, "。") != NULL)
		return FALSE;
	if ((narrative->cover_page > 0 && paragraph->page != narrative->cover_page) ||
		narrative->cover_lines >= COVER_LINES_MAX)
		return FALSE;
	narrative->cover_page = paragraph->page;
	narrative->cover_lines++;
	pr_text_append_text(&narrative->cover, &paragraph->text, PR_BREAK_PARAGRAPH);
	return TRUE;
}

/* ---- parts ---- */

/* The level of a heading by the kind of its number; 0 where the text is none. */
static int
heading_level(const char *text)
{
	static const PrPattern *slots[4];
	static const char *const patterns[] = {"^第[一二三四五六七八九十]{1,3}(?:部分|章)",
		"^[一二三四五六七八九十]{1,3}[、.．]", "^[(（][一二三四五六七八九十]{1,3}[)）]",
		"^\\d{1,2}[、.．](?!\\d)"};

	if (g_utf8_strlen(text, -1) > HEADING_MAX || strpbrk(text, ";\n") != NULL || strstr(text, "。") != NULL ||
		strstr(text, "；") != NULL)
		return 0;
	for (int i = 0; i < (int)G_N_ELEMENTS(patterns); i++)
		if (pr_pattern_matches(pr_pattern_once(&slots[i], patterns[i]), text))
			return i + 1;
	return 0;
}

static gboolean
is_contents_word(const char *text)
{
	g_autofree char *key = pr_label_key(text);

	return strcmp(key, "目录") == 0 || strcmp(key, "目次") == 0;
}

/* Whether the contents are over: a sentence, or, on a later page, what the contents have already named. */
static gboolean
ends_contents(const PrNarrative *narrative, const char *text, int page)
{
	if (strstr(text, "。") != NULL)
		return TRUE;
	if (page == narrative->contents_page)
		return FALSE;
	g_autofree char *key = pr_label_key(text);
	return strstr(narrative->contents->str, key) != NULL || strlen(text) > CONTENTS_BYTES_MAX;
}

static void
read_contents(PrNarrative *narrative, const char *text, int page)
{
	if (narrative->contents == NULL && is_contents_word(text)) {
		narrative->contents = g_string_new(NULL);
		narrative->contents_page = page;
	} else if (narrative->contents != NULL && ends_contents(narrative, text, page)) {
		g_string_free(g_steal_pointer(&narrative->contents), TRUE);
	} else if (narrative->contents != NULL) {
		g_autofree char *key = pr_label_key(text);
		g_string_append_c(g_string_append(narrative->contents, key), '\n');
	}
}

static void
set_part(PrNarrative *narrative, PrPiece *piece, const char *text, gboolean is_cover)
{
	read_contents(narrative, text, pr_piece_paragraph(piece)->page);
	if (narrative->contents != NULL) {
		piece->part = PR_PART_CONTENTS;
	} else if (is_cover) {
		piece->part = PR_PART_COVER;
	} else {
		piece->level = heading_level(text);
		piece->part = piece->level > 0 ? PR_PART_HEADING : PR_PART_BODY;
	}
}

/* ---- passages ---- */

static gboolean
has_digit(const PrText *text)
{
	for (guint i = 0; i < pr_text_length(text); i++)
		if (g_unichar_isdigit(pr_text_at(text, i)->ch))
			return TRUE;
	return FALSE;
}

/* What the open passage tells goes with its last paragraph; what waited goes out. */
static void
close_passage(PrNarrative *narrative)
{
	if (narrative->last != NULL && has_digit(&narrative->passage)) {
		g_autoptr(PrClean) clean = pr_clean_new(&narrative->passage);
		const PrSubject *subject = narrative->subject;
		PrPassage passage = {.text = &narrative->passage, .clean = clean, .number = narrative->sentences};

		passage.entity = subject != NULL ? subject->entity : NULL;
		passage.year = subject != NULL ? subject->year : 0;
		for (guint i = 0; i < pr_forms_count(narrative->forms); i++) {
			const PrForm *form = pr_forms_at(narrative->forms, i);
			/* A report tells in its own sentences, unless another one is known to be read. */
			if (narrative->report == NULL || form == narrative->report || form->subjects->len == 0)
				pr_sentences_tell(&passage, form, narrative->last->facts);
		}
		narrative->sentences = passage.number;
	}
	pr_text_clear(&narrative->passage);
	narrative->last = NULL;
	while (!g_queue_is_empty(narrative->waiting))
		g_queue_push_tail(narrative->out, g_queue_pop_head(narrative->waiting));
}

static gboolean
ends_with_stop(const PrText *text)
{
	guint length = pr_text_length(text);
	gunichar last = length > 0 ? pr_text_at(text, length - 1)->ch : 0;

	return last == 0x3002 /* 。 */ || last == 0xff01 || last == 0xff1f || last == 0xff1b || last == '.' ||
	       last == '!';
}

static void
take_paragraph(PrNarrative *narrative, PrPiece *piece)
{
	const PrParagraph *paragraph = pr_piece_paragraph(piece);
	g_autoptr(PrClean) clean = pr_clean_new(&paragraph->text);
	gboolean is_cover = take_cover_line(narrative, paragraph, clean->text);

	if (!is_cover)
		read_cover(narrative, piece);
	set_part(narrative, piece, clean->text, is_cover);
	gboolean is_text = piece->part == PR_PART_BODY;
	if (narrative->last != NULL &&
		(!is_text || !narrative->is_cut || pr_text_length(&narrative->passage) > PASSAGE_MAX))
		close_passage(narrative);
	g_queue_push_tail(narrative->waiting, piece);
	if (piece->part == PR_PART_CONTENTS || piece->part == PR_PART_COVER) {
		close_passage(narrative);
		return;
	}
	/* PR_BREAK_PART says: the page cut it, and clean joins. */
	pr_text_append_text(&narrative->passage, &paragraph->text, PR_BREAK_PART);
	narrative->last = piece;
	narrative->is_cut = (is_text || piece->level == ITEM_LEVEL) && !ends_with_stop(&paragraph->text);
	if (!narrative->is_cut)
		close_passage(narrative);
}

/* ---- forms ---- */

static gboolean
has_empty_facts(const PrPiece *piece)
{
	for (guint i = 0; i < piece->facts->len; i++)
		if (((const PrFacts *)g_ptr_array_index(piece->facts, i))->is_empty)
			return TRUE;
	return FALSE;
}

static void
take_form(PrNarrative *narrative, PrPiece *piece)
{
	g_autoptr(GPtrArray) notes = g_ptr_array_new();

	for (guint i = 0; i < piece->tables->len; i++)
		g_ptr_array_extend(
			notes, ((const PrCleanTable *)g_ptr_array_index(piece->tables, i))->notes, NULL, NULL);
	pr_facts_of_record(piece->form, piece->record, narrative->subject, notes, piece->facts);
	if (has_empty_facts(piece))
		narrative->bare = piece;
	else
		g_queue_push_tail(narrative->out, piece);
}

/* The form without figures that waited goes out; `next` (may be NULL) is what comes behind it. */
static void
release_bare(PrNarrative *narrative, const PrPiece *next)
{
	PrPiece *bare = g_steal_pointer(&narrative->bare);

	if (bare == NULL)
		return;
	if (next != NULL && next->kind == PR_PIECE_PARAGRAPH) {
		g_autoptr(PrClean) clean = pr_clean_new(&pr_piece_paragraph(next)->text);
		gboolean declares = pr_form_declares_empty(bare->form, clean->text);

		for (guint i = 0; i < bare->facts->len && declares; i++)
			((PrFacts *)g_ptr_array_index(bare->facts, i))->declares_empty = TRUE;
	}
	g_queue_push_tail(narrative->out, bare);
}

void
pr_narrative_push(PrNarrative *narrative, PrPiece *piece)
{
	release_bare(narrative, piece);
	if (piece->kind == PR_PIECE_PARAGRAPH && !is_running(pr_piece_paragraph(piece))) {
		take_paragraph(narrative, piece);
		return;
	}
	if (piece->kind == PR_PIECE_PARAGRAPH) {
		g_queue_push_tail(narrative->waiting, piece);
		if (narrative->last == NULL)
			close_passage(narrative);
		return;
	}
	close_passage(narrative);
	read_cover(narrative, piece);
	if (piece->kind == PR_PIECE_FORM)
		take_form(narrative, piece);
	else
		g_queue_push_tail(narrative->out, piece);
}

void
pr_narrative_finish(PrNarrative *narrative)
{
	release_bare(narrative, NULL);
	read_cover(narrative, narrative->last);
	close_passage(narrative);
}

PrPiece *
pr_narrative_next(PrNarrative *narrative)
{
	return g_queue_pop_head(narrative->out);
}
