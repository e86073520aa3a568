// MD5 (RFC 1321) of one text: the identity of a group, nothing secret.
//
// Own code because the library's costs more per call than it hashes: measured in
// docs/benchmarks.md.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::grouping {

/// 32 lower-case hex digits.
std::string md5_hex(std::string_view text);

}  // namespace picket::domain::grouping
