/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of a document others are compared with: all that it says, without how that was printed.
 *
 *   <piperoll> source, content: subject, forms with their records and facts, tables, paragraphs, facts
 *              └── left out: run, findings, issues, coverage; below content: printed, repair, area, part */
#include <libxml/xmlsave.h>
#include <string.h>

#include "schema/rules-evidence.h"

#define DEPTH_MAX 64

static gboolean
is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp((const char *)node->name, *names) == 0)
			return TRUE;
	return FALSE;
}

/* Takes out of `node` what is named so, at any depth where `is_deep`. */
static void
drop(xmlNodePtr node, const char *const *names, gboolean is_deep, int depth)
{
	for (xmlNodePtr at = node->children, next; at != NULL; at = next) {
		next = at->next;
		if (at->type != XML_ELEMENT_NODE)
			continue;
		if (is_one_of(at, names)) {
			xmlUnlinkNode(at);
			xmlFreeNode(at);
		} else if (is_deep && depth < DEPTH_MAX) {
			drop(at, names, TRUE, depth + 1);
		}
	}
}

void
pr_evidence_essence(xmlDocPtr document, GByteArray *essence)
{
	static const char *const about[] = {"run", "findings", "issues", "coverage", NULL};
	static const char *const print[] = {"printed", "repair", "area", "part", NULL};
	xmlNodePtr root = xmlDocGetRootElement(document);
	xmlBufferPtr text = xmlBufferCreate();

	drop(root, about, FALSE, 0);
	drop(root, print, TRUE, 0);
	if (text != NULL && xmlNodeDump(text, document, root, 0, 0) > 0)
		g_byte_array_append(essence, xmlBufferContent(text), (guint)xmlBufferLength(text));
	xmlBufferFree(text);
}
