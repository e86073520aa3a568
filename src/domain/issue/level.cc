#include <array>
#include <utility>

#include "domain/issue/facts.h"

namespace picket::domain {
namespace {

constexpr std::array<std::pair<Level, std::string_view>, 6> kLevels = {{
    {Level::error, "error"},
    {Level::warning, "warning"},
    {Level::info, "info"},
    {Level::fatal, "fatal"},
    {Level::debug, "debug"},
    {Level::sample, "sample"},
}};

}  // namespace

Priority initial_priority(Level level) noexcept {
  switch (level) {
    case Level::sample:
    case Level::debug:
    case Level::info:
      return Priority::low;
    case Level::warning:
      return Priority::medium;
    case Level::error:
    case Level::fatal:
      return Priority::high;
  }
  return Priority::medium;
}

Level parse_level(std::string_view name) noexcept {
  for (const auto& [level, text] : kLevels) {
    if (text == name) return level;
  }
  return Level::error;
}

std::string_view to_string(Level level) noexcept {
  for (const auto& [known, text] : kLevels) {
    if (known == level) return text;
  }
  return "error";
}

}  // namespace picket::domain
