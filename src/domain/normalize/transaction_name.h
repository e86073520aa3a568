// Parts of a transaction's name that tell one request from another: ids, hashes, dates. A name with
// them is no name, as hardly two transactions share it.
// Source: shared spec "ingest", section 3.10; the reference is relay's transaction name normalizer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::normalize {

/// One segment of the path, which is `*` in the result.
struct ScrubbedSegment {
  std::string_view kind;  ///< "uuid", "sha1", "md5", "date", "hex", "int".
  std::size_t begin;      ///< Bytes of the name as it was sent.
  std::size_t end;
};

struct ScrubbedName {
  std::string name;
  std::vector<ScrubbedSegment> segments;  ///< Empty: the name is as it was.
};

/// Segments end at slashes and backslashes. A name that would be nothing but `*` stays. Linear.
ScrubbedName scrub_identifiers(std::string_view name);

}  // namespace picket::domain::normalize
