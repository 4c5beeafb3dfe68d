/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a check found → rows: a finding, and each place of its evidence. */
#include "schema/row-maker.h"

static void
make_place(PrRowMaker *maker, int finding, int number, const PrOperand *operand, const PrPlace *place)
{
	pr_put_text(maker, maker->document);
	pr_put_int(maker, finding);
	pr_put_int(maker, number);
	pr_put_text(maker, operand != NULL ? "operand" : "judged");
	pr_put_printed(maker, operand != NULL ? operand->label : NULL);
	pr_put_printed(maker, operand != NULL ? operand->printed : NULL);
	pr_put_place(maker, place);
	pr_put_end(maker, pr_relations_find(maker->relations, "finding_place"));
}

static void
make_places(PrRowMaker *maker, int number, const PrFinding *finding)
{
	int count = 0;

	for (guint i = 0; i < finding->places->len; i++)
		make_place(maker, number, ++count, NULL, &g_array_index(finding->places, PrPlace, i));
	for (guint i = 0; i < finding->operands->len; i++) {
		const PrOperand *operand = g_ptr_array_index(finding->operands, i);

		for (guint k = 0; k < operand->places->len; k++)
			make_place(maker, number, ++count, operand, &g_array_index(operand->places, PrPlace, k));
	}
}

static void
make_finding(PrRowMaker *maker, int number, const PrFinding *finding)
{
	pr_put_text(maker, maker->document);
	pr_put_int(maker, number);
	pr_put_text(maker, finding->id);
	pr_put_text(maker, finding->set);
	pr_put_text(maker, finding->rule);
	pr_put_text(maker, finding->assertion);
	pr_put_text(maker, finding->category);
	pr_put_text(maker, pr_severity_name(finding->severity));
	pr_put_text(maker, finding->message);
	pr_put_printed(maker, finding->message_en);
	pr_put_printed(maker, finding->printed);
	pr_put_printed(maker, finding->expected);
	pr_put_printed(maker, finding->arithmetic);
	pr_put_text(maker, finding->where);
	pr_put_int_unless(maker, finding->form == 0, finding->form);
	pr_put_int_unless(maker, finding->table == 0, finding->table);
	pr_put_printed(maker, finding->waived_by);
	pr_put_printed(maker, finding->waived_reason);
	pr_put_place(maker, pr_first_place(finding->places));
	pr_put_end(maker, pr_relations_find(maker->relations, "finding"));
}

void
pr_row_maker_findings(PrRowMaker *maker, const PrFindings *findings)
{
	for (guint i = 0; i < findings->list->len; i++) {
		const PrFinding *finding = g_ptr_array_index(findings->list, i);

		make_finding(maker, (int)i + 1, finding);
		make_places(maker, (int)i + 1, finding);
	}
}
