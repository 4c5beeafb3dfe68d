/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents of XML: any bytes are judged by the built-in rules, or an error; and so is what others are compared
 * with. */
#include "schema/rules.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	static PrRules *rules;
	g_autoptr(GByteArray) essence = g_byte_array_new();
	const PrCheckOptions options = {NULL, FALSE, essence};
	g_autoptr(GError) error = NULL;

	if (rules == NULL)
		rules = pr_rules_new();
	g_autoptr(PrFindings) findings = pr_check(rules, (const char *)bytes, size, &options, &error);

	if ((findings == NULL) != (error != NULL))
		g_error("neither findings nor an error, or both");
	return 0;
}
