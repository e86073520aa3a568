#include "domain/scrub/value_type.h"

#include <algorithm>
#include <iterator>

namespace picket::domain::scrub {
namespace {

struct Name {
  std::string_view text;
  ValueType type;
};

constexpr Name kNames[] = {
    {"string", ValueType::string},
    {"binary", ValueType::binary},
    {"number", ValueType::number},
    {"boolean", ValueType::boolean},
    {"bool", ValueType::boolean},
    {"datetime", ValueType::datetime},
    {"array", ValueType::array},
    {"list", ValueType::array},
    {"object", ValueType::object},
    {"event", ValueType::event},
    {"attachments", ValueType::attachments},
    {"replay", ValueType::replay},
    {"error", ValueType::exception},
    {"exception", ValueType::exception},
    {"stack", ValueType::stacktrace},
    {"stacktrace", ValueType::stacktrace},
    {"frame", ValueType::frame},
    {"http", ValueType::request},
    {"request", ValueType::request},
    {"user", ValueType::user},
    {"logentry", ValueType::logentry},
    {"message", ValueType::message},
    {"thread", ValueType::thread},
    {"breadcrumb", ValueType::breadcrumb},
    {"span", ValueType::span},
    {"sdk", ValueType::sdk},
    {"minidump", ValueType::minidump},
    {"heap_memory", ValueType::heap_memory},
    {"stack_memory", ValueType::stack_memory},
};

}  // namespace

std::optional<ValueType> parse_value_type(std::string_view name) noexcept {
  const auto* const found = std::find_if(std::begin(kNames), std::end(kNames),
                                         [name](const Name& known) { return known.text == name; });
  if (found == std::end(kNames)) return std::nullopt;
  return found->type;
}

}  // namespace picket::domain::scrub
