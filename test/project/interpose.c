/* Counts the calls by which a file is replaced, and does something at one of them: what else depends
   on the moment happens at every moment. CLOSURE_AT is the number of the call, or its name;
   CLOSURE_DO is a command for the shell, or KILL; CLOSURE_THEN the same for the call after it.
   CLOSURE_COUNT names a file for the number of calls. With CLOSURE_NO_EXCHANGE two files cannot change
   places, as on some file systems. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int Calls, Started, Fired;

static void act(const char *Do) {
  if (!strcmp(Do, "KILL"))
    raise(SIGKILL);
  unsetenv("LD_PRELOAD");
  if (system(Do))
    abort();
}

static void moment(const char *Name) {
  const char *At = getenv("CLOSURE_AT"), *Do = getenv("CLOSURE_DO"), *Then = getenv("CLOSURE_THEN"),
             *Count = getenv("CLOSURE_COUNT");
  if (!Started)
    return;
  ++Calls;
  if (Count) {
    FILE *Out = fopen(Count, "w");
    if (Out) {
      fprintf(Out, "%d", Calls);
      fclose(Out);
    }
  }
  if (Fired == 1 && Then) {
    Fired = 2;
    act(Then);
  }
  if (Fired || !At || !Do || (atoi(At) != Calls && strcmp(At, Name)))
    return;
  Fired = 1;
  act(Do);
}

#define REAL(Name) __typeof__(&Name) Real = (__typeof__(&Name))dlsym(RTLD_NEXT, #Name)
/* Before and after each: the file system shows another state then. */
#define AROUND(Name, Type, ...)                                                                    \
  REAL(Name);                                                                                      \
  moment(#Name);                                                                                   \
  Type Result = Real(__VA_ARGS__);                                                                 \
  moment("after " #Name);                                                                          \
  return Result

/* A lock is the first thing that is taken. */
int flock(int File, int How) {
  Started = 1;
  AROUND(flock, int, File, How);
}
ssize_t write(int File, const void *Data, size_t Size) {
  if (File <= 2) {
    REAL(write);
    return Real(File, Data, Size);
  }
  AROUND(write, ssize_t, File, Data, Size);
}
int fsync(int File) { AROUND(fsync, int, File); }
int fchmod(int File, mode_t Mode) { AROUND(fchmod, int, File, Mode); }
int rename(const char *From, const char *To) { AROUND(rename, int, From, To); }
int renameat2(int A, const char *From, int B, const char *To, unsigned How) {
  if (getenv("CLOSURE_NO_EXCHANGE")) {
    moment("renameat2");
    errno = EINVAL;
    return -1;
  }
  AROUND(renameat2, int, A, From, B, To, How);
}
int unlink(const char *Name) { AROUND(unlink, int, Name); }
