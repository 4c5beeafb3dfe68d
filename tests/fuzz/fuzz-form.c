/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Form definitions: any bytes are a definition, or an error that says where. */
#include "schema/form.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	g_autoptr(GBytes) definition = g_bytes_new(bytes, size);
	g_autoptr(GError) error = NULL;
	PrForm *form = pr_form_read(definition, "fuzz", &error);

	if ((form == NULL) != (error != NULL))
		g_error("an error if and only if there is no form");
	pr_form_free(form);
	return 0;
}
