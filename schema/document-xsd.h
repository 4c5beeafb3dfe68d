/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of document.xsd, put into the program when it is built. Private to schema/. */
#pragma once

extern const char pr_document_xsd_text[];
