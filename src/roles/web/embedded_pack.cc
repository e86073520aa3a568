// The pack of the web app inside the program: read by the assembler, so that megabytes need not
// pass through the compiler. Without the web app the file is empty.
#include "roles/web/web.h"

__asm__(
    ".section .rodata\n"
    ".balign 16\n"
    "picket_web_pack_begin:\n"
    ".incbin \"" PICKET_WEB_PACK
    "\"\n"
    "picket_web_pack_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" {
extern const char picket_web_pack_begin[];  // NOLINT(readability-identifier-naming)
extern const char picket_web_pack_end[];    // NOLINT(readability-identifier-naming)
}

namespace picket::web {

std::string_view embedded_pack() noexcept {
  return {&picket_web_pack_begin[0], &picket_web_pack_end[0]};
}

}  // namespace picket::web
