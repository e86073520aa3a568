// Reads the JSON arguments of a command; remembers the first mistake.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"

namespace picket::app {

/// Ask for every argument, then call finish(). Null counts as absent. Views the object, which
/// outlives it; one thread.
class Arguments {
 public:
  explicit Arguments(const boost::json::object& object) : object_(object) {}

  std::optional<std::string> text(std::string_view name);
  std::string text(std::string_view name, std::string_view fallback);
  /// Absent is a mistake.
  std::string needed_text(std::string_view name);
  std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most);
  bool flag(std::string_view name);
  /// At most `most`; nullopt when absent.
  std::optional<std::vector<std::string>> texts(std::string_view name, std::size_t most);

  /// invalid_argument: a wrong type or range, something needed that is absent, or an argument that
  /// nobody asked for.
  Result<void> finish() const;

 private:
  const boost::json::value* find(std::string_view name);
  void mistake(std::string sentence);

  const boost::json::object& object_;
  std::set<std::string_view> known_;
  std::optional<std::string> mistake_;
};

}  // namespace picket::app
