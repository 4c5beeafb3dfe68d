/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pieces of a document → rows of its relations. The values of a row are put one behind the other, in the order of the
 * columns. */
#include "schema/row-maker.h"

#include "normalize/date.h"
#include "schema/subject.h"

PrRowMaker *
pr_row_maker_new(const PrRelations *relations, const char *document, PrRowFunc emit, gpointer data)
{
	PrRowMaker *maker = g_new0(PrRowMaker, 1);

	maker->relations = relations;
	maker->form = pr_relations_find(relations, "form");
	maker->fact = pr_relations_find(relations, "fact");
	maker->fact_place = pr_relations_find(relations, "fact_place");
	maker->grid = pr_relations_find(relations, "grid");
	maker->cell = pr_relations_find(relations, "cell");
	maker->paragraph = pr_relations_find(relations, "paragraph");
	maker->figure = pr_relations_find(relations, "figure");
	maker->document = g_strdup(document);
	maker->emit = emit;
	maker->data = data;
	maker->values = g_ptr_array_new();
	maker->texts = g_string_chunk_new(1024);
	return maker;
}

void
pr_row_maker_free(PrRowMaker *maker)
{
	if (maker == NULL)
		return;
	g_free(maker->document);
	g_ptr_array_unref(maker->values);
	g_string_chunk_free(maker->texts);
	g_free(maker);
}

/* ---- values ---- */

static gboolean
has_number(const PrNode *leaf)
{
	return leaf->value.kind == PR_VALUE_NUMBER || leaf->value.kind == PR_VALUE_PERCENT;
}

/* The number with its unit's power of ten; NULL where there is none. */
static const PrDecimal *
amount_of(const PrNode *leaf, PrDecimal *amount)
{
	return has_number(leaf) && pr_decimal_shift(leaf->value.number, leaf->value.magnitude, amount) ? amount : NULL;
}

static void
put_date(PrRowMaker *maker, const PrNode *leaf, gboolean is_end)
{
	if (leaf->value.kind != PR_VALUE_DATE) {
		pr_put_text(maker, NULL);
		return;
	}
	g_autoptr(GString) text = g_string_new(NULL);

	pr_date_print(is_end ? leaf->value.to : leaf->value.from, text);
	pr_put_copy(maker, text->str);
}

static void
put_comparator(PrRowMaker *maker, const PrNode *leaf)
{
	pr_put_text(maker,
		leaf->value.comparator != PR_COMPARATOR_NONE ? pr_comparator_name(leaf->value.comparator) : NULL);
}

/* ---- the relations of a form ---- */

static void
put_facet(PrRowMaker *maker, PrFacet facet, const PrNode *leaf)
{
	PrDecimal amount;

	switch (facet) {
	case PR_FACET_RAW:
		pr_put_text(maker, leaf->raw);
		break;
	case PR_FACET_AMOUNT:
		pr_put_decimal(maker, amount_of(leaf, &amount));
		break;
	case PR_FACET_MILLIONTHS:
		pr_put_millionths(maker, amount_of(leaf, &amount));
		break;
	case PR_FACET_UNIT:
		pr_put_printed(maker, leaf->value.unit);
		break;
	case PR_FACET_COMPARATOR:
		put_comparator(maker, leaf);
		break;
	case PR_FACET_FROM:
	case PR_FACET_TO:
		put_date(maker, leaf, facet == PR_FACET_TO);
		break;
	case PR_FACET_NONE:
	default:
		g_assert_not_reached();
	}
}

/* The leaf at `path` below `group`; NULL where there is none or the form as printed has no such place. */
static const PrNode *
find_leaf(const PrNode *group, const char *path)
{
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	const PrNode *node = group;

	for (guint i = 0; node != NULL && names[i] != NULL; i++)
		node = node->kind == PR_NODE_GROUP ? pr_node_child(node, names[i]) : NULL;
	return node != NULL && node->kind == PR_NODE_LEAF && !node->is_absent ? node : NULL;
}

static void
make_fields(PrRowMaker *maker, const PrRelation *relation, const PrRecord *record, const PrNode *group, int row)
{
	pr_put_text(maker, maker->document);
	pr_put_int(maker, record->number);
	if (relation->list != NULL)
		pr_put_int(maker, row);
	for (guint i = relation->key_count; i < relation->columns->len; i++) {
		const PrRelationColumn *column = g_ptr_array_index(relation->columns, i);
		const PrNode *leaf = find_leaf(group, column->path);

		if (leaf == NULL)
			pr_put_text(maker, NULL);
		else
			put_facet(maker, column->facet, leaf);
	}
	pr_put_end(maker, relation);
}

static void
make_form(PrRowMaker *maker, const PrRelation *relation, const PrRecord *record)
{
	if (relation->list == NULL) {
		make_fields(maker, relation, record, record->root, 0);
		return;
	}
	const PrNode *list = pr_node_child(record->root, relation->list);

	for (guint i = 0; list != NULL && i < list->children->len; i++) {
		const PrNode *row = g_ptr_array_index(list->children, i);

		if (row->kind == PR_NODE_GROUP)
			make_fields(maker, relation, record, row, (int)i);
	}
}

/* ---- facts ---- */

/* Where in the record one is. */
typedef struct {
	const PrForm *form;
	const PrRecord *record;
	GString *path;
	const char *list;
	int row;
	int count; /* facts so far */
} Walk;

static const char *
state_of(const PrNode *leaf)
{
	if (leaf->is_absent)
		return "absent";
	if (leaf->value.kind == PR_VALUE_BLANK || leaf->value.kind == PR_VALUE_PLACEHOLDER)
		return pr_value_kind_name(leaf->value.kind);
	return "value";
}

static void
make_places(PrRowMaker *maker, const Walk *walk, const PrNode *leaf)
{
	for (guint i = 1; leaf->places != NULL && i < leaf->places->len; i++) {
		pr_put_text(maker, maker->document);
		pr_put_int(maker, walk->record->number);
		pr_put_int(maker, walk->count);
		pr_put_int(maker, (gint64)i + 1);
		pr_put_place(maker, &g_array_index(leaf->places, PrPlace, i));
		pr_put_end(maker, maker->fact_place);
	}
}

static void
put_value(PrRowMaker *maker, const PrNode *leaf)
{
	PrDecimal amount;
	gboolean is_value = strcmp(state_of(leaf), "value") == 0;

	pr_put_text(maker, state_of(leaf));
	pr_put_text(maker, leaf->is_absent ? NULL : leaf->raw);
	pr_put_text(maker, is_value ? pr_value_kind_name(leaf->value.kind) : NULL);
	put_comparator(maker, leaf);
	pr_put_number(maker, has_number(leaf) ? &leaf->value.number : NULL);
	pr_put_printed(maker, leaf->value.unit);
	pr_put_int_unless(maker, !has_number(leaf), leaf->value.magnitude);
	pr_put_number(maker, amount_of(leaf, &amount));
	put_date(maker, leaf, FALSE);
	put_date(maker, leaf, TRUE);
}

static void
make_fact(PrRowMaker *maker, Walk *walk, const PrNode *leaf)
{
	walk->count++;
	pr_put_text(maker, maker->document);
	pr_put_int(maker, walk->record->number);
	pr_put_int(maker, walk->count);
	pr_put_text(maker, walk->form->id);
	pr_put_text(maker, walk->form->version);
	pr_put_text(maker, walk->path->str);
	pr_put_text(maker, walk->list);
	pr_put_int_unless(maker, walk->list == NULL, walk->row);
	pr_put_text(maker, leaf->label == NULL ? leaf->name : NULL);
	pr_put_text(maker, leaf->label);
	put_value(maker, leaf);
	pr_put_int_unless(maker, leaf->table == 0, leaf->table);
	pr_put_int_unless(maker, leaf->table == 0, leaf->row);
	pr_put_int_unless(maker, leaf->table == 0, leaf->col);
	pr_put_place(maker, pr_first_place(leaf->places));
	pr_put_end(maker, maker->fact);
	make_places(maker, walk, leaf);
}

static void
make_facts(PrRowMaker *maker, Walk *walk, const PrNode *node)
{
	if (node->kind == PR_NODE_LEAF) {
		make_fact(maker, walk, node);
		return;
	}
	for (guint i = 0; i < node->children->len; i++) {
		const PrNode *child = g_ptr_array_index(node->children, i);
		const char *list = walk->list;
		gsize length = walk->path->len;
		int row = walk->row;

		g_string_append(walk->path, length > 0 ? "/" : "");
		if (node->kind == PR_NODE_LIST) {
			walk->list = node->name;
			walk->row = (int)i;
			g_string_append_printf(walk->path, "%u", i);
		} else {
			g_string_append(walk->path, child->name != NULL ? child->name : "other");
		}
		make_facts(maker, walk, child);
		walk->list = list;
		walk->row = row;
		g_string_truncate(walk->path, length);
	}
}

/* ---- what is in no form ---- */

/* `form` is 0 for a table that belongs to none. */
static void
make_grid(PrRowMaker *maker, const PrCleanTable *clean, int form)
{
	const PrTable *table = clean->table;
	const PrPart *part = table->parts->len > 0 ? &g_array_index(table->parts, PrPart, 0) : NULL;
	PrPlace place = part != NULL ? (PrPlace){part->page, part->box} : (PrPlace){0};

	pr_put_text(maker, maker->document);
	pr_put_int(maker, table->number);
	pr_put_int_unless(maker, form == 0, form);
	pr_put_printed(maker, clean->title != NULL ? clean->title->text : NULL);
	pr_put_printed(maker, clean->unit != NULL ? clean->unit->text : NULL);
	pr_put_int(maker, table->rows);
	pr_put_int(maker, table->cols);
	pr_put_int(maker, table->header_rows);
	pr_put_text(maker, pr_method_name(table->method));
	pr_put_place(maker, part != NULL ? &place : NULL);
	pr_put_end(maker, maker->grid);
}

static void
make_cells(PrRowMaker *maker, const PrCleanTable *clean)
{
	for (guint i = 0; i < clean->table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(clean->table->cells, i);

		pr_put_text(maker, maker->document);
		pr_put_int(maker, clean->table->number);
		pr_put_int(maker, cell->row);
		pr_put_int(maker, cell->col);
		pr_put_int(maker, cell->rowspan);
		pr_put_int(maker, cell->colspan);
		pr_put_text(maker, pr_role_name(cell->role));
		pr_put_text(maker, ((const PrClean *)g_ptr_array_index(clean->cells, i))->text);
		pr_put_place(maker, pr_first_place(cell->places));
		pr_put_end(maker, maker->cell);
	}
}

static void
make_paragraph(PrRowMaker *maker, const PrParagraph *paragraph)
{
	g_autoptr(PrClean) clean = pr_clean_new(&paragraph->text);
	g_autoptr(GArray) places = pr_text_places(&paragraph->text);

	if (places->len == 0)
		return;
	pr_put_text(maker, maker->document);
	pr_put_int(maker, ++maker->paragraph_count);
	pr_put_text(maker, pr_paragraph_kind_name(paragraph->kind));
	pr_put_text(maker, clean->text);
	pr_put_place(maker, pr_first_place(places));
	pr_put_end(maker, maker->paragraph);
}

static void
put_subject(PrRowMaker *maker, const PrPiece *piece)
{
	g_autoptr(GString) subject = g_string_new(NULL);
	int year = pr_subject_read(piece->form, piece->record, subject);

	pr_put_int_unless(maker, year == 0, year);
	pr_put_printed(maker, g_string_chunk_insert(maker->texts, subject->str));
}

static void
make_record(PrRowMaker *maker, const PrPiece *piece)
{
	const PrRecord *record = piece->record;
	g_autoptr(GString) path = g_string_new(NULL);
	Walk walk = {piece->form, record, path, NULL, 0, 0};

	pr_put_text(maker, maker->document);
	pr_put_int(maker, record->number);
	pr_put_text(maker, piece->form->id);
	pr_put_text(maker, piece->form->version);
	pr_put_text(maker, piece->form->sha256);
	put_subject(maker, piece);
	pr_put_place(maker, pr_first_place(record->places));
	pr_put_end(maker, maker->form);
	make_facts(maker, &walk, record->root);
	for (guint i = 0; i < maker->relations->relations->len; i++) {
		const PrRelation *relation = g_ptr_array_index(maker->relations->relations, i);

		if (relation->form == piece->form)
			make_form(maker, relation, record);
	}
}

void
pr_row_maker_piece(PrRowMaker *maker, const PrPiece *piece)
{
	if (piece->kind == PR_PIECE_FORM)
		make_record(maker, piece);
	for (guint i = 0; i < piece->tables->len && piece->kind != PR_PIECE_PARAGRAPH; i++)
		make_grid(maker, g_ptr_array_index(piece->tables, i),
			piece->kind == PR_PIECE_FORM ? piece->record->number : 0);
	if (piece->kind == PR_PIECE_TABLE)
		make_cells(maker, pr_piece_table(piece));
	if (piece->kind == PR_PIECE_PARAGRAPH)
		make_paragraph(maker, pr_piece_paragraph(piece));
	pr_make_figures(maker, piece->facts);
}
