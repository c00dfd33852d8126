/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of libcasebank. */
#include <casebank/error.h>

G_DEFINE_QUARK(cb - error - quark, cb_error)
