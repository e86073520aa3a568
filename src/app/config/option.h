// One configuration key: what it is called, what it takes, and why its default is what it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config/settings.h"
#include "base/result.h"

namespace picket::app {

struct TextOption {
  std::string Settings::*member;
  std::span<const std::string_view> choices;  ///< Empty: any text.
};

struct NumberOption {
  std::int64_t Settings::*member;
  std::int64_t least;
  std::int64_t most;
};

/// Written as an array in the file, separated by commas elsewhere.
struct ListOption {
  std::vector<std::string> Settings::*member;
};

struct Option {
  std::string_view key;  ///< Dotted path in the file, such as "log.level".
  std::variant<TextOption, NumberOption, ListOption> value;
  std::string_view fallback;  ///< The default, written as in an environment variable.
  std::string_view unit;      ///< Empty for what has none.
  std::string_view reason;    ///< What it does and why the default is right, for docs/config.md.
};

/// The whole schema, in the order of docs/config.md.
std::span<const Option> options();
/// Null when no option has that key.
const Option* find_option(std::string_view key);

/// "log.level" -> "PICKET_LOG_LEVEL".
std::string environment_name(const Option& option);

/// Puts `text` into `settings`; the error says what the option takes.
Result<void, std::string> assign(const Option& option, std::string_view text, Settings& settings);

/// The inverse of assign.
std::string format(const Option& option, const Settings& settings);

/// "text", "one of a, b", "number 1 to 64", "list".
std::string describe_type(const Option& option);

}  // namespace picket::app
