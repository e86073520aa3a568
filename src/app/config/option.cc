#include "app/config/option.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/ascii.h"

namespace picket::app {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

using Assigned = Result<void, std::string>;

Assigned assign_text(const TextOption& option, std::string_view text, Settings& settings) {
  const auto& choices = option.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end())
    return unexpected(fmt::format("takes one of {}", fmt::join(choices, ", ")));
  settings.*option.member = text;
  return {};
}

/// Decimal digits, perhaps after a minus.
std::optional<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [parsed_to, errc] = std::from_chars(text.data(), end, value);
  if (errc != std::errc{} || parsed_to != end) return std::nullopt;
  return value;
}

Assigned assign_number(const NumberOption& option, std::string_view text, Settings& settings) {
  const auto number = parse_whole(text);
  if (!number || *number < option.least || *number > option.most)
    return unexpected(fmt::format("takes a whole number from {} to {}", option.least, option.most));
  settings.*option.member = *number;
  return {};
}

Assigned assign_list(const ListOption& option, std::string_view text, Settings& settings) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const ascii::Split split = ascii::split_once(text, ',');
    const std::string_view item = ascii::trim(split.head);
    if (!item.empty()) items.emplace_back(item);
    text = split.tail;
  }
  settings.*option.member = std::move(items);
  return {};
}

}  // namespace

const Option* find_option(std::string_view key) {
  const auto all = options();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Option& o) { return o.key == key; });
  return found == all.end() ? nullptr : &*found;
}

std::string environment_name(const Option& option) {
  std::string name = "PICKET_";
  for (const char c : option.key) {
    if (c == '.') {
      name += '_';
    } else {
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return name;
}

Assigned assign(const Option& option, std::string_view text, Settings& settings) {
  return std::visit(Overloaded{
                        [&](const TextOption& o) { return assign_text(o, text, settings); },
                        [&](const NumberOption& o) { return assign_number(o, text, settings); },
                        [&](const ListOption& o) { return assign_list(o, text, settings); },
                    },
                    option.value);
}

std::string format(const Option& option, const Settings& settings) {
  return std::visit(
      Overloaded{
          [&](const TextOption& o) { return settings.*o.member; },
          [&](const NumberOption& o) { return fmt::format("{}", settings.*o.member); },
          [&](const ListOption& o) {
            return fmt::format("{}", fmt::join(settings.*o.member, ", "));
          },
      },
      option.value);
}

std::string describe_type(const Option& option) {
  return std::visit(
      Overloaded{
          [](const TextOption& o) {
            return o.choices.empty() ? std::string("text")
                                     : fmt::format("one of {}", fmt::join(o.choices, ", "));
          },
          [](const NumberOption& o) { return fmt::format("number, {} to {}", o.least, o.most); },
          [](const ListOption&) { return std::string("list"); },
      },
      option.value);
}

}  // namespace picket::app
