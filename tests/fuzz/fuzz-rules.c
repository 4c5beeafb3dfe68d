/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules and waivers: any bytes are a set of them, or an error; what is accepted can judge a document. */
#include "schema/rules.h"
#include "schema/waivers.h"
#include "tests/fuzz/fuzz.h"

static const char document[] =
	"<piperoll xmlns=\"urn:piperoll:document:1\" version=\"1\"><source><file>a</file></source></piperoll>";

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	g_autofree char *text = fuzz_text(bytes, size);
	g_autoptr(PrRules) rules = pr_rules_new_empty();
	g_autoptr(GError) error = NULL;

	if (pr_rules_add(rules, (const char *)bytes, size, "fuzz", &error)) {
		const PrCheckOptions options = {NULL, FALSE};
		g_autoptr(GError) reason = NULL;

		pr_findings_free(pr_check(rules, document, sizeof document - 1, &options, &reason));
	}
	g_clear_error(&error);
	if (text != NULL)
		pr_waivers_free(pr_waivers_read(text, "fuzz", &error));
	return 0;
}
