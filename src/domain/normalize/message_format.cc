#include "domain/normalize/message_format.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/normalize/scalar.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

std::string plain(const json::value& value) {
  if (const json::string* text = value.if_string()) return std::string(as_view(*text));
  std::string out;
  protocol::write_json(value, out);
  return out;
}

/// The arguments, taken one after the other or by name.
class Arguments {
 public:
  explicit Arguments(const json::value& params)
      : list_(params.if_array()), map_(params.if_object()) {}

  bool usable() const noexcept { return list_ != nullptr || map_ != nullptr; }
  const json::value* next() noexcept {
    return list_ != nullptr && used_ < list_->size() ? &(*list_)[used_++] : nullptr;
  }
  const json::value* at(std::size_t index) const noexcept {
    return list_ != nullptr ? list_->if_contains(index) : nullptr;
  }
  const json::value* named(std::string_view name) const noexcept {
    return map_ != nullptr ? map_->if_contains(name) : nullptr;
  }

 private:
  const json::array* list_;
  const json::object* map_;
  std::size_t used_ = 0;
};

struct Conversion {
  bool left = false;
  bool zero = false;
  bool plus = false;
  bool space = false;
  bool alternate = false;
  std::size_t width = 0;
  std::optional<std::size_t> precision;
  char type = 's';
};

std::optional<double> number_of(const json::value& value) noexcept {
  if (const double* number = value.if_double()) return *number;
  if (const std::int64_t* number = value.if_int64()) return static_cast<double>(*number);
  if (const std::uint64_t* number = value.if_uint64()) return static_cast<double>(*number);
  return std::nullopt;
}

std::optional<std::int64_t> integer_of(const json::value& value) noexcept {
  if (const std::int64_t* number = value.if_int64()) return *number;
  const double* const number = value.if_double();
  if (number != nullptr && std::abs(*number) < 9e18) return static_cast<std::int64_t>(*number);
  if (const bool* flag = value.if_bool()) return *flag ? 1 : 0;
  return std::nullopt;
}

std::string padded(std::string text, const Conversion& conversion, bool numeric) {
  const std::size_t length = utf8_length(text);
  if (length >= conversion.width) return text;
  const std::size_t missing = conversion.width - length;
  if (conversion.left) return text.append(missing, ' ');
  if (!conversion.zero || !numeric) return std::string(missing, ' ') + text;
  const std::size_t sign = text.find_first_of("+- ") == 0 ? 1 : 0;
  return text.insert(sign, missing, '0');
}

std::string signed_text(bool negative, std::string digits, const Conversion& conversion) {
  if (negative) return '-' + digits;
  if (conversion.plus) return '+' + digits;
  return conversion.space ? ' ' + digits : digits;
}

std::optional<std::string> integer_text(const json::value& value, const Conversion& conversion) {
  const auto number = integer_of(value);
  if (!number) return std::nullopt;
  const bool negative = *number < 0;
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(*number) : static_cast<std::uint64_t>(*number);
  std::string digits;
  switch (conversion.type) {
    case 'x':
      digits = fmt::format("{}{:x}", conversion.alternate ? "0x" : "", magnitude);
      break;
    case 'X':
      digits = fmt::format("{}{:X}", conversion.alternate ? "0X" : "", magnitude);
      break;
    case 'o':
      digits = fmt::format("{}{:o}", conversion.alternate ? "0o" : "", magnitude);
      break;
    default:  // d, i, u
      digits = std::to_string(magnitude);
  }
  if (conversion.precision && digits.size() < *conversion.precision) {
    digits.insert(0, *conversion.precision - digits.size(), '0');
  }
  return signed_text(negative, std::move(digits), conversion);
}

std::optional<std::string> real_text(const json::value& value, const Conversion& conversion) {
  const auto number = number_of(value);
  if (!number) return std::nullopt;
  const char format[] = {'%', '.', '*', conversion.type, '\0'};
  const int precision = static_cast<int>(conversion.precision.value_or(6));
  // 309 digits before the point, kMaxFormatWidth behind it.
  char text[640];
  const int size = std::snprintf(text, sizeof text, format, precision, std::abs(*number));
  if (size < 0 || static_cast<std::size_t>(size) >= sizeof text) return std::nullopt;
  return signed_text(std::signbit(*number), text, conversion);
}

/// `rendered` counts what was written before a precision cut it.
std::optional<std::string> convert(const json::value& value, const Conversion& conversion,
                                   std::size_t& rendered) {
  switch (conversion.type) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      if (auto text = integer_text(value, conversion)) return padded(*text, conversion, true);
      return std::nullopt;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      if (auto text = real_text(value, conversion)) return padded(*text, conversion, true);
      return std::nullopt;
    case 'c': {
      const json::string* const text = value.if_string();
      if (text == nullptr || utf8_length(as_view(*text)) != 1) return std::nullopt;
      return padded(std::string(as_view(*text)), conversion, false);
    }
    case 's': {
      std::string text = plain(value);
      rendered += text.size();
      if (conversion.precision) text = utf8_prefix(text, *conversion.precision);
      return padded(std::move(text), conversion, false);
    }
    case 'r':
    case 'a': {
      std::string text;
      protocol::write_json(value, text);
      rendered += text.size();
      if (conversion.precision) text = utf8_prefix(text, *conversion.precision);
      return padded(std::move(text), conversion, false);
    }
    default:  // From outside.
      return std::nullopt;
  }
}

class Printf {
 public:
  Printf(std::string_view format, Arguments arguments) : rest_(format), arguments_(arguments) {}

  std::optional<std::string> run() {
    while (!rest_.empty()) {
      const std::size_t percent = std::min(rest_.find('%'), rest_.size());
      out_.append(rest_.substr(0, percent));
      rest_.remove_prefix(percent);
      if (rest_.empty()) break;
      rest_.remove_prefix(1);
      if (skip('%')) {
        out_ += '%';
      } else if (!conversion()) {
        return std::nullopt;
      }
      if (out_.size() > kMaxFormattedBytes || rendered_ > kMaxRenderedBytes) break;
    }
    return std::move(out_);
  }

 private:
  bool skip(char c) noexcept {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// A number or '*'; false when its argument is missing.
  bool size(std::optional<std::size_t>& out) {
    if (skip('*')) {
      const json::value* const argument = arguments_.next();
      const auto number = argument != nullptr ? integer_of(*argument) : std::nullopt;
      if (!number || *number < 0) return false;
      out = static_cast<std::size_t>(*number);
    } else {
      const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
      if (digits == 0) return true;
      out = ascii::parse_uint<std::size_t>(rest_.substr(0, digits)).value_or(kMaxFormatWidth);
      rest_.remove_prefix(digits);
    }
    out = std::min(*out, kMaxFormatWidth);
    return true;
  }

  bool conversion() {
    std::optional<std::string_view> name;
    if (skip('(')) {
      const ascii::Split split = ascii::split_once(rest_, ')');
      if (!split.found) return false;
      name = split.head;
      rest_ = split.tail;
    }
    Conversion conversion;
    flags(conversion);
    std::optional<std::size_t> width;
    if (!size(width)) return false;
    conversion.width = width.value_or(0);
    if (skip('.')) {
      conversion.precision = 0;
      if (!size(conversion.precision)) return false;
    }
    while (skip('l') || skip('h') || skip('L')) {  // Sizes of C mean nothing here.
    }
    if (rest_.empty()) return false;
    conversion.type = rest_.front();
    rest_.remove_prefix(1);
    const json::value* const argument = name ? arguments_.named(*name) : arguments_.next();
    const auto text =
        argument != nullptr ? convert(*argument, conversion, rendered_) : std::nullopt;
    if (text) out_ += *text;
    return text.has_value();
  }

  void flags(Conversion& conversion) noexcept {
    while (true) {
      if (skip('-')) {
        conversion.left = true;
      } else if (skip('0')) {
        conversion.zero = true;
      } else if (skip('+')) {
        conversion.plus = true;
      } else if (skip(' ')) {
        conversion.space = true;
      } else if (skip('#')) {
        conversion.alternate = true;
      } else {
        return;
      }
    }
  }

  std::string_view rest_;
  Arguments arguments_;
  std::string out_;
  std::size_t rendered_ = 0;
};

std::optional<std::string> format_curly(std::string_view format, Arguments arguments) {
  std::string out;
  while (!format.empty() && out.size() <= kMaxFormattedBytes) {
    const std::size_t brace = std::min(format.find_first_of("{}"), format.size());
    out.append(format.substr(0, brace));
    format.remove_prefix(brace);
    if (format.empty()) break;
    if (format.starts_with("{{") || format.starts_with("}}")) {
      out += format.front();
      format.remove_prefix(2);
      continue;
    }
    const std::size_t end = format.find('}');
    if (format.front() == '}' || end == std::string_view::npos) return std::nullopt;
    const std::string_view name = format.substr(1, end - 1);
    format.remove_prefix(end + 1);
    const auto index = ascii::parse_uint<std::size_t>(name);
    const json::value* const argument = name.empty() ? arguments.next()
                                        : index      ? arguments.at(*index)
                                                     : arguments.named(name);
    if (argument == nullptr) return std::nullopt;
    out += plain(*argument);
  }
  return out;
}

}  // namespace

std::optional<std::string> format_message(std::string_view message, const json::value& params) {
  const Arguments arguments(params);
  if (!arguments.usable()) return std::nullopt;
  std::optional<std::string> out;
  if (message.find('%') != std::string_view::npos) {
    out = Printf(message, arguments).run();
  } else if (message.find('{') != std::string_view::npos) {
    out = format_curly(message, arguments);
  }
  return out;
}

}  // namespace picket::domain::normalize
