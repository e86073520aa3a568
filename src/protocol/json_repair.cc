#include "protocol/json_repair.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace picket::protocol {
namespace {

constexpr std::string_view kReplacementEscape = "\\ufffd";
constexpr std::string_view kOverflow = "1e999";
constexpr std::size_t kMaxExponentDigits = 4;

class Repair {
 public:
  explicit Repair(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::optional<std::string> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        string();
      } else if (c == 'N' && rest().starts_with("NaN")) {
        replace(3, kOverflow);
      } else if (c == 'I' && rest().starts_with("Infinity")) {
        replace(8, kOverflow);
      } else if (c == '-' && rest().starts_with("-Infinity")) {
        replace(9, kOverflow);
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        number();
      } else {
        copy(1);
      }
    }
    if (!changed_) return std::nullopt;
    return std::move(out_);
  }

 private:
  std::string_view rest() const noexcept { return text_.substr(at_); }
  void copy(std::size_t count) {
    const std::string_view piece = text_.substr(at_, count);
    out_.append(piece);
    at_ += piece.size();
  }
  void replace(std::size_t count, std::string_view by) {
    out_.append(by);
    at_ += count;
    changed_ = true;
  }

  void number() {
    std::size_t size = rest().find_first_not_of("+-.0123456789eE");
    if (size == std::string_view::npos) size = rest().size();
    const std::string_view token = rest().substr(0, size);
    const std::size_t e = token.find_first_of("eE");
    if (e == std::string_view::npos) return copy(size);
    const std::size_t digits = token.find_first_not_of("+-0", e + 1);
    if (digits == std::string_view::npos || token.size() - digits <= kMaxExponentDigits) {
      return copy(size);
    }
    const bool tiny = token[e + 1] == '-' || token.find_first_of("123456789") > e;
    replace(size, tiny ? "0" : kOverflow);
  }

  void string() {
    copy(1);
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\') {
        escape();
      } else {
        copy(1);
      }
    }
    copy(1);
  }

  void escape() {
    const std::optional<std::uint32_t> first = unicode_escape(at_);
    if (!first || *first < 0xD800 || *first > 0xDFFF) return copy(2);
    const std::optional<std::uint32_t> second = unicode_escape(at_ + 6);
    if (*first < 0xDC00 && second && *second >= 0xDC00 && *second <= 0xDFFF) return copy(12);
    replace(6, kReplacementEscape);
  }

  /// The code unit of a \uXXXX that starts at `at`.
  std::optional<std::uint32_t> unicode_escape(std::size_t at) const noexcept {
    if (at + 6 > text_.size() || text_[at] != '\\' || text_[at + 1] != 'u') return std::nullopt;
    std::uint32_t unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const int digit = ascii::hex_value(text_[i]);
      if (digit < 0) return std::nullopt;
      unit = unit << 4U | static_cast<std::uint32_t>(digit);
    }
    return unit;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  bool changed_ = false;
};

}  // namespace

std::optional<std::string> repair_json(std::string_view text) {
  if (is_valid_utf8(text)) return Repair(text).run();
  std::string valid = to_valid_utf8(text);
  std::optional<std::string> repaired = Repair(valid).run();
  return repaired ? std::move(repaired) : std::move(valid);
}

}  // namespace picket::protocol
