/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The versions that --version shows. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "normalize/version.h"

#include <glib.h>
#include <pcre2.h>
#include <unicode/uversion.h>

char *
pr_normalize_versions(void)
{
	UVersionInfo version;
	char icu[U_MAX_VERSION_STRING_LENGTH];
	char pcre2[64] = "";

	u_getVersion(version);
	u_versionToString(version, icu);
	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof pcre2)
		pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
	return g_strdup_printf("ICU %s, PCRE2 %s", icu, pcre2);
}
