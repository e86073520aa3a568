#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "protocol/json.h"

namespace picket::protocol {
namespace {

namespace json = boost::json;

/// 0: as it is; 'u': six-character escape; else the letter after the backslash.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = 'u';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}();

constexpr std::size_t kMaxEscape = 6;  // \u001f
constexpr std::size_t kMaxNumber = 32;
constexpr std::size_t kPiece = 512;

/// Nonzero in the high bit of every byte of `word` that needs an escape; others may be flagged
/// only above the first one. Source: the zero-byte trick of "Bit Twiddling Hacks".
constexpr std::uint64_t needs_escape(std::uint64_t word) noexcept {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHighs = kOnes << 7U;
  const std::uint64_t quote = word ^ (kOnes * '"');
  const std::uint64_t backslash = word ^ (kOnes * '\\');
  return ((word - kOnes * 0x20) | (quote - kOnes) | (backslash - kOnes)) & ~word & kHighs;
}

/// Writes behind what `out` holds, through a cursor into its spare room: appending piece by piece
/// costs twice the time. `out` has its final size once the writer is destroyed.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {
    const std::size_t used = out_.size();
    out_.resize(std::max(out_.capacity(), used + kMaxNumber));
    at_ = out_.data() + used;
  }
  ~Writer() { out_.resize(used()); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void value(const json::value& value) {
    switch (value.kind()) {
      case json::kind::null:
        return literal("null");
      case json::kind::bool_:
        return literal(value.get_bool() ? "true" : "false");
      case json::kind::int64:
        return integer(value.get_int64());
      case json::kind::uint64:
        return integer(value.get_uint64());
      case json::kind::double_:
        return real(value.get_double());
      case json::kind::string:
        return string(value.get_string());
      case json::kind::array:
        return array(value.get_array());
      case json::kind::object:
        return object(value.get_object());
    }
  }

  void object(const json::object& object) {
    ensure(1);
    *at_++ = '{';
    bool first = true;
    for (const auto& [key, element] : object) {
      if (!first) *at_++ = ',';
      first = false;
      string(key);
      *at_++ = ':';
      value(element);
    }
    ensure(1);
    *at_++ = '}';
  }

  void string(std::string_view text) {
    // In pieces, so that the room for the worst case stays small.
    ensure(kPiece * kMaxEscape + 2);
    *at_++ = '"';
    for (; text.size() > kPiece; text.remove_prefix(kPiece)) {
      at_ = piece(text.substr(0, kPiece), at_);
      ensure(kPiece * kMaxEscape + 2);
    }
    at_ = piece(text, at_);
    *at_++ = '"';
  }

 private:
  /// Room for `bytes`, and for one separator or quote that follows without asking.
  void ensure(std::size_t bytes) {
    if (static_cast<std::size_t>(out_.data() + out_.size() - at_) > bytes) return;
    const std::size_t size = used();
    out_.resize(std::max(out_.size() * 2, size + bytes + 1));
    at_ = out_.data() + size;
  }
  std::size_t used() const noexcept { return static_cast<std::size_t>(at_ - out_.data()); }

  static char* piece(std::string_view text, char* to) noexcept {
    const char* from = text.data();
    const char* const end = from + text.size();
    while (from != end) {
      std::uint64_t word = 0;
      if (end - from >= 8) {
        std::memcpy(&word, from, 8);
        if (needs_escape(word) == 0) [[likely]] {
          std::memcpy(to, &word, 8);
          from += 8;
          to += 8;
          continue;
        }
      }
      to = character(*from++, to);
    }
    return to;
  }

  static char* character(char c, char* to) noexcept {
    const char escape = kEscapes[static_cast<unsigned char>(c)];
    if (escape == 0) {
      *to++ = c;
      return to;
    }
    *to++ = '\\';
    *to++ = escape;
    if (escape != 'u') return to;
    static constexpr char kDigits[] = "0123456789abcdef";
    *to++ = '0';
    *to++ = '0';
    *to++ = kDigits[static_cast<unsigned char>(c) >> 4U];
    *to++ = kDigits[static_cast<unsigned char>(c) & 0xFU];
    return to;
  }

  void literal(std::string_view text) {
    ensure(text.size());
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }

  template <class Number>
  void integer(Number number) {
    ensure(kMaxNumber);
    at_ = std::to_chars(at_, at_ + kMaxNumber, number).ptr;
  }

  void real(double number) {
    if (!std::isfinite(number)) return literal("null");
    ensure(kMaxNumber);
    char* const end = std::to_chars(at_, at_ + kMaxNumber, number).ptr;
    const std::string_view text(at_, static_cast<std::size_t>(end - at_));
    at_ = end;
    // Keeps its kind: "1" would read back as an integer.
    if (text.find_first_of(".e") == std::string_view::npos) literal(".0");
  }

  void array(const json::array& array) {
    ensure(1);
    *at_++ = '[';
    bool first = true;
    for (const json::value& element : array) {
      if (!first) *at_++ = ',';
      first = false;
      value(element);
    }
    ensure(1);
    *at_++ = ']';
  }

  std::string& out_;
  char* at_ = nullptr;
};

}  // namespace

void write_json_string(std::string_view text, std::string& out) {
  Writer(out).string(text);
}

void write_json(const json::object& object, std::string& out) {
  Writer(out).object(object);
}

void write_json(const json::value& value, std::string& out) {
  Writer(out).value(value);
}

}  // namespace picket::protocol
