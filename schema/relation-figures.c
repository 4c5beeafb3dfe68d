/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Figures with their meaning → rows. */
#include "schema/facts.h"
#include "schema/row-maker.h"

static void
put_line(PrRowMaker *maker, const PrFacts *group, const PrFactLine *line)
{
	pr_put_printed(maker, group->entity);
	pr_put_printed(maker, line->item);
	pr_put_printed(maker, line->code != NULL ? line->code : line->class_code);
	pr_put_int_unless(maker, line->level == 0, line->level);
	pr_put_printed(maker, line->parent);
	pr_put_printed(maker, line->label);
}

static void
put_value(PrRowMaker *maker, const PrFact *fact)
{
	gboolean is_word = fact->kind == PR_FACT_WORD;
	PrDecimal amount;

	pr_put_text(maker, pr_fact_kind_name(fact->kind));
	pr_put_printed(maker, is_word ? fact->sense : NULL);
	pr_put_text(maker, fact->raw);
	pr_put_number(maker, is_word ? NULL : &fact->number);
	pr_put_printed(maker, fact->unit);
	pr_put_int_unless(maker, is_word, fact->scale);
	pr_put_number(maker, !is_word && pr_decimal_shift(fact->number, fact->scale, &amount) ? &amount : NULL);
}

static void
make_figure(PrRowMaker *maker, const PrFacts *group, const PrFactLine *line, const PrFact *fact)
{
	pr_put_text(maker, maker->document);
	pr_put_int(maker, ++maker->figure_count);
	pr_put_text(maker, fact->id);
	pr_put_text(maker, group->is_prose ? "prose" : "table");
	pr_put_text(maker, group->definition);
	pr_put_text(maker, group->name);
	pr_put_int_unless(maker, group->is_prose, group->number);
	put_line(maker, group, line);
	pr_put_text(maker, fact->column);
	pr_put_printed(maker, fact->concept);
	pr_put_printed(maker, fact->dims);
	pr_put_int_unless(maker, fact->year == 0, fact->year);
	put_value(maker, fact);
	pr_put_int_unless(maker, group->table == 0, group->table);
	pr_put_int_unless(maker, fact->row < 0, fact->row);
	pr_put_int_unless(maker, fact->col < 0, fact->col);
	pr_put_place(maker, pr_first_place(fact->places));
	pr_put_end(maker, maker->figure);
}

void
pr_make_figures(PrRowMaker *maker, const GPtrArray *groups)
{
	for (guint i = 0; groups != NULL && i < groups->len; i++) {
		const PrFacts *group = g_ptr_array_index(groups, i);

		for (guint k = 0; k < group->lines->len; k++) {
			const PrFactLine *line = g_ptr_array_index(group->lines, k);

			for (guint f = 0; f < line->facts->len; f++)
				make_figure(maker, group, line, g_ptr_array_index(line->facts, f));
		}
	}
}
