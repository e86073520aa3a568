// What the JSON of two answers has in common: the keys, and the kind of each value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace picket::conformance {

/// "null", "bool", "integer", "real", "date" (as the API writes them), "digits", "text", "array",
/// "object". A count in a text is of another kind than a count.
std::string_view kind_of(const boost::json::value& value);

/// One place where an answer is not what the example shows.
struct Mismatch {
  /// "issue.metadata.type"; a list's members are named by their key or type where they have one:
  /// "event.tags[level].value", else "[]".
  std::string path;
  std::string what;  ///< "missing", "extra", "text instead of null".

  friend auto operator<=>(const Mismatch&, const Mismatch&) = default;
};

/// Whether a value of that kind may stand at that path although the example shows another one.
using Allowed = bool (*)(std::string_view path, std::string_view kind);

/// Every key of `example` must be in `answer`, and no other, with a value of the same kind. Members
/// of lists are compared by name, or in order as far as both go. In order of the example.
std::vector<Mismatch> compare(std::string_view name, const boost::json::value& example,
                              const boost::json::value& answer, Allowed allowed);

}  // namespace picket::conformance
