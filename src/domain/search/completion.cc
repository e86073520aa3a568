#include "domain/search/completion.h"

#include <algorithm>

#include "domain/search/functions.h"

namespace picket::domain::search {

std::string_view kind_of(ValueType type) noexcept {
  switch (type) {
    case ValueType::text:
      return "text";
    case ValueType::version:
      return "version";
    case ValueType::number:
      return "number";
    case ValueType::duration:
      return "duration";
    case ValueType::size:
      return "size";
    case ValueType::percentage:
      return "percentage";
    case ValueType::date:
      return "date";
    case ValueType::boolean:
    case ValueType::flag:
      return "boolean";
    case ValueType::actor:
      return "actor";
  }
  return "text";
}

std::vector<Completion> completions(const SearchConfig& config) {
  std::vector<Completion> found = {{"has", "has", "The key has a value"}};
  if (config.is_issue_search) {
    found.push_back({"is", "is", "Status of the issue"});
  } else {
    for (const FunctionInfo& function : functions()) {
      found.push_back({function.name, "function", function.about});
    }
  }
  for (const std::span<const KeyInfo> table : config.keys) {
    for (const KeyInfo& key : table) {
      // A later table's key of the same name is hidden by the first one.
      if (!key.about.empty() && config.find(key.name) == &key) {
        found.push_back({key.name, kind_of(key.type), key.about});
      }
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Completion& a, const Completion& b) { return a.name < b.name; });
  return found;
}

std::span<const std::string_view> value_completions(const SearchConfig& config,
                                                    std::string_view key) noexcept {
  if (key == "is" && config.is_issue_search) return is_word_names();
  const KeyInfo* const info = config.find(key);
  if (info == nullptr) return {};
  return info->words;
}

}  // namespace picket::domain::search
