#include "domain/filter/generic_filters.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kVersion = 1;

/// Any exception whose type and value match both globs of any pair.
json::value error_condition(std::initializer_list<std::pair<const char*, const char*>> pairs) {
  json::array any;
  for (const auto& [type, value] : pairs) {
    json::array both;
    both.push_back({{"op", "glob"}, {"name", "ty"}, {"value", json::array{type}}});
    both.push_back({{"op", "glob"}, {"name", "value"}, {"value", json::array{value}}});
    any.push_back({{"op", "and"}, {"inner", std::move(both)}});
  }
  return {{"op", "any"},
          {"name", "event.exceptions"},
          {"inner", {{"op", "or"}, {"inner", std::move(any)}}}};
}

GenericFilter built_in(std::string_view id, const json::value& condition) {
  return {std::string(id), false, Condition::parse(condition).value()};
}

bool is_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kMaxFilterIdBytes &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
         });
}

const GenericFilter* find(const std::vector<GenericFilter>& filters, std::string_view id) noexcept {
  const auto found = std::find_if(filters.begin(), filters.end(),
                                  [&](const GenericFilter& filter) { return filter.id == id; });
  return found == filters.end() ? nullptr : &*found;
}

Result<GenericFilter, std::string> parse_filter(const json::value& value, std::size_t place) {
  const json::object* const object = value.if_object();
  if (object == nullptr) return unexpected(fmt::format("Filter {} has to be an object.", place));
  GenericFilter filter;
  filter.id = protocol::find_string(*object, "id");
  if (!is_id(filter.id)) {
    return unexpected(
        fmt::format("Filter {} needs an \"id\" of at most {} letters, digits, '-', "
                    "'_' and '.'.",
                    place, kMaxFilterIdBytes));
  }
  const json::value* const enabled = object->if_contains("isEnabled");
  if (enabled == nullptr || !enabled->is_bool()) {
    return unexpected(fmt::format("Filter {} needs \"isEnabled\", true or false.", filter.id));
  }
  filter.enabled = enabled->get_bool();
  const json::value* const condition = object->if_contains("condition");
  if (condition == nullptr || condition->is_null()) return filter;
  auto parsed = Condition::parse(*condition);
  if (!parsed) {
    return unexpected(fmt::format("Filter {}: {}.", filter.id, to_string(parsed.error())));
  }
  filter.condition = *std::move(parsed);
  return filter;
}

}  // namespace

const GenericFilters& built_in_filters() {
  static const GenericFilters filters = [] {
    GenericFilters built;
    built.filters.push_back(built_in(
        "chunk-load-error", error_condition({{"ChunkLoadError", "Loading chunk *"},
                                             {"*Uncaught *", "ChunkLoadError: Loading chunk *"}})));
    built.filters.push_back(built_in(
        "react-hydration-errors",
        error_condition(
            {{"*", "*https://reactjs.org/docs/error-decoder.html?invariant={418,419,422,423,425}*"},
             {"*", "*https://react.dev/errors/{418,419,422,423,425}*"}})));
    return built;
  }();
  return filters;
}

Result<GenericFilters, std::string> parse_generic_filters(const json::value& document) {
  const json::object* const object = document.if_object();
  if (object == nullptr) return unexpected(std::string("Expected an object."));
  GenericFilters result;
  const json::value* const version = object->if_contains("version");
  if (version == nullptr || !version->is_int64() || version->get_int64() < 0) {
    return unexpected(std::string("Needs \"version\", a number."));
  }
  result.supported = version->get_int64() <= kVersion;
  const json::array* const filters = protocol::find_array(*object, "filters");
  if (filters == nullptr) return unexpected(std::string("Needs \"filters\", a list."));
  if (filters->size() > kMaxGenericFilters) {
    return unexpected(fmt::format("At most {} filters.", kMaxGenericFilters));
  }
  for (std::size_t i = 0; i < filters->size(); ++i) {
    auto filter = parse_filter((*filters)[i], i + 1);
    if (!filter) return unexpected(filter.error());
    if (find(result.filters, filter->id) == nullptr) result.filters.push_back(*std::move(filter));
  }
  return result;
}

Result<GenericFilters, std::string> read_generic_filters(std::string_view text) {
  if (text.empty()) return GenericFilters{};
  const auto parsed = protocol::parse_json(text);
  if (!parsed) return unexpected(std::string("Not valid JSON."));
  return parse_generic_filters(*parsed);
}

GenericFilters global_filters(const GenericFilters& chosen) {
  GenericFilters all = chosen;
  for (const GenericFilter& filter : built_in_filters().filters) {
    if (find(chosen.filters, filter.id) == nullptr) all.filters.push_back(filter);
  }
  return all;
}

std::vector<GenericFilter> merge(const GenericFilters& project, const GenericFilters& global) {
  std::vector<GenericFilter> merged;
  if (!project.supported || !global.supported) return merged;
  const auto add = [&](const GenericFilter& filter, const GenericFilter* fallback) {
    if (!filter.enabled) return;
    GenericFilter taken = filter;
    if (!taken.condition && fallback != nullptr) taken.condition = fallback->condition;
    if (taken.condition) merged.push_back(std::move(taken));
  };
  for (const GenericFilter& filter : project.filters) add(filter, find(global.filters, filter.id));
  for (const GenericFilter& filter : global.filters) {
    if (find(project.filters, filter.id) == nullptr) add(filter, nullptr);
  }
  return merged;
}

}  // namespace picket::domain::filter
