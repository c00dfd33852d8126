/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caged-extractor: enters the cage of casebank-extract and then does what the file it is handed
 * says ("crash", "fork" ...), as a hostile file would once it has taken over the parser. An attempt
 * that succeeds is answered with text; one that is refused with the state "damaged" and the error
 * as reason; one that is not survived is the kernel's to answer.
 */
#define _GNU_SOURCE
#include <casebank/pack.h>
#include <errno.h>
#include <extract/cage.h>
#include <extract/protocol.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

/* Less than the real one's: reached sooner. */
#define MEMORY_BYTES (256u << 20)

typedef struct {
    const char *order;
    /* 0 when the deed was done, -1 with errno when it was refused. */
    int (*act)(int fd);
} Deed;

/* Learnt before the door closed. */
static pid_t parent;

static void send_record(CbFrameType type, GByteArray *record)
{
    if (!cb_frame_write(CB_EXTRACT_FD, type, record))
        exit(1);
    g_byte_array_set_size(record, 0);
}

static void send_info(guint64 n_pages)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_string(record, NULL);
    cb_pack_string(record, NULL);
    cb_pack_number(record, n_pages);
    cb_pack_number(record, 0);
    send_record(CB_FRAME_PDF_INFO, record);
}

static void send_page(guint64 number, const char *text)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, number);
    cb_pack_string(record, NULL);
    cb_pack_string(record, text);
    cb_pack_number(record, 0);
    send_record(CB_FRAME_PDF_PAGE, record);
}

static void send_end(CbExtractState state, const char *reason)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, state);
    cb_pack_string(record, reason);
    send_record(CB_FRAME_END, record);
}

static int do_nothing(G_GNUC_UNUSED int fd)
{
    return 0;
}

/* --- Breaking and hogging -------------------------------------------------------------------- */

static int crash(G_GNUC_UNUSED int fd)
{
    /* Not where the compiler sees that it is nowhere. */
    volatile guintptr nowhere = 8;
    *(volatile int *)nowhere = 1;
    return 0;
}

static int give_up(G_GNUC_UNUSED int fd)
{
    abort();
}

static int loop(G_GNUC_UNUSED int fd)
{
    volatile gboolean on = TRUE; /* as far as the compiler knows */
    while (on)
        on = TRUE;
    return 0;
}

static int eat_memory(G_GNUC_UNUSED int fd)
{
    for (gsize had = 0;; had++) {
        void *block = malloc(1 << 20);
        if (block == NULL)
            abort();
        memset(block, (int)had, 1 << 20);
        *(void *volatile *)block = block;
    }
}

static int overflow_stack(int depth)
{
    int (*volatile again)(int) = overflow_stack;
    volatile char room[4096];
    room[0] = (char)depth;
    return again(depth + 1) + room[0];
}

static int flood(G_GNUC_UNUSED int fd)
{
    g_autofree char *text = g_strnfill(4 << 20, 'x');
    send_info(CB_MAX_PDF_PAGES);
    for (guint i = 1; i <= CB_MAX_PDF_PAGES; i++)
        send_page(i, text);
    return 0;
}

static int lie_about_length(G_GNUC_UNUSED int fd)
{
    guint32 header[2] = {GUINT32_TO_LE(CB_FRAME_PDF_INFO), G_MAXUINT32};
    if (write(CB_EXTRACT_FD, header, sizeof header) != sizeof header)
        exit(1);
    return loop(-1);
}

/* --- Files ----------------------------------------------------------------------------------- */

static int open_file(G_GNUC_UNUSED int fd)
{
    return open("/etc/passwd", O_RDONLY);
}

static int create_file(G_GNUC_UNUSED int fd)
{
    return open("sluppet-ud", O_WRONLY | O_CREAT, 0600);
}

static int write_file(int fd)
{
    return write(fd, "x", 1) == 1 ? 0 : -1;
}

static int stat_file(G_GNUC_UNUSED int fd)
{
    struct stat about;
    return stat("/etc/passwd", &about);
}

static int remove_file(G_GNUC_UNUSED int fd)
{
    return unlink("sluppet-ud");
}

static int read_environment(G_GNUC_UNUSED int fd)
{
    return open("/proc/self/environ", O_RDONLY);
}

static int read_parent(G_GNUC_UNUSED int fd)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/environ", (int)parent);
    return open(path, O_RDONLY);
}

static int make_memory_file(G_GNUC_UNUSED int fd)
{
    return memfd_create("sluppet-ud", 0);
}

/* --- The network ----------------------------------------------------------------------------- */

static int make_socket(G_GNUC_UNUSED int fd)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static int make_local_socket(G_GNUC_UNUSED int fd)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}

/* With the one socket that there is. */
static int connect_socket(G_GNUC_UNUSED int fd)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/run/systemd/notify"};
    return connect(CB_EXTRACT_FD, (struct sockaddr *)&address, sizeof address);
}

/* --- Processes ------------------------------------------------------------------------------- */

static int execute(G_GNUC_UNUSED int fd)
{
    return execl("/bin/sh", "sh", "-c", "echo sluppet ud >sluppet-ud", (char *)NULL);
}

static int make_child(G_GNUC_UNUSED int fd)
{
    return fork() == 0 ? loop(-1) : 0;
}

static void *sleep_for_ever(void *data)
{
    volatile gboolean on = TRUE;
    while (on)
        pause();
    return data;
}

static int make_threads(G_GNUC_UNUSED int fd)
{
    pthread_t thread;
    for (guint i = 0; i < 10000; i++)
        if ((errno = pthread_create(&thread, NULL, sleep_for_ever, NULL)) != 0)
            return -1;
    return 0;
}

static int trace_parent(G_GNUC_UNUSED int fd)
{
    return ptrace(PTRACE_ATTACH, parent, NULL, NULL) == 0 ? 0 : -1;
}

static int kill_parent(G_GNUC_UNUSED int fd)
{
    return kill(parent, SIGKILL);
}

static int kill_parents_thread(G_GNUC_UNUSED int fd)
{
    return (int)syscall(SYS_tgkill, parent, parent, SIGKILL);
}

/* --- The cage itself ------------------------------------------------------------------------- */

static int raise_limit(G_GNUC_UNUSED int fd)
{
    const struct rlimit endless = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_AS, &endless);
}

static int become_debuggable(G_GNUC_UNUSED int fd)
{
    return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static int make_namespace(G_GNUC_UNUSED int fd)
{
    return unshare(CLONE_NEWUSER);
}

static int make_program(G_GNUC_UNUSED int fd)
{
    void *code =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return code != MAP_FAILED ? 0 : -1;
}

/* The calls of another architecture have other numbers: 20 is getpid() there. */
static int call_as_32_bits(G_GNUC_UNUSED int fd)
{
#if defined(__x86_64__)
    long result = 20;
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory");
    return result >= 0 ? 0 : -1;
#else
    raise(SIGSYS);
    return 0;
#endif
}

static const Deed deeds[] = {
    {"ok", do_nothing},
    {"crash", crash},
    {"give-up", give_up},
    {"loop", loop},
    {"eat-memory", eat_memory},
    {"overflow-stack", overflow_stack},
    {"flood", flood},
    {"lie-about-length", lie_about_length},
    {"open-file", open_file},
    {"create-file", create_file},
    {"write-file", write_file},
    {"stat-file", stat_file},
    {"remove-file", remove_file},
    {"read-environment", read_environment},
    {"read-parent", read_parent},
    {"make-memory-file", make_memory_file},
    {"make-socket", make_socket},
    {"make-local-socket", make_local_socket},
    {"connect-socket", connect_socket},
    {"execute", execute},
    {"make-child", make_child},
    {"make-threads", make_threads},
    {"trace-parent", trace_parent},
    {"kill-parent", kill_parent},
    {"kill-parents-thread", kill_parents_thread},
    {"raise-limit", raise_limit},
    {"become-debuggable", become_debuggable},
    {"make-namespace", make_namespace},
    {"make-program", make_program},
    {"call-as-32-bits", call_as_32_bits},
};

static void obey(int fd)
{
    char order[64] = "";
    if (pread(fd, order, sizeof order - 1, 0) < 0)
        exit(1);
    g_strchomp(order);
    for (guint i = 0; i < G_N_ELEMENTS(deeds); i++) {
        if (strcmp(order, deeds[i].order) != 0)
            continue;
        if (deeds[i].act(fd) < 0) {
            send_end(CB_EXTRACT_DAMAGED, g_strerror(errno));
            return;
        }
        send_info(1);
        send_page(1, order);
        send_end(CB_EXTRACT_OK, NULL);
        return;
    }
    exit(2);
}

static void enter(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) ready = g_byte_array_new();
    g_autofree char *cage = NULL;
    if (cb_cage_limit(MEMORY_BYTES, &error))
        cage = cb_cage_enter(&error);
    cb_pack_number(ready, CB_EXTRACT_PROTOCOL);
    cb_pack_string(ready, cage != NULL ? cage : error->message);
    cb_pack_string(ready, NULL);
    send_record(cage != NULL ? CB_FRAME_READY : CB_FRAME_NO_CAGE, ready);
    if (cage == NULL)
        exit(3);
}

int main(void)
{
    parent = getppid();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return 1;
    enter();
    for (;;) {
        CbFrameType type;
        int fd;
        g_autoptr(GByteArray) request = cb_frame_read(CB_EXTRACT_FD, 0, &type, &fd);
        if (request == NULL)
            return 0;
        obey(fd);
        close(fd);
    }
}
