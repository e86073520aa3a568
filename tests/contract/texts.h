// Texts that break careless SQL: every adapter must give them back as they went in.
#pragma once

#include <array>
#include <string>

namespace picket::contract {

inline const std::array<std::string, 9> kHostileTexts = {
    "",
    "'; DROP TABLE issues; --",
    "\"double\" `back` [brackets]",
    "100% _under_ \\back\\ !bang!",
    ":name ?1 $2 @x",
    "Zażółć gęślą jaźń 数据库 🦊",
    "line\nfeed\ttab\rreturn",
    std::string(8192, 'x'),
    "\xEF\xBB\xBF\xE2\x80\xAE",  // Byte order mark, right-to-left override.
};

}  // namespace picket::contract
