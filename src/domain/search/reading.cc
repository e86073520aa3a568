#include "domain/search/reading.h"

#include <algorithm>

#include <fmt/format.h>

#include "domain/search/print.h"
#include "domain/search/scan.h"

namespace picket::domain::search {
namespace {

ValueType type_of(WrittenType written) noexcept {
  switch (written) {
    case WrittenType::number:
      return ValueType::number;
    case WrittenType::boolean:
      return ValueType::boolean;
    case WrittenType::none:
    case WrittenType::text:
    case WrittenType::array:
      return ValueType::text;
  }
  return ValueType::text;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string with_plain_quotes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\\\"")) ++i;
    plain += text[i];
  }
  return plain;
}

}  // namespace

Read<ResolvedKey> resolve_key(const Reading& reading, const WrittenKey& written) {
  ResolvedKey resolved;
  Key& key = resolved.key;
  key.name = written.name;
  key.any_element = written.any_element || written.type == WrittenType::array;
  if (written.form == KeyForm::tag || written.form == KeyForm::flag) {
    key.scope = written.form == KeyForm::tag ? KeyScope::tag : KeyScope::flag;
    key.type = type_of(written.type);
    key.type_is_written = written.type != WrittenType::none && written.type != WrittenType::array;
  } else if (const KeyInfo* const info = reading.config.find(written.name)) {
    resolved.info = info;
    if (!info->means.empty()) key.name = info->means;
    key.type = info->type;
  } else {
    key.type = type_by_prefix(written.name);
  }
  const SearchConfig& config = reading.config;
  if ((!config.allowed_keys.empty() && !contains(config.allowed_keys, key.name)) ||
      contains(config.blocked_keys, key.name)) {
    return unexpected(
        SearchError{fmt::format("Invalid key for this search: {}", quoted_in_error(to_text(key))),
                    written.span});
  }
  return resolved;
}

Read<std::string> read_text(const Reading& reading, Span value) {
  const std::string_view text = reading.text(value);
  if (quoted_end(reading.query, value.begin) == value.end) {
    return with_plain_quotes(text.substr(1, text.size() - 2));
  }
  for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at + 1)) {
    if (at == 0 || text[at - 1] != '\\') {
      return unexpected(
          SearchError{fmt::format("Invalid quote at '{}': quotes must enclose text or be escaped.",
                                  quoted_in_error(text)),
                      Span{value.begin + at, value.begin + at + 1}});
    }
  }
  return with_plain_quotes(text);
}

}  // namespace picket::domain::search
