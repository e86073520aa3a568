#include "domain/normalize/os_names.h"

#include <algorithm>
#include <span>
#include <utility>

namespace picket::domain::normalize {
namespace {

using Name = std::pair<std::int16_t, std::string_view>;

std::string_view find_name(std::span<const Name> names, std::int64_t number) noexcept {
  const auto found =
      std::lower_bound(names.begin(), names.end(), number,
                       [](const Name& known, std::int64_t wanted) { return known.first < wanted; });
  return found != names.end() && found->first == number ? found->second : std::string_view();
}

constexpr Name kLinuxErrno[] = {
    {1, "EPERM"},
    {2, "ENOENT"},
    {3, "ESRCH"},
    {4, "EINTR"},
    {5, "EIO"},
    {6, "ENXIO"},
    {7, "E2BIG"},
    {8, "ENOEXEC"},
    {9, "EBADF"},
    {10, "ECHILD"},
    {11, "EAGAIN"},
    {12, "ENOMEM"},
    {13, "EACCES"},
    {14, "EFAULT"},
    {15, "ENOTBLK"},
    {16, "EBUSY"},
    {17, "EEXIST"},
    {18, "EXDEV"},
    {19, "ENODEV"},
    {20, "ENOTDIR"},
    {21, "EISDIR"},
    {22, "EINVAL"},
    {23, "ENFILE"},
    {24, "EMFILE"},
    {25, "ENOTTY"},
    {26, "ETXTBSY"},
    {27, "EFBIG"},
    {28, "ENOSPC"},
    {29, "ESPIPE"},
    {30, "EROFS"},
    {31, "EMLINK"},
    {32, "EPIPE"},
    {33, "EDOM"},
    {34, "ERANGE"},
    {35, "EDEADLK"},
    {36, "ENAMETOOLONG"},
    {37, "ENOLCK"},
    {38, "ENOSYS"},
    {39, "ENOTEMPTY"},
    {40, "ELOOP"},
    {42, "ENOMSG"},
    {43, "EIDRM"},
    {44, "ECHRNG"},
    {45, "EL2NSYNC"},
    {46, "EL3HLT"},
    {47, "EL3RST"},
    {48, "ELNRNG"},
    {49, "EUNATCH"},
    {50, "ENOCSI"},
    {51, "EL2HLT"},
    {52, "EBADE"},
    {53, "EBADR"},
    {54, "EXFULL"},
    {55, "ENOANO"},
    {56, "EBADRQC"},
    {57, "EBADSLT"},
    {59, "EBFONT"},
    {60, "ENOSTR"},
    {61, "ENODATA"},
    {62, "ETIME"},
    {63, "ENOSR"},
    {64, "ENONET"},
    {65, "ENOPKG"},
    {66, "EREMOTE"},
    {67, "ENOLINK"},
    {68, "EADV"},
    {69, "ESRMNT"},
    {70, "ECOMM"},
    {71, "EPROTO"},
    {72, "EMULTIHOP"},
    {73, "EDOTDOT"},
    {74, "EBADMSG"},
    {75, "EOVERFLOW"},
    {76, "ENOTUNIQ"},
    {77, "EBADFD"},
    {78, "EREMCHG"},
    {79, "ELIBACC"},
    {80, "ELIBBAD"},
    {81, "ELIBSCN"},
    {82, "ELIBMAX"},
    {83, "ELIBEXEC"},
    {84, "EILSEQ"},
    {85, "ERESTART"},
    {86, "ESTRPIPE"},
    {87, "EUSERS"},
    {88, "ENOTSOCK"},
    {89, "EDESTADDRREQ"},
    {90, "EMSGSIZE"},
    {91, "EPROTOTYPE"},
    {92, "ENOPROTOOPT"},
    {93, "EPROTONOSUPPORT"},
    {94, "ESOCKTNOSUPPORT"},
    {95, "EOPNOTSUPP"},
    {96, "EPFNOSUPPORT"},
    {97, "EAFNOSUPPORT"},
    {98, "EADDRINUSE"},
    {99, "EADDRNOTAVAIL"},
    {100, "ENETDOWN"},
    {101, "ENETUNREACH"},
    {102, "ENETRESET"},
    {103, "ECONNABORTED"},
    {104, "ECONNRESET"},
    {105, "ENOBUFS"},
    {106, "EISCONN"},
    {107, "ENOTCONN"},
    {108, "ESHUTDOWN"},
    {109, "ETOOMANYREFS"},
    {110, "ETIMEDOUT"},
    {111, "ECONNREFUSED"},
    {112, "EHOSTDOWN"},
    {113, "EHOSTUNREACH"},
    {114, "EALREADY"},
    {115, "EINPROGRESS"},
    {116, "ESTALE"},
    {117, "EUCLEAN"},
    {118, "ENOTNAM"},
    {119, "ENAVAIL"},
    {120, "EISNAM"},
    {121, "EREMOTEIO"},
    {122, "EDQUOT"},
    {123, "ENOMEDIUM"},
    {124, "EMEDIUMTYPE"},
    {125, "ECANCELED"},
    {126, "ENOKEY"},
    {127, "EKEYEXPIRED"},
    {128, "EKEYREVOKED"},
    {129, "EKEYREJECTED"},
    {130, "EOWNERDEAD"},
    {131, "ENOTRECOVERABLE"},
    {132, "ERFKILL"},
    {133, "EHWPOISON"},
};

constexpr Name kDarwinErrno[] = {
    {1, "EPERM"},
    {2, "ENOENT"},
    {3, "ESRCH"},
    {4, "EINTR"},
    {5, "EIO"},
    {6, "ENXIO"},
    {7, "E2BIG"},
    {8, "ENOEXEC"},
    {9, "EBADF"},
    {10, "ECHILD"},
    {11, "EDEADLK"},
    {12, "ENOMEM"},
    {13, "EACCES"},
    {14, "EFAULT"},
    {15, "ENOTBLK"},
    {16, "EBUSY"},
    {17, "EEXIST"},
    {18, "EXDEV"},
    {19, "ENODEV"},
    {20, "ENOTDIR"},
    {21, "EISDIR"},
    {22, "EINVAL"},
    {23, "ENFILE"},
    {24, "EMFILE"},
    {25, "ENOTTY"},
    {26, "ETXTBSY"},
    {27, "EFBIG"},
    {28, "ENOSPC"},
    {29, "ESPIPE"},
    {30, "EROFS"},
    {31, "EMLINK"},
    {32, "EPIPE"},
    {33, "EDOM"},
    {34, "ERANGE"},
    {35, "EAGAIN"},
    {36, "EINPROGRESS"},
    {37, "EALREADY"},
    {38, "ENOTSOCK"},
    {39, "EDESTADDRREQ"},
    {40, "EMSGSIZE"},
    {41, "EPROTOTYPE"},
    {42, "ENOPROTOOPT"},
    {43, "EPROTONOSUPPORT"},
    {44, "ESOCKTNOSUPPORT"},
    {45, "ENOTSUP"},
    {46, "EPFNOSUPPORT"},
    {47, "EAFNOSUPPORT"},
    {48, "EADDRINUSE"},
    {49, "EADDRNOTAVAIL"},
    {50, "ENETDOWN"},
    {51, "ENETUNREACH"},
    {52, "ENETRESET"},
    {53, "ECONNABORTED"},
    {54, "ECONNRESET"},
    {55, "ENOBUFS"},
    {56, "EISCONN"},
    {57, "ENOTCONN"},
    {58, "ESHUTDOWN"},
    {59, "ETOOMANYREFS"},
    {60, "ETIMEDOUT"},
    {61, "ECONNREFUSED"},
    {62, "ELOOP"},
    {63, "ENAMETOOLONG"},
    {64, "EHOSTDOWN"},
    {65, "EHOSTUNREACH"},
    {66, "ENOTEMPTY"},
    {67, "EPROCLIM"},
    {68, "EUSERS"},
    {69, "EDQUOT"},
    {70, "ESTALE"},
    {71, "EREMOTE"},
    {72, "EBADRPC"},
    {73, "ERPCMISMATCH"},
    {74, "EPROGUNAVAIL"},
    {75, "EPROGMISMATCH"},
    {76, "EPROCUNAVAIL"},
    {77, "ENOLCK"},
    {78, "ENOSYS"},
    {79, "EFTYPE"},
    {80, "EAUTH"},
    {81, "ENEEDAUTH"},
    {82, "EPWROFF"},
    {83, "EDEVERR"},
    {84, "EOVERFLOW"},
    {85, "EBADEXEC"},
    {86, "EBADARCH"},
    {87, "ESHLIBVERS"},
    {88, "EBADMACHO"},
    {89, "ECANCELED"},
    {90, "EIDRM"},
    {91, "ENOMSG"},
    {92, "EILSEQ"},
    {93, "ENOATTR"},
    {94, "EBADMSG"},
    {95, "EMULTIHOP"},
    {96, "ENODATA"},
    {97, "ENOLINK"},
    {98, "ENOSR"},
    {99, "ENOSTR"},
    {100, "EPROTO"},
    {101, "ETIME"},
    {102, "EOPNOTSUPP"},
    {103, "ENOPOLICY"},
    {104, "ENOTRECOVERABLE"},
    {105, "EOWNERDEAD"},
    {106, "EQFULL"},
};

constexpr Name kWindowsErrno[] = {
    {1, "EPERM"},
    {2, "ENOENT"},
    {3, "ESRCH"},
    {4, "EINTR"},
    {5, "EIO"},
    {6, "ENXIO"},
    {7, "E2BIG"},
    {8, "ENOEXEC"},
    {9, "EBADF"},
    {10, "ECHILD"},
    {11, "EAGAIN"},
    {12, "ENOMEM"},
    {13, "EACCES"},
    {14, "EFAULT"},
    {16, "EBUSY"},
    {17, "EEXIST"},
    {18, "EXDEV"},
    {19, "ENODEV"},
    {20, "ENOTDIR"},
    {21, "EISDIR"},
    {22, "EINVAL"},
    {23, "ENFILE"},
    {24, "EMFILE"},
    {25, "ENOTTY"},
    {27, "EFBIG"},
    {28, "ENOSPC"},
    {29, "ESPIPE"},
    {30, "EROFS"},
    {31, "EMLINK"},
    {32, "EPIPE"},
    {33, "EDOM"},
    {34, "ERANGE"},
    {36, "EDEADLK"},
    {38, "ENAMETOOLONG"},
    {39, "ENOLCK"},
    {40, "ENOSYS"},
    {41, "ENOTEMPTY"},
    {42, "EILSEQ"},
    {80, "STRUNCATE"},
    {100, "EADDRINUSE"},
    {101, "EADDRNOTAVAIL"},
    {102, "EAFNOSUPPORT"},
    {103, "EALREADY"},
    {104, "EBADMSG"},
    {105, "ECANCELED"},
    {106, "ECONNABORTED"},
    {107, "ECONNREFUSED"},
    {108, "ECONNRESET"},
    {109, "EDESTADDRREQ"},
    {110, "EHOSTUNREACH"},
    {111, "EIDRM"},
    {112, "EINPROGRESS"},
    {113, "EISCONN"},
    {114, "ELOOP"},
    {115, "EMSGSIZE"},
    {116, "ENETDOWN"},
    {117, "ENETRESET"},
    {118, "ENETUNREACH"},
    {119, "ENOBUFS"},
    {120, "ENODATA"},
    {121, "ENOLINK"},
    {122, "ENOMSG"},
    {123, "ENOPROTOOPT"},
    {124, "ENOSR"},
    {125, "ENOSTR"},
    {126, "ENOTCONN"},
    {127, "ENOTRECOVERABLE"},
    {128, "ENOTSOCK"},
    {129, "ENOTSUP"},
    {130, "EOPNOTSUPP"},
    {131, "EOTHER"},
    {132, "EOVERFLOW"},
    {133, "EOWNERDEAD"},
    {134, "EPROTO"},
    {135, "EPROTONOSUPPORT"},
    {136, "EPROTOTYPE"},
    {137, "ETIME"},
    {138, "ETIMEDOUT"},
    {139, "ETXTBSY"},
    {140, "EWOULDBLOCK"},
};

constexpr Name kLinuxSignals[] = {
    {1, "SIGHUP"},     {2, "SIGINT"},   {3, "SIGQUIT"},   {4, "SIGILL"},   {5, "SIGTRAP"},
    {6, "SIGABRT"},    {7, "SIGBUS"},   {8, "SIGFPE"},    {9, "SIGKILL"},  {10, "SIGUSR1"},
    {11, "SIGSEGV"},   {12, "SIGUSR2"}, {13, "SIGPIPE"},  {14, "SIGALRM"}, {15, "SIGTERM"},
    {16, "SIGSTKFLT"}, {17, "SIGCHLD"}, {18, "SIGCONT"},  {19, "SIGSTOP"}, {20, "SIGTSTP"},
    {21, "SIGTTIN"},   {22, "SIGTTOU"}, {23, "SIGURG"},   {24, "SIGXCPU"}, {25, "SIGXFSZ"},
    {26, "SIGVTALRM"}, {27, "SIGPROF"}, {28, "SIGWINCH"}, {29, "SIGIO"},   {30, "SIGPWR"},
    {31, "SIGSYS"},
};

constexpr Name kDarwinSignals[] = {
    {1, "SIGHUP"},     {2, "SIGINT"},   {3, "SIGQUIT"},   {4, "SIGILL"},   {5, "SIGTRAP"},
    {6, "SIGABRT"},    {7, "SIGPOLL"},  {8, "SIGFPE"},    {9, "SIGKILL"},  {10, "SIGBUS"},
    {11, "SIGSEGV"},   {12, "SIGSYS"},  {13, "SIGPIPE"},  {14, "SIGALRM"}, {15, "SIGTERM"},
    {16, "SIGURG"},    {17, "SIGSTOP"}, {18, "SIGTSTP"},  {19, "SIGCONT"}, {20, "SIGCHLD"},
    {21, "SIGTTIN"},   {22, "SIGTTOU"}, {23, "SIGIO"},    {24, "SIGXCPU"}, {25, "SIGXFSZ"},
    {26, "SIGVTALRM"}, {27, "SIGPROF"}, {28, "SIGWINCH"}, {29, "SIGINFO"}, {30, "SIGUSR1"},
    {31, "SIGUSR2"},
};

constexpr Name kIllCodes[] = {
    {0, "ILL_NOOP"},   {1, "ILL_ILLOPC"}, {2, "ILL_ILLTRP"}, {3, "ILL_PRVOPC"}, {4, "ILL_ILLOPN"},
    {5, "ILL_ILLADR"}, {6, "ILL_PRVREG"}, {7, "ILL_COPROC"}, {8, "ILL_BADSTK"},
};
constexpr Name kTrapCodes[] = {
    {1, "TRAP_BRKPT"},
    {2, "TRAP_TRACE"},
};
constexpr Name kPollCodes[] = {
    {1, "POLL_IN"},  {2, "POLL_OUT"}, {3, "POLL_MSG"},
    {4, "POLL_ERR"}, {5, "POLL_PRI"}, {6, "POLL_HUP"},
};
constexpr Name kFpeCodes[] = {
    {0, "FPE_NOOP"},   {1, "FPE_FLTDIV"}, {2, "FPE_FLTOVF"}, {3, "FPE_FLTUND"}, {4, "FPE_FLTRES"},
    {5, "FPE_FLTINV"}, {6, "FPE_FLTSUB"}, {7, "FPE_INTDIV"}, {8, "FPE_INTOVF"},
};
constexpr Name kBusCodes[] = {
    {0, "BUS_NOOP"},
    {1, "BUS_ADRALN"},
    {2, "BUS_ADRERR"},
    {3, "BUS_OBJERR"},
};
constexpr Name kSegvCodes[] = {
    {0, "SEGV_NOOP"},
    {1, "SEGV_MAPERR"},
    {2, "SEGV_ACCERR"},
};
constexpr Name kCldCodes[] = {
    {0, "CLD_NOOP"},    {1, "CLD_EXITED"},  {2, "CLD_KILLED"},    {3, "CLD_DUMPED"},
    {4, "CLD_TRAPPED"}, {5, "CLD_STOPPED"}, {6, "CLD_CONTINUED"},
};

struct SignalCodes {
  std::int64_t signal;
  std::span<const Name> names;
};

/// Of Darwin; other systems do not say them.
const SignalCodes kSignalCodes[] = {
    {4, kIllCodes},  {5, kTrapCodes},  {7, kPollCodes}, {8, kFpeCodes},
    {10, kBusCodes}, {11, kSegvCodes}, {20, kCldCodes},
};

constexpr Name kMachExceptions[] = {
    {1, "EXC_BAD_ACCESS"},     {2, "EXC_BAD_INSTRUCTION"}, {3, "EXC_ARITHMETIC"},
    {4, "EXC_EMULATION"},      {5, "EXC_SOFTWARE"},        {6, "EXC_BREAKPOINT"},
    {7, "EXC_SYSCALL"},        {8, "EXC_MACH_SYSCALL"},    {9, "EXC_RPC_ALERT"},
    {10, "EXC_CRASH"},         {11, "EXC_RESOURCE"},       {12, "EXC_GUARD"},
    {13, "EXC_CORPSE_NOTIFY"},
};

constexpr std::pair<std::string_view, OsFamily> kFamilies[] = {
    {"ios", OsFamily::darwin},     {"watchos", OsFamily::darwin}, {"tvos", OsFamily::darwin},
    {"macos", OsFamily::darwin},   {"linux", OsFamily::linux_os}, {"android", OsFamily::linux_os},
    {"windows", OsFamily::windows}};

}  // namespace

OsFamily os_family(std::string_view lower_name) noexcept {
  const auto* const found =
      std::find_if(std::begin(kFamilies), std::end(kFamilies),
                   [lower_name](const auto& known) { return known.first == lower_name; });
  return found == std::end(kFamilies) ? OsFamily::unknown : found->second;
}

std::string_view errno_name(OsFamily os, std::int64_t number) noexcept {
  switch (os) {
    case OsFamily::linux_os:
      return find_name(kLinuxErrno, number);
    case OsFamily::darwin:
      return find_name(kDarwinErrno, number);
    case OsFamily::windows:
      return find_name(kWindowsErrno, number);
    case OsFamily::unknown:
      break;
  }
  return {};
}

std::string_view signal_name(OsFamily os, std::int64_t number) noexcept {
  if (os == OsFamily::linux_os) return find_name(kLinuxSignals, number);
  if (os == OsFamily::darwin) return find_name(kDarwinSignals, number);
  return {};
}

std::string_view signal_code_name(OsFamily os, std::int64_t signal, std::int64_t code) noexcept {
  if (os != OsFamily::darwin) return {};
  for (const SignalCodes& codes : kSignalCodes) {
    if (codes.signal == signal) return find_name(codes.names, code);
  }
  return {};
}

std::string_view mach_exception_name(std::int64_t exception) noexcept {
  return find_name(kMachExceptions, exception);
}

}  // namespace picket::domain::normalize
