/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes piperoll-issues(7) from the tables of tags, at build time: the manual cannot tell another story than the
 * program. */
#include <stdio.h>

#include "tools/issue-tables.h"

/* Roff takes a backslash, and a dot or quote that begins a line, for its own. */
static void
put_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
	}
	putchar('\n');
}

int
main(void)
{
	fputs(".TH PIPEROLL\\-ISSUES 7 \"\" piperoll \"Miscellaneous\"\n.SH NAME\npiperoll\\-issues \\- what piperoll "
	      "finds odd about a "
	      "document\n.SH DESCRIPTION\nAn issue never stops the work. It stands in the output with its tag, page, "
	      "place and "
	      "severity: a note, a warning, or an error. A tag keeps its meaning.\n",
		stdout);
	for (const PrIssueTable *table = pr_issue_tables; table->kinds != NULL; table++) {
		fputs(".SH ", stdout);
		put_text(table->stage);
		for (const PrIssueKind *kind = table->kinds; kind->tag != NULL; kind++) {
			fputs(".TP\n.B ", stdout);
			put_text(kind->tag);
			printf("(%s) ", pr_severity_name(kind->severity));
			put_text(kind->summary);
			fputs(".br\n", stdout);
			put_text(kind->explanation);
		}
	}
	fputs(".SH SEE ALSO\n.BR piperoll\\-explain (1)\n", stdout);
	return ferror(stdout) != 0 || fflush(stdout) != 0;
}
