/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the indexer and casebank-extract say to each other over a SOCK_STREAM socketpair (descriptor
 * 3 in the extractor).
 *
 * The extractor says CB_FRAME_READY once, when it can take work, or CB_FRAME_NO_CAGE and leaves: an
 * indexer that gets neither knows that the extractor is broken, and not the file. Then, any number
 * of times: a request, one frame with the open file's descriptor attached (SCM_RIGHTS); and its
 * answer, any number of frames, the last of type CB_FRAME_END. A frame is a header of 8 bytes (u32
 * type, u32 payload length, both little endian) and its payload: a packed record (casebank/pack.h).
 * Neither side trusts the other: the indexer bounds every length and count, and kills the extractor
 * at the deadline; the extractor ends when its socket closes.
 */
#ifndef CB_EXTRACT_PROTOCOL_H
#define CB_EXTRACT_PROTOCOL_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_EXTRACT_FD 3
/* Goes up when a frame's record changes. */
#define CB_EXTRACT_PROTOCOL 3u
/* The one argument that the extractor takes: read files without a cage (cage.h). */
#define CB_EXTRACT_NO_SANDBOX "--no-sandbox"

typedef enum {
    CB_FRAME_READ_PDF = 1,  /* request: number max_pages, number max_text_bytes (a page) */
    CB_FRAME_READ_HTML = 2, /* request: cb_page_rules_pack(), or an empty record for no rules */
    CB_FRAME_OCR_PDF = 3,   /* request: count, number page...: pages to be recognised, each larger
                               than the one before */
    CB_FRAME_READ_CAPTURE = 4, /* request: (empty record); a text capture of a page */
    CB_FRAME_CHECK_RULES = 5,  /* request: cb_page_rules_pack(), with any descriptor; the answer is
                                  CB_FRAME_END alone: CB_EXTRACT_DAMAGED with what is wrong with an
                                  expression */
    CB_FRAME_PDF_INFO = 10, /* title, date ("YYYY-MM-DD" or NULL), number n_pages, then the outline:
                               count, {level, page, title}... */
    CB_FRAME_PDF_PAGE = 11, /* number page, label (NULL when it is the number), text, number 1 when
                               the text layer is not worth the name, else 0 */
    CB_FRAME_PAGE = 12,     /* of HTML or a capture: cb_page_pack() */
    CB_FRAME_OCR_PAGE = 13, /* number page, text (NULL when it cannot be recognised) */
    CB_FRAME_END = 20,      /* number state (CbExtractState), reason (Danish, or NULL) */
    CB_FRAME_READY = 30,    /* number CB_EXTRACT_PROTOCOL, cage ("full", "partial: ...", "off"),
                               cb_ocr_engine() (NULL without OCR) */
    CB_FRAME_NO_CAGE = 31,  /* number CB_EXTRACT_PROTOCOL, reason (Danish) */
} CbFrameType;

typedef enum {
    CB_EXTRACT_OK,
    CB_EXTRACT_NO_TEXT,   /* a PDF whose pages hold no text */
    CB_EXTRACT_ENCRYPTED, /* a password is needed */
    CB_EXTRACT_DAMAGED,   /* not parseable; reason says why */
    CB_N_EXTRACT_STATES
} CbExtractState;

#define CB_MAX_FRAME_BYTES (64u * 1024 * 1024)
#define CB_MAX_ANSWER_BYTES (64u * 1024 * 1024) /* all frames of one file */
#define CB_MAX_HTML_BYTES (20u * 1024 * 1024)   /* the file itself, of captures too */
#define CB_MAX_PDF_PAGES 10000u
#define CB_MAX_PAGE_TEXT_BYTES (4u * 1024 * 1024)
#define CB_MAX_OUTLINE_ITEMS 5000u
#define CB_MAX_OUTLINE_DEPTH 16u

/** Both block until done. FALSE with errno set on a broken or closed socket (EPIPE when the other
 * end is gone); SIGPIPE is never raised. */
gboolean cb_frame_write(int fd, CbFrameType type, const GByteArray *payload);

/** Sends a frame with @file_fd attached. */
gboolean cb_frame_send_file(int fd, CbFrameType type, const GByteArray *payload, int file_fd);

/**
 * cb_frame_read:
 * @deadline_us: g_get_monotonic_time() after which to give up; 0 for never.
 * @file_fd: (out) (nullable): a descriptor that came along (close-on-exec), or -1. The caller
 * closes it. NULL to refuse descriptors.
 *
 * Memory is taken as the bytes arrive, not as the header promises.
 *
 * Returns: (transfer full): the payload, or NULL with errno: EPIPE (end of stream), ETIMEDOUT,
 * EMSGSIZE (a length over CB_MAX_FRAME_BYTES), or what the system said.
 */
GByteArray *cb_frame_read(int fd, gint64 deadline_us, CbFrameType *type, int *file_fd);

/** The same without a descriptor, until @stop_fd can be read (ECANCELED); 0 for never. */
GByteArray *cb_frame_read_or_stop(int fd, int stop_fd, gint64 deadline_us, CbFrameType *type);

G_END_DECLS

#endif
