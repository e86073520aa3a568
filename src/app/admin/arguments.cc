#include "app/admin/arguments.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace picket::app {

const boost::json::value* Arguments::find(std::string_view name) {
  known_.insert(name);
  const boost::json::value* const value = object_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

void Arguments::mistake(std::string sentence) {
  if (!mistake_) mistake_ = std::move(sentence);
}

std::optional<std::string> Arguments::text(std::string_view name) {
  const boost::json::value* const value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const boost::json::string* string = value->if_string())
    return std::string(string->data(), string->size());
  mistake(fmt::format("{} takes a text", name));
  return std::nullopt;
}

std::string Arguments::text(std::string_view name, std::string_view fallback) {
  return text(name).value_or(std::string(fallback));
}

std::string Arguments::needed_text(std::string_view name) {
  const auto given = text(name);
  if (!given) mistake(fmt::format("{} is needed", name));
  return given.value_or("");
}

std::optional<std::int64_t> Arguments::number(std::string_view name, std::int64_t least,
                                              std::int64_t most) {
  const boost::json::value* const value = find(name);
  if (value == nullptr) return std::nullopt;
  const std::int64_t* const number = value->if_int64();
  if (number != nullptr && *number >= least && *number <= most) return *number;
  mistake(fmt::format("{} takes a whole number from {} to {}", name, least, most));
  return std::nullopt;
}

bool Arguments::flag(std::string_view name) {
  const boost::json::value* const value = find(name);
  if (value == nullptr) return false;
  if (const bool* const flag = value->if_bool()) return *flag;
  mistake(fmt::format("{} takes true or false", name));
  return false;
}

std::optional<std::vector<std::string>> Arguments::texts(std::string_view name, std::size_t most) {
  const boost::json::value* const value = find(name);
  if (value == nullptr) return std::nullopt;
  const boost::json::array* const array = value->if_array();
  std::vector<std::string> texts;
  for (std::size_t i = 0; array != nullptr && i < std::min(array->size(), most + 1); ++i) {
    const boost::json::string* const text = (*array)[i].if_string();
    if (text == nullptr) break;
    texts.emplace_back(text->data(), text->size());
  }
  if (array != nullptr && texts.size() == array->size() && texts.size() <= most) return texts;
  mistake(fmt::format("{} takes a list of at most {} texts", name, most));
  return std::nullopt;
}

Result<void> Arguments::finish() const {
  if (mistake_) return unexpected(Error{ErrorKind::invalid_argument, "bad_argument", *mistake_});
  for (const auto& member : object_) {
    if (!known_.contains(member.key()))
      return unexpected(
          Error{ErrorKind::invalid_argument, "unknown_argument",
                fmt::format("there is no argument {}", std::string_view(member.key()))});
  }
  return {};
}

}  // namespace picket::app
