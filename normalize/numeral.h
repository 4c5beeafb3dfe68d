/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers in Chinese numerals → PrDecimal. */
#pragma once

#include "normalize/decimal.h"

/* The numeral that `text` begins with: 一百二十, 二〇二四, 壹仟贰佰, 两, 三点五; returns its length in bytes, 0 for
 * none. What can be read in two ways (一百二, 三五) is none. */
gsize pr_numeral_read(const char *text, PrDecimal *value);
/* The whole of `text` as a sum of money in words, in 元: 壹仟贰佰元伍角整. */
gboolean pr_numeral_read_money(const char *text, PrDecimal *value);
